// What `accolade check` finds, `accolade run` plays to its bad end.
import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';

import {temporaryFolder} from './support/database.mjs';
import {outcome, program} from './support/program.mjs';

async function trap() {
  const file = path.join(await temporaryFolder('checked'), 'w.yaml');
  await writeFile(file, `workflow: w
states:
  s: {open_ended: true, on: {leave: done, step: trap}}
  trap: {open_ended: true}
  done: {final: done}
`);
  return file;
}

test('the script of a finding is printed alone, and run comes to what is found', async () => {
  const file = await trap();
  const checked = await outcome([program, 'check', file]);
  assert.equal(checked.code, 1);
  assert.match(checked.output, /w\.yaml:4:3: error: no end can be reached from `trap`/);

  const script = await outcome([program, 'check', file, '--script', '1']);
  assert.deepEqual(script, {code: 0, output: '{"start":{}}\n{"event":"step"}\n', errors: ''});
  const played = await outcome([program, 'run', file], {input: script.output});

  const last = JSON.parse(played.output.trim().split('\n').at(-1));
  assert.deepEqual(last, {configuration: ['trap'], fields: {}, effects: [], refusal: null, outcome: null});
});

test('a finding that does not exist is refused in one line', async () => {
  const refused = await outcome([program, 'check', await trap(), '--script', '2']);
  assert.equal(refused.code, 1);
  assert.match(refused.errors, /^accolade: there is no finding 2; accolade check .* prints all 1\n$/);
  assert.equal((await outcome([program, 'check', await trap(), '--script', '0'])).code, 2);
});
