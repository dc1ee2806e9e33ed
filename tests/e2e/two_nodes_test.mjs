// Two servers on one PostgreSQL database are one system: steps of one tree from both sides, letters
// and timers once.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {addPerson, apiOf, tokenOf} from './support/api.mjs';
import {fillIn, scores, signedIn} from './support/nomination.mjs';
import {startPostgres} from './support/postgres.mjs';
import {program, run} from './support/program.mjs';
import {startServer} from './support/server.mjs';
import {startSmtp} from './support/smtp.mjs';
import {until} from './support/until.mjs';
import {startDemo} from './support/world.mjs';

let cluster;
let smtp;
let demo;
let nodes;

before(async () => {
  cluster = await startPostgres();
  smtp = await startSmtp();
  demo = await startDemo({database: await cluster.freshDatabase(), smtp: smtp.url});
  nodes = [demo.server, await startServer({database: demo.database, smtp: smtp.url})];
});

after(async () => {
  for (const node of nodes ?? []) await node.stop();
  await smtp?.stop();
  await cluster?.stop();
});

// The API of one person at both nodes.
async function atBoth(person) {
  const token = await tokenOf(person.mail, demo.database);
  return nodes.map((node) => apiOf(node.url, token));
}

const ok = (answer) => {
  assert.ok(answer.status < 300, answer.bytes);
  return answer.body;
};

test('thirty nominations begun at both nodes at once have thirty references', async () => {
  const apis = await atBoth(demo.person('applicant', 1));
  const begun = await Promise.all(
    Array.from({length: 30}, (_, number) => apis[number % 2].start('nomination', demo.call)),
  );
  const references = begun.map((answer) => ok(answer).reference).sort();
  const expected = Array.from(
    {length: 30},
    (_, number) => `ICPerMed_BPR_2026_${String(number + 1).padStart(2, '0')}`,
  );
  assert.deepEqual(references, expected);
});

test('three reviews sent in at both nodes at once rank the nomination once', async () => {
  const applicant = demo.person('applicant');
  const [api] = await atBoth(applicant);
  const [office] = await atBoth(demo.person('secretary'));
  const id = ok(await api.start('nomination', demo.call)).id;
  await fillIn(await signedIn(demo, applicant), id);
  ok(await api.raise(id, 'submit'));
  ok(await office.raise(id, 'accept'));
  const reviewers = [];
  for (const number of [0, 1, 2]) {
    const {mail} = demo.person('reviewer', number);
    reviewers.push(await addPerson(mail, {database: demo.database}));
  }
  ok(await office.raise(id, 'assign', {reviewers}));

  const ready = [];
  for (const number of [0, 1, 2]) {
    const apis = await atBoth(demo.person('reviewer', number));
    const rows = await until('the review is there', async () => {
      const list = await apis[0].list({parent: id});
      return list.length === 1 && list;
    });
    ok(await apis[number % 2].raise(rows[0].id, 'accept'));
    ready.push({api: apis[number % 2], review: rows[0].id, given: scores(3 + (number % 2), 4)});
  }
  const sent = await Promise.all(
    ready.map(({api: own, review, given}) => own.raise(review, 'submit', {scores: given})),
  );
  sent.forEach(ok);

  const ranked = await until('the nomination is ranked', async () => {
    const shown = await office.show(id);
    return shown.configuration.includes('ranked') && shown;
  });
  // (2 * 3 + 4) / 3, (2 * 4 + 4) / 3 and (2 * 3 + 4) / 3: each to six places, and so is their mean.
  assert.equal(Number(ranked.fields.score), 3.555555);
  const history = (await office.get(`/instances/${id}/history`)).body.items;
  assert.equal(history.filter((line) => line.states.includes('Ranked')).length, 1);
});

test('each letter went out once, and the database is sound', async () => {
  const sent = await until('all letters are sent', async () => {
    const left = "SELECT count(*) FROM letter WHERE delivery <> 'sent'";
    const count = await run(['psql', '-At', '-d', demo.database, '-c', left]);
    return count.trim() === '0' && smtp.mails();
  });
  const ids = sent.map((mail) => mail.messageId);
  assert.equal(new Set(ids).size, ids.length);
  const invited = sent.filter((mail) => /Will you review/.test(mail.subject));
  assert.equal(invited.length, 3);
  await run([program, 'verify', '--database', demo.database]);
});
