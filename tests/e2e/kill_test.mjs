// What was acknowledged is there, whatever happens to the server a moment later.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {apiOf, tokenOf} from './support/api.mjs';
import {freshSqlite} from './support/database.mjs';
import {program, run} from './support/program.mjs';
import {startServer} from './support/server.mjs';
import {startSmtp} from './support/smtp.mjs';
import {hiddenInputs, newVisitor, saveDraft} from './support/visitor.mjs';
import {startDemo} from './support/world.mjs';

const times = 50;
const titleOnPage = /name="title" value="([^"]*)"/;
const contactOnPage = /name="contact" value="([^"]*)"/;

test('a field that was acknowledged survives kill -9, 50 times of 50', async () => {
  const smtp = await startSmtp();
  const database = await freshSqlite();
  const demo = await startDemo({database, smtp: smtp.url});
  const applicant = demo.person('applicant');
  const api = apiOf(demo.url, await tokenOf(applicant.mail, database));
  const nomination = (await api.start('nomination', demo.call)).body.id;
  const page = `/instances/${nomination}/form/1`;

  const first = newVisitor(demo.url);
  assert.equal((await first.signIn(applicant.url)).status, 303);
  const csrf = hiddenInputs((await first.get(page)).bytes, page)._csrf;

  let server = demo.server;
  let sequence = 0;
  const contacts = new Set(['']);
  for (let time = 1; time <= times; ++time) {
    const visitor = newVisitor(server.url);
    first.cookies.forEach((value, name) => visitor.cookies.set(name, value));
    const title = `Title ${time}`;
    const saved = await saveDraft(visitor, nomination, [['title', title]], {
      csrf,
      sequence: ++sequence,
    });
    assert.equal(saved.status, 204, saved.bytes);

    // Another save is under way when the server dies: it may be there afterwards, or not.
    contacts.add(`Contact ${time}`);
    const cut = saveDraft(visitor, nomination, [['contact', `Contact ${time}`]], {
      csrf,
      sequence: ++sequence,
    }).catch(() => 'cut off');
    await server.kill();
    await cut;

    server = await startServer({database, smtp: smtp.url});
    const again = newVisitor(server.url);
    first.cookies.forEach((value, name) => again.cookies.set(name, value));
    const loaded = await again.get(page);
    assert.equal(titleOnPage.exec(loaded.bytes)?.[1], title, `after kill ${time}: ${loaded.bytes}`);
    const third = await again.get(`/instances/${nomination}/form/3`);
    assert.ok(contacts.has(contactOnPage.exec(third.bytes)?.[1]), `contact after kill ${time}`);
  }

  assert.equal(await server.stop(), 0);
  await run([program, 'verify', '--database', database]);
  await smtp.stop();
});
