// `accolade run`, from outside: every line of its contract (design.md, section 6), by what the
// program prints, and how it ends.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {after, test} from 'node:test';

import {outcome, program} from './support/program.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'accolade-run-'));
after(() => rmSync(folder, {recursive: true}));

let files = 0;

function fileOf(yaml) {
  files += 1;
  const file = path.join(folder, `${files}.yaml`);
  writeFileSync(file, `workflow: played\n${yaml}`);
  return file;
}

// What is answered to the lines: values are written as JSON, texts go as they are.
async function answers(yaml, ...lines) {
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  const told = await outcome([program, 'run', fileOf(yaml)], {input: `${input.join('\n')}\n`});
  assert.deepEqual({code: told.code, errors: told.errors}, {code: 0, errors: ''});
  assert.ok(told.output.endsWith('\n'));
  return told.output.split('\n').slice(0, -1).map((line) => JSON.parse(line));
}

const at = (configuration, more = {}) => (
  {configuration, fields: {}, effects: [], refusal: null, outcome: null, ...more}
);
const refused = (why, sentence, field = null) => ({refusal: {why, sentence, field}});

test('a workflow needs only its name and its states, and every event is allowed', async () => {
  assert.deepEqual(
    await answers('states: {a: {on: {e: b}}, b: {final: over}}', {start: {}},
      {event: 'e', by: ['anybody', 'at all']}),
    [at(['a']), at(['b'], {outcome: 'over'})]);
});

test('the configuration is the active atomic states, sorted', async () => {
  assert.deepEqual(
    await answers('states: {z: {parallel: true, states: {y: {states: {x: {}}}, b: {}, a: {}}}}',
      {start: {}}),
    [at(['a', 'b', 'x'])]);
});

test('start gives fields and the fields of ancestors', async () => {
  const yaml = `
fields: {x: {type: int, default: 1}, t: {type: text, optional: true}}
parent_fields: {limit: {type: int}}
states: {a: {always: [{if: has(parent.limit) && x > parent.limit, to: b}]}, b: {}}
`;
  assert.deepEqual(
    await answers(yaml, {start: {fields: {x: 3, t: 'hello'}, parent: {fields: {limit: 2}}}}),
    [at(['b'], {fields: {x: 3, t: 'hello'}})]);
  assert.deepEqual(await answers(yaml, {start: {parent: {fields: {limit: 2}}}}),
    [at(['a'], {fields: {x: 1}})]);
});

test('left out, the instance starts before the first event, unanswered', async () => {
  const yaml = 'states: {a: {entry: [{mail: {hello: boss}}], on: {e: b}}, b: {}}';
  assert.deepEqual(await answers(yaml, {event: 'e'}), [at(['b'])]);
  assert.deepEqual(await answers(yaml, {advance: 'PT1S'}), [at(['a'])]);
  assert.deepEqual(await answers(yaml, {event: 'e'}, {start: {}}),
    [at(['b']), {error: 'it has started already'}]);
});

test('an event that nothing takes is not possible, and nothing changes', async () => {
  assert.deepEqual(
    await answers('states: {a: {on: {e: b}}, b: {title: At rest}}', {event: 'e'}, {event: 'e'}),
    [at(['b']), at(['b'], refused('NotPossible', '“E” is not possible at “At rest”.'))]);
});

test('roles, answers and conditions are refused with why, sentence and field', async () => {
  const yaml = `
people: {chair: above}
fields: {n: {type: int, label: Number}}
states:
  a:
    on:
      e: {by: chair, ask: [n], to: b}
      f: {by: chair, if: "false", otherwise: Not before noon.}
  b: {}
`;
  assert.deepEqual(
    await answers(yaml, {event: 'e', by: ['other']}, {event: 'e', by: ['chair']},
      {event: 'e', by: ['chair'], fields: {n: 'x'}}, {event: 'f', by: ['chair']},
      {event: 'e', by: ['other', 'chair'], fields: {n: 4}}),
    [
      at(['a'], refused('NotAllowed', '“E” is not for you to do here; ask the secretariat.')),
      at(['a'], refused('Invalid', 'Enter the number', 'n')),
      at(['a'], refused('Invalid', 'Number must be a whole number, such as 12', 'n')),
      at(['a'], refused('NotPossible', 'Not before noon.')),
      at(['b'], {fields: {n: 4}}),
    ]);
});

test('a runaway and an overflow refuse the event and change nothing', async () => {
  const yaml = `
fields: {n: {type: int, default: 9223372036854775807}}
states:
  a: {on: {spin: b, count: {do: [{raise: x}, {set: {n: "n + 1"}}], to: c}}}
  b: {entry: [{set: {n: "0"}}], always: [{to: b}]}
  c: {}
`;
  const here = {fields: {n: 9223372036854775807}};
  const [runaway, overflow] = await answers(yaml, {event: 'spin'}, {event: 'count'});
  assert.deepEqual(runaway, at(['a'], {...here, ...refused('Runaway',
    'The workflow played did not come to rest after 1000 steps, so nothing was changed.')}));
  assert.deepEqual(overflow, at(['a'], {...here,
    ...refused('Failed', 'A number became too large to work with.')}));
});

test('an advance fires timers in their order, and has one answer for all of them', async () => {
  const yaml = `
states:
  a: {on: {e: {do: [{send: {event: late, after: 90m}}]}}, timers: {due: {after: 1h, to: b}}}
  b: {timers: {soon: {after: 20m, to: c}}, on: {late: a}}
  c: {on: {late: d}}
  d: {}
`;
  const timer = (name, due) => ({timer: {name, due: `2026-01-01T${due}:00Z`}});
  assert.deepEqual(
    await answers(yaml, {start: {}}, {event: 'e'}, {advance: 'PT59M59.999999S'},
      {advance: 'PT48H'}, {advance: '1h'}),
    [
      at(['a'], {effects: [timer('due', '01:00')]}),
      at(['a'], {effects: [timer('late', '01:30')]}),
      at(['a']),
      at(['d'], {effects: [timer('soon', '01:20')]}),
      at(['d']),
    ]);
});

test('children replace what was known of them', async () => {
  const yaml = `
fields: {seen: {type: int, default: 0}, mean: {type: decimal, optional: true}}
states:
  a:
    on:
      children.review:
        do:
          - set: {seen: "count(review in submitted)", mean: "mean(review in submitted, score)"}
`;
  const review = (state, score) => ({configuration: [state], fields: {score}});
  assert.deepEqual(
    await answers(yaml,
      {children: {review: [review('submitted', 4), review('submitted', 4.5), review('open', 1)]}},
      {children: {review: [review('submitted', 2)]}},
      {children: {review: []}}),
    [
      at(['a'], {fields: {seen: 2, mean: 4.25}}),
      at(['a'], {fields: {seen: 1, mean: 2}}),
      at(['a'], {fields: {seen: 0}}),
    ]);
});

test('effects are objects of one key, in the order of what happened', async () => {
  const yaml = `
people: {applicant: creator, chair: above}
states:
  a:
    timers: {due: {after: 48h, to: b}}
    exit: [{tell: {parent: leaving}}]
    on:
      e:
        to: b
        by: applicant
        do: [{send: {event: s, after: 1h, id: i}}]
        start: {review: {fields: {topic: "'x'"}}}
        mail: {receipt: [applicant, chair]}
  b: {entry: [{cancel: i}, {mail: {arrived: chair}}]}
`;
  const [begun, step] = await answers(yaml, {start: {}}, {event: 'e', by: ['applicant']});
  assert.deepEqual(begun.effects, [{timer: {name: 'due', due: '2026-01-03T00:00:00Z'}}]);
  assert.deepEqual(step.effects, [
    {tell: {parent: 'leaving'}},
    {cancel: {name: 'due'}},
    {timer: {name: 's', due: '2026-01-01T01:00:00Z'}},
    {start: {workflow: 'review', fields: {topic: 'x'}}},
    {mail: {letter: 'receipt', to: ['applicant', 'chair']}},
    {cancel: {name: 'i'}},
    {mail: {letter: 'arrived', to: ['chair']}},
  ]);
});

test('bad input on a line is answered with an error, and the run goes on', async () => {
  const bad = new Map([
    ['', 'this line is not JSON: incomplete JSON'],
    ['nonsense', 'this line is not JSON: syntax error'],
    ['{"event": "e"} {"event": "e"}', 'this line is not JSON: extra data'],
    ['['.repeat(100), 'this line is not JSON: too deep'],
    ['[]', 'a line is a JSON object'],
    ['{"event": "e", "who": 1}', '`who` is not known here'],
    ['{"event": 1}', '`event` is the name of an event'],
    ['{"event": "e", "by": 1}', '`by` is a role or a list of roles'],
    ['{"event": "e", "fields": 1}', '`fields` is an object'],
    ['{"advance": 5}', '`advance` is a duration, such as `PT48H` or `48h`'],
    ['{"advance": "-PT5S"}', '`advance` is a duration, such as `PT48H` or `48h`'],
    ['{"advance": "PT1S", "by": "x"}', '`by` is not known here'],
    ['{"start": {"field": {}}}', '`field` is not known here'],
    ['{"start": {"fields": {"m": 1}}}', '`m` is not known here'],
    ['{"start": {"fields": {"n": "x"}}}', 'Number must be a whole number, such as 12'],
    ['{"start": {"parent": {"field": {}}}}', '`field` is not known of a parent'],
    ['{"children": []}', '`children` is an object: workflow -> list of children'],
    ['{"children": {"review": 1}}', 'the children of `review` are a list of objects'],
    ['{"children": {"review": [{"state": "x"}]}}', '`state` is not known of a child'],
  ]);
  assert.deepEqual(
    await answers('fields: {n: {type: int, label: Number}}\nstates: {a: {on: {e: b}}, b: {}}',
      ...bad.keys(), {event: 'e'}),
    [...[...bad.values()].map((error) => ({error})), at(['b'])]);
});

test('each answer is flushed before the next line is there', async () => {
  const child = spawn(program, ['run', fileOf('states: {a: {on: {e: b}}, b: {on: {e: a}}}')]);
  const told = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  for (const place of ['b', 'a', 'b']) {
    child.stdin.write('{"event": "e"}\n');
    assert.deepEqual(JSON.parse((await told.next()).value), at([place]));
  }
  child.stdin.end();
  assert.deepEqual(await once(child, 'close'), [0, null]);
});

test('unsound is no reason to refuse; badly typed is, with the place and the line', async () => {
  assert.deepEqual(await answers('states: {a: {on: {e: a}}, never: {}}', {start: {}}), [at(['a'])]);
  const file = fileOf('states:\n  a: {always: [{if: scor > 3, to: a}]}\n');
  assert.deepEqual(await outcome([program, 'run', file]), {
    code: 1,
    output: '',
    errors: `${file}:3:21: error: \`scor\` is not known here\n` +
      '   3 |   a: {always: [{if: scor > 3, to: a}]}\n' +
      '     |                     ^\n',
  });
});

test('exit codes: 0 at the end of the lines, 1 refused, 2 usage; one line says why', async () => {
  const file = fileOf('states: {a: {}}');
  assert.deepEqual(await outcome([program, 'run', file]), {code: 0, output: '', errors: ''});
  const ends = [
    [['run'], 2, 'accolade: file is required; see accolade --help\n'],
    [['run', file, 'more'], 2,
      'accolade: The following argument was not expected: more; see accolade --help\n'],
    [['run', '--quick', file], 2,
      'accolade: The following argument was not expected: --quick; see accolade --help\n'],
    [['run', `${folder}/none.yaml`], 1,
      `accolade: ${folder}/none.yaml cannot be read; check the name\n`],
    [['run', folder], 1, `accolade: ${folder} cannot be read; check the name\n`],
  ];
  for (const [words, code, errors] of ends) {
    assert.deepEqual(await outcome([program, ...words]), {code, output: '', errors});
  }
});

test('--help says what it is for', async () => {
  const {code, output, errors} = await outcome([program, 'run', '--help']);
  assert.deepEqual({code, errors}, {code: 0, errors: ''});
  assert.match(output, /^Play one workflow, JSON lines in and out\nUsage: accolade run /);
});
