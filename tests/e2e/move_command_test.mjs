// The demo's call goes on in another version: explained, rehearsed, refused while the map is not
// total, moved, and sound afterwards.
import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';

import {freshSqlite, temporaryFolder} from './support/database.mjs';
import {changedAward, earlierReminder, openIsTaking, publish} from './support/newer_award.mjs';
import {outcome, program, run} from './support/program.mjs';

test('a live call moves to another version, once its map is total', async () => {
  const database = await freshSqlite();
  await run([program, 'demo', '--database', database]);
  await publish(
    database,
    await changedAward({'award.yaml': openIsTaking, 'nomination.yaml': earlierReminder}),
  );
  const move = (...options) => outcome([program, 'move', 'award', '--database', database, ...options]);
  const unknown = await move('--to', 'zzz');
  assert.equal(unknown.code, 1);
  const [, newest, oldest] = /there are ([0-9a-f]{8}), ([0-9a-f]{8})/.exec(unknown.errors);

  const explained = await move('--to', newest, '--explain');
  assert.equal(explained.code, 0, explained.errors);
  assert.match(
    explained.output,
    /Nomination: the reminder in “Draft, not sent in” now comes 72 h before the close instead of 48 h\./,
  );

  const refused = await move('--to', newest);
  assert.equal(refused.code, 1);
  assert.match(refused.errors, /award\.yaml:\d+:3: error: the new version has no state `open`/);
  assert.match(refused.errors, /add to the map:\n {4}award: \{states: \{open: STATE\}\}/);

  const map = path.join(await temporaryFolder('map'), 'map.yaml');
  await writeFile(map, 'award: {state: {open: taking}}\n');
  const misspelt = await move('--to', newest, '--map', map);
  assert.equal(misspelt.code, 1);
  assert.match(misspelt.errors, /map\.yaml:1:9: error: `state` is not a word of the map of a workflow/);

  await writeFile(map, 'award: {states: {open: taking}}\n');
  const rehearsed = await move('--to', newest, '--map', map, '--dry-run');
  assert.equal(rehearsed.code, 0, rehearsed.errors);
  assert.match(rehearsed.output, /1 trees, 1 live instances, 0 ended ones; nothing was written/);
  const moved = await move('--to', newest, '--map', map);
  assert.equal(moved.code, 0, moved.errors);
  assert.ok(moved.output.includes(`1 trees moved to version ${newest}, 0 stay`), moved.output);

  const again = await move('--to', newest, '--map', map);
  assert.equal(again.code, 1);
  assert.match(again.errors, /nothing is live in another version of award/);
  assert.notEqual(newest, oldest);
  await run([program, 'verify', '--database', database]);
});

test('what cannot be meant is a usage error', async () => {
  const {code, errors} = await outcome([program, 'move', 'award', '--database', 'sqlite:x']);
  assert.equal(code, 2);
  assert.match(errors, /--to is required/);
});
