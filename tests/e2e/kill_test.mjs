// What was acknowledged is there, whatever happens to the server a moment later.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {apiOf, tokenOf} from './support/api.mjs';
import {freshSqlite} from './support/database.mjs';
import {startPostgres} from './support/postgres.mjs';
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

// Forty people begin at once; the server dies when the first ten of them have their answer.
async function beginAtOnce(server, token, call) {
  const api = apiOf(server.url, token);
  const acknowledged = [];
  let isDying = false;
  const all = Array.from({length: 40}, async () => {
    const answer = await api.start('nomination', call).catch(() => undefined);
    if (answer?.status !== 201) return;
    acknowledged.push(answer.body.id);
    if (acknowledged.length >= 10 && !isDying) {
      isDying = true;
      await server.kill();
    }
  });
  await Promise.all(all);
  return acknowledged;
}

async function losesNoStep(database) {
  const smtp = await startSmtp();
  const demo = await startDemo({database, smtp: smtp.url});
  const token = await tokenOf(demo.person('applicant').mail, database);
  let {server} = demo;
  const acknowledged = [];
  for (let time = 1; time <= 10; ++time) {
    acknowledged.push(...(await beginAtOnce(server, token, demo.call)));
    await run([program, 'verify', '--database', database]);
    server = await startServer({database, smtp: smtp.url});
    const api = apiOf(server.url, token);
    for (const id of acknowledged.slice(-40)) {
      assert.deepEqual((await api.show(id)).configuration, ['draft']);
    }
  }
  assert.equal(new Set(acknowledged).size, acknowledged.length);
  assert.ok(acknowledged.length >= 100, `${acknowledged.length}`);
  assert.equal(await server.stop(), 0);
  await smtp.stop();
}

test('steps that were acknowledged survive kill -9 amid others, on SQLite', async () => {
  await losesNoStep(await freshSqlite());
});

test('and on PostgreSQL', async () => {
  const cluster = await startPostgres();
  await losesNoStep(await cluster.freshDatabase());
  await cluster.stop();
});
