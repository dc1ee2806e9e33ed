// What an editor shows of workflow.schema.json: no fault in what is shipped, a fault on the line
// where there is one, and each word with its description.
import assert from 'node:assert/strict';
import {readFile, readdir} from 'node:fs/promises';
import path from 'node:path';

import {repository, startEditor} from './editor.mjs';

const modeline = '# yaml-language-server: $schema=../workflow.schema.json\n';
const schema = JSON.parse(
  await readFile(path.join(repository, 'workflows/workflow.schema.json'), 'utf8'),
);
const wordsOf = (name) => (name === 'file' ? schema : schema.definitions[name]).properties;

const editor = await startEditor();
let passed = 0;
let failed = 0;
let files = 0;

async function test(name, body) {
  try {
    await body();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n    ${String(error.message).split('\n').join('\n    ')}`);
  }
}

// A file of the text; `|` in it is where the cursor stands, and is left out.
async function opened(text) {
  const before = text.split('|')[0].split('\n');
  const name = `workflows/award/unsaved${(files += 1)}.yaml`;
  const faults = await editor.open(name, modeline + text.replace('|', ''));
  return {name, faults, at: {line: before.length, character: before.at(-1).length}};
}

for (const entry of await readdir(path.join(repository, 'workflows'), {withFileTypes: true})) {
  if (!entry.isDirectory()) continue;
  for (const file of await readdir(path.join(repository, 'workflows', entry.name))) {
    if (!file.endsWith('.yaml')) continue;
    await test(`${entry.name}/${file} names the schema and has no fault`, async () => {
      const name = path.join('workflows', entry.name, file);
      const text = await readFile(path.join(repository, name), 'utf8');
      assert.ok(text.startsWith(modeline), text.slice(0, 80));
      assert.deepEqual(await editor.open(name, text), []);
    });
  }
}

await test('a file with every kind of state, action and field has no fault', async () => {
  const text = await readFile(path.join(repository, 'tests/fuzz/everything.yaml'), 'utf8');
  assert.deepEqual((await opened(text)).faults, []);
});

const small = 'workflow: w\nstates:\n  a:\n    on:\n      go: {to: b}\n  b: {final: done}\n';
await test('a small one has none', async () => {
  assert.deepEqual((await opened(small)).faults, []);
});

for (const [what, text, line, message] of [
  ['a word that no file has', `${small}colour: red\n`, 7, /colour/],
  ['a word that no state has', small.replace('    on:', '    tilte: A\n    on:'), 4, /tilte/],
  ['a word that no transition has', small.replace('{to: b}', '{too: b}'), 5, /too/],
  ['a word that no field has', `${small}fields:\n  x:\n    type: int\n    maximum: 3\n`, 10, /maximum/],
  ['a type that no field has', `${small}fields:\n  x: {type: integer}\n`, 8, /text/],
  ['a word that no action has', small.replace('    on:', '    entry:\n      - {rise: e}\n    on:'), 5, /rise/],
  ['a list where a yes or no belongs', small.replace('    on:', '    public: [a]\n    on:'), 4, /boolean/],
  ['a value that `late` has not', small.replace('    on:', '    timers: {t: {at: c, late: never}}\n    on:'), 4, /fire/],
  ['a key written twice', `${small}workflow: v\n`, 7, /unique/],
  ['a file without states', 'workflow: w\n', 1, /states/],
]) {
  await test(`${what} is a fault on its line`, async () => {
    const {faults} = await opened(text);
    assert.ok(faults.length > 0, 'no fault');
    // The first line is the modeline's.
    assert.deepEqual([...new Set(faults.map((fault) => fault.range.start.line))], [line]);
    assert.match(faults.map((fault) => fault.message).join('\n'), message);
  });
}

for (const [where, definition, text] of [
  ['in a file', 'file', 'workflow: w\nstates:\n  a: {}\n|'],
  ['in a state', 'state', 'workflow: w\nstates:\n  a:\n    |\n'],
  ['in a transition', 'transition', 'workflow: w\nstates:\n  a:\n    on:\n      go:\n        |\n'],
  ['in a timer', 'timer', 'workflow: w\nstates:\n  a:\n    timers:\n      due:\n        |\n'],
  ['in a field', 'field', 'workflow: w\nfields:\n  x:\n    |\nstates:\n  a: {}\n'],
  ['in an action', 'action', 'workflow: w\nstates:\n  a:\n    entry:\n      - |\n'],
  ['in a tell', 'tell', 'workflow: w\nstates:\n  a:\n    entry:\n      - tell:\n          |\n'],
]) {
  await test(`${where} its words are proposed, with what they mean`, async () => {
    const {name, at} = await opened(text);
    const proposals = new Map(
      (await editor.complete(name, at)).map(({label, documentation}) => [
        label,
        documentation?.value ?? documentation ?? '',
      ]),
    );
    const given = new Set(Object.keys(schema.definitions[definition] ? {} : {workflow: 1, states: 1}));
    for (const [word, {description}] of Object.entries(wordsOf(definition))) {
      if (given.has(word)) continue;
      assert.ok(proposals.has(word), `${word} is not among ${[...proposals.keys()].join(', ')}`);
      assert.ok(proposals.get(word).includes(description), `${word}: ${proposals.get(word)}`);
    }
  });
}

await test('the types of fields are proposed', async () => {
  const {name, at} = await opened('workflow: w\nfields:\n  x:\n    type: |\nstates:\n  a: {}\n');
  const labels = (await editor.complete(name, at)).map(({label}) => label);
  assert.deepEqual(labels.sort(), [...wordsOf('field').type.enum].sort());
});

for (const [definition, word, text] of [
  ['state', 'owes', 'workflow: w\nstates:\n  a:\n    ow|es: chair\n'],
  ['transition', 'otherwise', 'workflow: w\nstates:\n  a: {on: {go: {if: "1 < 2", other|wise: No.}}}\n'],
  ['field', 'hint', 'workflow: w\nfields: {x: {type: int, hi|nt: Count}}\nstates: {a: {}}\n'],
  ['timer', 'late', 'workflow: w\nstates:\n  a: {timers: {t: {at: close, la|te: skip}}}\n'],
]) {
  await test(`\`${word}\` of a ${definition} is explained under the pointer`, async () => {
    const {name, at} = await opened(text);
    const plain = (markdown) => markdown.replace(/\\|&nbsp;/g, '').replace(/\s+/g, ' ');
    const told = plain(await editor.hover(name, at));
    assert.ok(told.includes(plain(wordsOf(definition)[word].description)), told);
  });
}

await editor.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
