// Getting in: links that scanners follow, links for one task, sessions that run out, too many tries.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {addPerson} from './support/api.mjs';
import {freshSqlite} from './support/database.mjs';
import {fillIn, signedIn} from './support/nomination.mjs';
import {run} from './support/program.mjs';
import {linksOf, startSmtp} from './support/smtp.mjs';
import {hiddenInputs, newVisitor, saveDraft} from './support/visitor.mjs';
import {startDemo} from './support/world.mjs';

let smtp;
let demo;
let nomination;
let invitation; // the path of the first reviewer's task link

before(async () => {
  smtp = await startSmtp();
  demo = await startDemo({database: await freshSqlite(), smtp: smtp.url});
  const [applicant, secretary] = [demo.person('applicant'), demo.person('secretary')];
  const api = await demo.api(applicant);
  const office = await demo.api(secretary);
  nomination = (await api.start('nomination', demo.call)).body.id;
  await fillIn(await signedIn(demo, applicant), nomination);
  await api.raise(nomination, 'submit');
  await office.raise(nomination, 'accept');
  const reviewers = [];
  for (const number of [0, 1]) {
    const {mail} = demo.person('reviewer', number);
    reviewers.push(await addPerson(mail, {database: demo.database}));
  }
  await office.raise(nomination, 'assign', {reviewers});
  const mail = await smtp.mailTo(demo.person('reviewer').mail);
  invitation = new URL(linksOf(mail).find((link) => link.includes('/task/'))).pathname;
});

after(async () => {
  await demo?.server.stop();
  await smtp?.stop();
});

test('following a sign-in link, even twice, signs nobody in and uses nothing up', async () => {
  const link = new URL(demo.person('chair').url).pathname;
  const scanner = newVisitor(demo.url);
  assert.equal((await scanner.get(link)).status, 200);
  assert.equal((await scanner.send('HEAD', link)).status, 200);
  assert.doesNotMatch((await scanner.get('/')).bytes, /Helena Duarte/);

  const chair = newVisitor(demo.url);
  assert.equal((await chair.signIn(demo.person('chair').url)).status, 303);
  assert.match((await chair.get('/')).bytes, /Helena Duarte/);
});

test('a task link opens its task and what is above it to read, and nothing else of the account', async () => {
  const reviewer = newVisitor(demo.url);
  const opened = await reviewer.submit(invitation, invitation);
  assert.equal(opened.status, 303);
  const review = opened.location;
  assert.equal((await reviewer.get(review)).status, 200);
  assert.match((await reviewer.get(`/instances/${nomination}`)).bytes, /Genomics at the bedside/);
  const home = await reviewer.get('/');
  assert.doesNotMatch(home.bytes, /What you have to do/);
  assert.match(home.bytes, />Sign in</);

  const rows = await (await demo.api(demo.person('secretary'))).list({parent: nomination});
  const other = rows.map((row) => `/instances/${row.id}`).find((path) => path !== review);
  assert.equal((await reviewer.get(other)).status, 404);
  const {_csrf} = hiddenInputs((await reviewer.get(review)).bytes, `${review}/events/accept`);
  const above = await reviewer.post(`/instances/${nomination}/events/withdraw`, {_csrf});
  assert.ok([303, 403, 404].includes(above.status), `${above.status}`);
  assert.deepEqual(
    (await (await demo.api(demo.person('applicant'))).show(nomination)).configuration,
    ['accepted'],
  );
});

test('the same task link works again, on another computer', async () => {
  const again = newVisitor(demo.url);
  assert.equal((await again.submit(invitation, invitation)).status, 303);
});

test('where to go after signing in is never another site', async () => {
  for (const target of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
    const asked = await newVisitor(demo.url).get(`/sign-in?go_to=${encodeURIComponent(target)}`);
    assert.match(asked.bytes, /name="go_to" value="\/"/, target);
  }
});

test('what is typed under a session that ran out is kept, and asks to sign in', async () => {
  const person = demo.person('applicant', 1);
  const api = await demo.api(person);
  const session = await signedIn(demo, person);
  const draft = (await api.start('nomination', demo.call)).body.id;
  const page = `/instances/${draft}/form/1`;
  const {_csrf} = hiddenInputs((await session.get(page)).bytes, page);
  await run(['sqlite3', demo.database.slice('sqlite:'.length),
    'UPDATE session SET expires = created + 1']);

  const late = await saveDraft(session, draft, [['title', 'Typed too late']], {
    csrf: _csrf,
    sequence: 1,
  });
  assert.equal(late.status, 401);
  assert.deepEqual(JSON.parse(late.bytes), {message: 'Saved. Sign in to go on.'});
  const hidden = await session.get(page);
  assert.doesNotMatch(hidden.bytes, /Typed too late/);

  const visitor = newVisitor(demo.url);
  const asked = await visitor.submit('/sign-in', '/sign-in', {address: person.mail, go_to: page});
  assert.equal(asked.status, 200);
  const mail = await smtp.mailTo(person.mail, {subject: /sign in/});
  const back = await visitor.signIn(linksOf(mail)[0]);
  assert.equal(back.location, page);
  assert.match((await visitor.get(page)).bytes, /name="title" value="Typed too late"/);
});

test('a wrong code is told, five of them spend it, and a new mail is offered', async () => {
  const address = demo.person('reviewer', 3).mail;
  const visitor = newVisitor(demo.url);
  const sent = await visitor.submit('/sign-in', '/sign-in', {address});
  const inputs = hiddenInputs(sent.bytes, '/sign-in-code');
  for (let time = 1; time <= 4; ++time) {
    const wrong = await visitor.post('/sign-in-code', {...inputs, code: '22222222'});
    assert.equal(wrong.status, 422);
    assert.match(wrong.bytes, /This is not the code in our mail/);
  }
  const mail = await smtp.mailTo(address, {subject: /sign in/});
  const spent = await visitor.post('/sign-in-code', {...inputs, code: '22222222'});
  assert.ok([410, 422].includes(spent.status));
  const code = /\b([2-9A-HJKMNP-TV-Z]{8})\b/.exec(mail.text)[1];
  const right = await visitor.post('/sign-in-code', {...inputs, code});
  assert.equal(right.status, 410);
  assert.match(right.bytes, /Send me a new mail/);
});

test('who asks for many sign-in mails is told to wait', async () => {
  const visitor = newVisitor(demo.url);
  const statuses = [];
  let last;
  for (let time = 1; time <= 6; ++time) {
    last = await visitor.submit('/sign-in', '/sign-in', {address: 'often@example.org'});
    statuses.push(last.status);
  }
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429]);
  assert.equal(last.headers.get('retry-after'), '300');
});

test('whether an address is known is nobody’s business', async () => {
  const [known, unknown] = [demo.person('reviewer', 4).mail, 'nobody.knows.me@example.org'];
  const answers = [];
  for (const address of [known, unknown]) {
    const visitor = newVisitor(demo.url);
    const answer = await visitor.submit('/sign-in', '/sign-in', {address});
    const same = answer.bytes.replaceAll(address, 'ADDRESS').replace(/[\w-]{43}/g, 'SECRET');
    answers.push([answer.status, same]);
  }
  assert.deepEqual(answers[0], answers[1]);
});

test('every page forbids scripts and frames of others, and cookies are for HTTP alone', async () => {
  const answer = await newVisitor(demo.url).get('/sign-in');
  assert.match(answer.headers.get('content-security-policy'), /default-src 'none'; script-src 'self'/);
  assert.doesNotMatch(answer.headers.get('content-security-policy'), /unsafe/);
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.match(answer.headers.getSetCookie()[0], /; HttpOnly; SameSite=Lax/);
});
