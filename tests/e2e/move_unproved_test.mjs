// Where the search of all situations ends at its bound, live calls are looked up among those that were
// proved: one that is elsewhere is named, and nothing moves until it is not any more.
import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';

import {addPerson, apiOf, tokenOf} from './support/api.mjs';
import {freshSqlite, temporaryFolder} from './support/database.mjs';
import {publish} from './support/newer_award.mjs';
import {outcome, program, run} from './support/program.mjs';
import {startServer} from './support/server.mjs';

const regions = 12; // 4,096 configurations: more than any search looks at

const workflow = (done) =>
  [
    'workflow: call',
    'title: Call',
    'open_ended: true',
    'people: {secretary: above}',
    'sees: {secretary: {fields: all, history: all, names: all}}',
    'states:',
    '  work:',
    '    parallel: true',
    '    states:',
    ...[...Array(regions).keys()].map(
      (n) =>
        `      r${n}: {initial: a${n}, states: {` +
        `a${n}: {title: Part ${n}, next: The secretariat goes on., open_ended: true, ` +
        `on: {e${n}: {by: secretary, label: Go on, to: b${n}}}}, ` +
        `b${n}: {title: ${done} ${n}, next: The secretariat may go back., open_ended: true, ` +
        `on: {f${n}: {by: secretary, label: Go back, to: a${n}}}}}}`,
    ),
    '',
  ].join('\n');

async function folderWith(done) {
  const workflows = await temporaryFolder('workflows');
  await mkdir(path.join(workflows, 'calls'));
  await writeFile(path.join(workflows, 'calls', 'call.yaml'), workflow(done));
  return workflows;
}

async function raiseAll(api, id, letter) {
  for (let n = 0; n < regions; ++n) {
    const answer = await api.raise(id, `${letter}${n}`);
    assert.equal(answer.status, 200, answer.bytes);
  }
}

test('a call that no search came to is named, and moves when it is where one came to', async () => {
  const database = await freshSqlite();
  await run([program, 'migrate', '--database', database]);
  await addPerson('office@example.org', {name: 'Olga Office', role: 'secretary', database});
  const older = await folderWith('Done');
  const serving = {database, smtp: 'smtp://127.0.0.1:9', more: ['--workflows', older]};
  const asSecretary = async (server) => apiOf(server.url, await tokenOf('office@example.org', database));

  let server = await startServer(serving);
  let office = await asSecretary(server);
  const near = (await office.start('call', undefined)).body.id;
  const far = (await office.start('call', undefined)).body.id;
  await raiseAll(office, far, 'e');
  assert.equal(await server.stop(), 0);
  const newer = await folderWith('Finished');
  await publish(database, newer);
  const unknown = await outcome([program, 'move', 'calls', '--to', 'zzz', '--database', database]);
  const [, newest] = /there are ([0-9a-f]{8})/.exec(unknown.errors);
  const move = [program, 'move', 'calls', '--to', newest, '--database', database];

  const refused = await outcome(move);
  assert.equal(refused.code, 1);
  assert.match(
    refused.errors,
    new RegExp(
      String.raw`not decided within \d+ situations; nothing was moved, because these are in others:\n` +
        String.raw`  call ${far} at Done 0, .*Done 9\n`,
    ),
  );
  assert.doesNotMatch(refused.errors, new RegExp(`call ${near} `));

  server = await startServer({...serving, more: ['--workflows', newer]});
  office = await asSecretary(server);
  assert.deepEqual((await office.show(near)).configuration.slice(0, 2), ['a0', 'a1']);
  await raiseAll(office, far, 'f');
  assert.equal(await server.stop(), 0);
  const moved = await run(move);
  assert.match(moved, /there may be more; every live instance is in one of these/);
  assert.match(moved, /^2 trees moved to version [0-9a-f]{8}, 0 stay$/m);
  await run([program, 'verify', '--database', database]);
});
