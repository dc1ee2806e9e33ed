// Plays every test of the suite that can be expressed, and compares the table in the README.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { NotExpressed } from './not_expressed.mjs';
import { faultOf } from './play.mjs';
import { ownTests } from './suite.mjs';
import { tableOf, tableOfReadme, writeReadme } from './table.mjs';

const program = process.env.ACCOLADE ??
  fileURLToPath(new URL('../../build/release/accolade', import.meta.url));

function outcomeOf(test, folder) {
  try {
    return { test, fault: faultOf(program, test, folder) };
  } catch (error) {
    if (error instanceof NotExpressed) return { test, reason: error.message };
    return { test, fault: error.stack };
  }
}

let passed = 0;
let failed = 0;

function record(name, fault) {
  if (fault === undefined) passed += 1;
  else failed += 1;
  const told = fault?.trim().replaceAll('\n', '\n    ');
  console.log(fault === undefined ? `ok      ${name}` : `FAILED  ${name}\n    ${told}`);
}

const words = process.argv.slice(2);
if (words.some((word) => word !== '--write')) {
  console.error('usage: tests/conformance/check [--write]');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'accolade-conformance-'));
try {
  const outcomes = ownTests().map((test) => outcomeOf(test, folder));
  for (const { test, fault, reason } of outcomes) {
    if (reason === undefined) record(test.name, fault);
    else console.log(`not expressed  ${test.name}: ${reason}`);
  }
  const table = tableOf(outcomes);
  if (words.includes('--write')) writeReadme(table);
  record('the table in workflows/README.md', table === tableOfReadme()
    ? undefined
    : 'it is stale: run tests/conformance/check --write');
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
