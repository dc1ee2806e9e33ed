// A hundred and fifty people register at once for eighteen places: through the API, on both
// databases, one of them served by two programs. tests/support/storm is the crowd and its judge.
import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {after, before, test} from 'node:test';

import {freshSqlite, temporaryFolder} from './support/database.mjs';
import {startPostgres} from './support/postgres.mjs';
import {outcome} from './support/program.mjs';

const storm = ['python3', 'tests/support/storm/storm.py'];
const small = ['--people', '150', '--on-site', '12', '--online', '6'];

let cluster;
let record; // of the storm on SQLite

before(async () => {
  cluster = await startPostgres();
});
after(() => cluster?.stop());

async function blow(more) {
  const {code, output, errors} = await outcome([...storm, 'blow', ...small, ...more]);
  assert.ok(output, errors);
  const {faults, happened} = JSON.parse(output);
  assert.deepEqual({code, faults}, {code: 0, faults: []});
  assert.deepEqual(happened.taken, {'modes.on_site': 12, 'modes.online': 6});
  assert.equal(happened.begin, 150);
  assert.equal(happened.submit, 150);
  for (const what of ['switch', 'cancel', 'offered.mode', 'take', 'confirmed at once', 'refused']) {
    assert.ok(happened[what] > 0, `${what} did not happen: ${output}`);
  }
}

test('places hold and the queue is just when all come at once, on SQLite', async () => {
  const file = path.join(await temporaryFolder('storm'), 'record.json');
  await blow(['--database', await freshSqlite(), '--record', file]);
  record = JSON.parse(await readFile(file, 'utf8'));
});

test('places hold and the queue is just on two nodes with one PostgreSQL', async () => {
  await blow(['--database', await cluster.freshDatabase(), '--nodes', '2']);
});

// The judge is worth what it finds: each of these is a way in which it could have gone wrong.
async function judged(change) {
  const forged = structuredClone(record);
  change(forged);
  const file = path.join(await temporaryFolder('forged'), 'record.json');
  await writeFile(file, JSON.stringify(forged));
  const {code, output, errors} = await outcome([...storm, 'judge', file]);
  assert.ok(output, errors);
  assert.equal(code, 1);
  return JSON.parse(output).faults.join('\n');
}

test('an oversold place, an overtaken queue, a person twice and a lost answer are found', async () => {
  const submitted = (forged, state) =>
    forged.entries.findIndex(({event, to}) => event === 'submit' && to[0] === state);

  assert.match(
    await judged((forged) => (forged.entries[submitted(forged, 'waiting')].to = ['confirmed'])),
    /places of \d+ are taken/,
  );
  assert.match(
    await judged(({entries}) => {
      const offered = entries.filter(({event}) => event === 'offered.mode');
      [offered[0].instance, offered[1].instance] = [offered[1].instance, offered[0].instance];
    }),
    /who waited longer/,
  );
  assert.match(
    await judged((forged) => {
      const last = forged.entries.findLastIndex(({to}) => to[0] === 'waiting');
      forged.entries[last].to = ['confirmed'];
    }),
    /a newcomer got a place while/,
  );
  assert.match(
    await judged(({people}) => (people[1][1] = people[0][1])),
    /is registered 2 times/,
  );
  assert.match(
    await judged((forged) => forged.entries.splice(submitted(forged, 'confirmed'), 1)),
    /acknowledged 1 times and is there 0 times/,
  );
  assert.match(
    await judged(({queue}) => queue['modes.on_site'].reverse()),
    /the queue is not in the order of arrival/,
  );
  assert.match(
    await judged(({told}) => {
      const refused = told.find(({status}) => status === 409);
      Object.assign(refused, {event: 'begin', instance: '1', status: 500});
    }),
    /begin was answered 500/,
  );
  assert.match(
    await judged(({seen}) => (seen.on_site += 1)),
    /somebody saw 13 places taken/,
  );
});
