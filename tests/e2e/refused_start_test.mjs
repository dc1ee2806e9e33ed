// A definition, letter, template or setting that cannot work keeps the server from starting, and the
// message says where it is.
import assert from 'node:assert/strict';
import {cp, mkdir, readFile, symlink, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';

import {freshSqlite, temporaryFolder} from './support/database.mjs';
import {outcome, program, repository} from './support/program.mjs';

// Tries to serve with sound settings, but for the one that is named.
async function serve([option, setting] = [], folder = repository) {
  const settings = {
    '--listen': '127.0.0.1:0',
    '--database': await freshSqlite(),
    '--smtp': 'smtp://127.0.0.1:9',
    ...(option ? {[option]: setting} : {}),
  };
  return outcome([program, 'serve', ...Object.entries(settings).flat()], {folder});
}

// A copy of the award's package in which one file is another.
async function withFile(name, change) {
  const workflows = await temporaryFolder('workflows');
  await cp(path.join(repository, 'workflows/award'), path.join(workflows, 'award'), {recursive: true});
  const file = path.join(workflows, 'award', name);
  await writeFile(file, change(await readFile(file, 'utf8')));
  return {workflows, file};
}

async function refusesWorkflows(name, change, message) {
  const {workflows, file} = await withFile(name, change);
  const {code, errors} = await serve(['--workflows', workflows]);
  assert.equal(code, 1, errors);
  assert.ok(errors.includes(file), `${file} in:\n${errors}`);
  assert.match(errors, message);
}

test('YAML that cannot be read is refused at its line and column', () =>
  refusesWorkflows('review.yaml', (text) => `${text}\n  - [unclosed`, /review\.yaml:\d+:\d+: error: /));

test('a word that the language does not have is refused at its line and column', () =>
  refusesWorkflows(
    'review.yaml',
    (text) => text.replace('initial: invited', 'initial: invited\ncolour: red'),
    /review\.yaml:32:1: error: `colour` is not a word of a workflow\n  32 \| colour: red\n     \| \^/,
  ));

test('a condition with an unknown name is refused with the line and a caret', () =>
  refusesWorkflows(
    'nomination.yaml',
    (text) => text.replace('if: before(close)', 'if: before(clos)'),
    /nomination\.yaml:\d+:\d+: error: [^]*before\(clos\)[^]*\^/,
  ));

test('a letter without its subject is refused by its file', () =>
  refusesWorkflows('letters/receipt.md', (text) => text.replace('Subject:', 'About:'), /Subject/));

test('a letter with a variable that nobody supplies is refused by its file', () =>
  refusesWorkflows('letters/receipt.md', (text) => `${text}\n{{nonsense}}\n`, /nonsense/));

test('a letter with an open section is refused by its file', () =>
  refusesWorkflows('letters/receipt.md', (text) => `${text}\n{{#title}}\n`, /title/));

test('a template that cannot be read is refused by its file', async () => {
  const folder = await temporaryFolder('resources');
  await cp(path.join(repository, 'templates'), path.join(folder, 'templates'), {recursive: true});
  await symlink(path.join(repository, 'workflows'), path.join(folder, 'workflows'));
  const file = path.join(folder, 'templates/pages/home.mustache');
  await writeFile(file, `${await readFile(file, 'utf8')}\n{{#open}}\n`);
  const {code, errors} = await serve([], folder);
  assert.equal(code, 1, errors);
  assert.match(errors, /home(\.mustache)?\b.*open/);
});

for (const [options, message] of [
  [['--listen', 'nonsense'], /--listen needs HOST:PORT/],
  [['--listen', 'localhost:99999'], /--listen needs HOST:PORT/],
  [['--zone', 'Europe/Atlantis'], /--zone: Europe\/Atlantis is no time zone/],
  [['--url', 'ftp://example.org'], /--url needs http/],
  [['--from', 'nobody'], /--from: /],
  [['--smtp', 'gopher://example.org'], /--smtp: /],
  [['--database', 'oracle://example.org'], /oracle/],
  [['--workflows', '/nonexistent'], /\/nonexistent/],
]) {
  test(`${options.join(' ')} is refused in one line`, async () => {
    const {code, errors} = await serve(options);
    assert.equal(code, 1, errors);
    assert.match(errors, message);
    assert.equal(errors.trim().split('\n').length, 1, errors);
  });
}

test('an option that does not exist is a matter of usage', async () => {
  const {code, errors} = await serve(['--colour', 'red']);
  assert.equal(code, 2, errors);
  assert.match(errors, /colour/);
});

test('an empty folder of workflows is refused by its name', async () => {
  const folder = path.join(await temporaryFolder('workflows'), 'empty');
  await mkdir(folder);
  const {code, errors} = await serve(['--workflows', folder]);
  assert.equal(code, 1, errors);
  assert.ok(errors.includes(folder), errors);
});

test('a cycle of history states is refused at its line and column', () =>
  refusesWorkflows(
    'review.yaml',
    (text) => `${text}  round:\n    states: {once: {}, again: {history: deep, to: again}}\n`,
    /review\.yaml:\d+:24: error: the `to:` of `again` leads back to it\n/,
  ));

// What would fill memory or time if it were taken as it comes -> what is said of it, by `check` and
// by `serve` alike.
for (const [name, yaml, message] of [
  ['a file of 10 MB', 'states: {b: {}}\n'.repeat(655_360), /1:1: error: the file is larger than 1 MiB/],
  ['deep nesting', `a: ${'['.repeat(100_000)}`, /1:\d+: error: this is nested too deeply: 64 levels are the most/],
  [
    'aliases of aliases',
    `a0: &a0 [x]\n${Array.from({length: 60}, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('')}`,
    /:\d+:\d+: error: the aliases of this file stand for more than 10,000 parts/,
  ],
  [
    'a condition of 10,000 terms',
    `workflow: w\nstates: {b: {on: {e: {to: b, if: 1 > 0${' || 1 > 0'.repeat(9_999)}}}}}\n`,
    /:2:10034: error: this is longer than 10000 bytes; make it shorter/,
  ],
  ['a key written twice', 'workflow: w\nstates: {b: {}}\nstates: {c: {}}\n', /:3:1: error: `states` is written twice here/],
  ['bytes that are no text', Buffer.from('workflow: \xff\n', 'latin1'), /:1:11: error: this byte is no text/],
]) {
  test(`${name} is a diagnostic of check, and serve does not start`, async () => {
    const workflows = await temporaryFolder('workflows');
    const file = path.join(workflows, 'bad.yaml');
    await writeFile(file, yaml);
    const checked = await outcome([program, 'check', file]);
    assert.equal(checked.code, 1, checked.errors);
    assert.match(checked.output, message);
    const {code, errors} = await serve(['--workflows', workflows]);
    assert.equal(code, 1, errors);
    assert.ok(errors.includes(file), errors);
    assert.match(errors, message);
  });
}
