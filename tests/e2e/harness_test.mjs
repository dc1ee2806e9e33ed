// The harness itself: that it sees what is wrong with a page, and leaves nothing running.
import assert from 'node:assert/strict';
import {existsSync, statSync} from 'node:fs';
import http from 'node:http';
import {after, before, test} from 'node:test';

import {openPage, scrollsSideways, startBrowser, takePicture, widths} from './support/browser.mjs';
import {accessibilityViolations, htmlErrors} from './support/pages.mjs';
import {startPostgres} from './support/postgres.mjs';
import {run, start} from './support/program.mjs';
import {linksOf, startSmtp} from './support/smtp.mjs';

const document = (body) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title>
<link rel="icon" href="data:,"></head><body><main><h1>A page</h1>${body}</main></body></html>`;

const pages = {
  '/sound': document('<p>Nothing is wrong here.</p>'),
  '/unlabelled': document('<input type="text" name="x">'),
  '/invalid': document('<p><div>no block in a paragraph</div></p>'),
  '/wide': document('<div style="width: 800px">too wide for a phone</div>'),
  '/failing': document('<script>undefinedName()</script>'),
};

let browser;
let server;
let url;

before(async () => {
  server = http.createServer((request, response) => {
    response.writeHead(200, {'content-type': 'text/html'}).end(pages[request.url]);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${server.address().port}`;
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  server.closeAllConnections();
  server.close();
});

async function visit(path, how = {}) {
  const page = await openPage(browser, {url, ...how});
  const response = await page.goto(path);
  return {page, html: await response.text()};
}

test('a sound page has no violation, no error and no trouble', async () => {
  const {page, html} = await visit('/sound');
  assert.deepEqual(await accessibilityViolations(page), []);
  assert.deepEqual(await htmlErrors(html), []);
  assert.deepEqual(await htmlErrors(await page.content()), []);
  assert.deepEqual(page.troubles, []);
});

test('an input without a label is a violation', async () => {
  const {page} = await visit('/unlabelled');
  assert.deepEqual(await accessibilityViolations(page), [
    'label: Form elements must have labels (input)',
  ]);
});

test('a block in a paragraph is an error', async () => {
  const {html} = await visit('/invalid');
  assert.deepEqual(await htmlErrors(html), ["3:104 close-order: Stray end tag '</p>'"]);
});

test('a page that is too wide for a phone is noticed', async () => {
  const wide = await visit('/wide', {width: widths.phone});
  const sound = await visit('/sound', {width: widths.phone});
  assert.equal(await scrollsSideways(wide.page), true);
  assert.equal(await scrollsSideways(sound.page), false);
});

test('an error of a script is a trouble, and no script runs without JavaScript', async () => {
  const scripted = await visit('/failing');
  const plain = await visit('/failing', {javaScript: false});
  assert.deepEqual(scripted.page.troubles, ['undefinedName is not defined']);
  assert.deepEqual(plain.page.troubles, []);
});

test('a picture of a page lies in build/screenshots', async () => {
  const {page} = await visit('/sound', {width: widths.phone});
  assert.ok(statSync(await takePicture(page, 'harness')).size > 1000);
});

test('a PostgreSQL cluster gives fresh databases and is gone when stopped', async () => {
  const cluster = await startPostgres();
  const database = await cluster.freshDatabase();
  const folder = new URL(database.replace('@/', '@host/')).searchParams.get('host');
  assert.equal(await run(['psql', '-At', '-d', database, '-c', 'SELECT 1']), '1\n');
  assert.equal(await cluster.stop(), 0);
  assert.equal(existsSync(folder), false);
});

test('a mail that was sent is found by its address and subject, and read as a person reads it', async () => {
  const smtp = await startSmtp();
  const sent = `From: Accolade <calls@example.org>\r\nTo: Ada <ada@example.org>\r\nSubject: Your sign-in link\r
Message-ID: <1@example.org>\r\nContent-Type: text/plain; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r\n\r\nBenvenuta =C3=A8 http://localhost/sign-in?t=3Dx=\r\nyz\r\n`;
  const addresses = ['--mail-from', 'calls@example.org', '--mail-rcpt', 'ada@example.org'];
  await run(['curl', '--silent', smtp.url, ...addresses, '--upload-file', '-'], {input: sent});

  const mail = await smtp.mailTo('ada@example.org', {subject: /sign-in/});
  assert.deepEqual(mail, {
    to: 'ada@example.org',
    from: 'calls@example.org',
    subject: 'Your sign-in link',
    messageId: '<1@example.org>',
    text: 'Benvenuta è http://localhost/sign-in?t=xyz\n',
    html: '',
    attachments: [],
  });
  assert.deepEqual(linksOf(mail), ['http://localhost/sign-in?t=xyz']);
  assert.equal((await smtp.mails()).length, 1);
  await smtp.stop();
});

test('a program that ends before it is ready fails with what it printed', async () => {
  await assert.rejects(start(['sh', '-c', 'echo no such file >&2; exit 1'], {ready: /^ready/}), {
    message: 'sh ended before it was ready:\nno such file\n',
  });
});
