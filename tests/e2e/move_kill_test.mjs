// A move over many calls is killed in the middle and run again: every call has moved, and once.
import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';

import {apiOf, tokenOf} from './support/api.mjs';
import {freshSqlite, temporaryFolder} from './support/database.mjs';
import {changedAward, openIsTaking, publish} from './support/newer_award.mjs';
import {startPostgres} from './support/postgres.mjs';
import {outcome, program, run, start} from './support/program.mjs';
import {startServer} from './support/server.mjs';
import {startSmtp} from './support/smtp.mjs';
import {startDemo} from './support/world.mjs';

const calls = 150;
const answers = {
  title: 'Another call',
  edition: 2027,
  summary: 'Good work',
  who: 'Anybody',
  prize: 'A medal',
  closes_at: '2099-06-01T15:00:00Z',
};

async function openCalls(secretary) {
  const ids = [];
  for (let number = 0; number < calls; ++number) {
    const begun = await secretary.start('award', undefined, answers);
    assert.equal(begun.status, 201, begun.bytes);
    assert.equal((await secretary.raise(begun.body.id, 'open', answers)).status, 200);
    ids.push(begun.body.id);
  }
  return ids;
}

const movesIn = (history) => history.filter(({event}) => event === 'moved').length;

async function movesEachOnce(database) {
  const smtp = await startSmtp();
  const demo = await startDemo({database, smtp: smtp.url});
  const ids = [demo.call, ...(await openCalls(await demo.api(demo.person('secretary'))))];
  await demo.server.stop();
  const workflows = await changedAward({'award.yaml': openIsTaking});
  await publish(database, workflows);
  const map = path.join(await temporaryFolder('map'), 'map.yaml');
  await writeFile(map, 'award: {states: {open: taking}}\n');
  const unknown = await outcome([program, 'move', 'award', '--to', 'zzz', '--database', database]);
  const [, newest] = /there are ([0-9a-f]{8})/.exec(unknown.errors);
  const command = [program, 'move', 'award', '--to', newest, '--map', map, '--database', database];

  const cut = await start(command, {ready: /^moved tree \d+$/});
  await cut.kill();
  const printedBefore = cut.printed().match(/^moved tree \d+$/gm).length;
  assert.ok(printedBefore < ids.length, `it was over before it was killed: ${printedBefore}`);

  const {code, output, errors} = await outcome(command);
  assert.equal(code, 0, errors);
  const [, moved] = /^(\d+) trees moved to version [0-9a-f]{8}, 0 stay$/m.exec(output);
  // What was committed and not printed any more is one at most.
  const left = ids.length - printedBefore;
  assert.ok([left, left - 1].includes(Number(moved)), `${moved} of ${left}`);

  await run([program, 'verify', '--database', database]);
  const server = await startServer({database, smtp: smtp.url, more: ['--workflows', workflows]});
  const secretary = apiOf(server.url, await tokenOf(demo.person('secretary').mail, database));
  for (const id of ids) {
    const history = (await secretary.get(`/instances/${id}/history`)).body.items;
    assert.equal(movesIn(history), 1, `${id}: ${JSON.stringify(history)}`);
    assert.deepEqual((await secretary.show(id)).configuration, ['taking']);
  }
  await server.stop();
  await smtp.stop();
}

test('kill -9 amid a move loses no call and moves none twice, on SQLite', async () => {
  await movesEachOnce(await freshSqlite());
});

test('nor on PostgreSQL', async () => {
  const cluster = await startPostgres();
  await movesEachOnce(await cluster.freshDatabase());
  await cluster.stop();
});
