// A kind of call that the code has never seen, written here and played over the API.
import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {after, before, test} from 'node:test';

import {addPerson, apiOf, tokenOf} from './support/api.mjs';
import {freshSqlite, temporaryFolder} from './support/database.mjs';
import {program, run} from './support/program.mjs';
import {startServer} from './support/server.mjs';
import {linksOf, startSmtp} from './support/smtp.mjs';
import {until} from './support/until.mjs';

const garden = `
workflow: garden
title: School garden
about: A school lets classes look after one bed each.
headline: name
people:
  head: creator
  secretary: above

fields:
  name: {type: text, label: Name of the garden, words: 10}
  beds: {type: int, label: Number of beds, min: 1, max: 40}
  rubric:
    type: rubric
    label: What the jury looks at
    default:
      - {name: growth, label: Growth, hint: Does it grow?, weight: 3, from: 0, to: 10}
      - {name: weeds, label: Absence of weeds, hint: Is it clean?, weight: 1, from: 0, to: 10}

sees:
  head: {fields: all, history: all, names: all}
  secretary: {fields: all, history: all, names: all}

initial: planned
states:
  planned:
    title: Being planned
    next: The head opens the garden.
    owes: head
    open_ended: true
    form: {head: [name, beds]}
    on:
      plant: {by: head, label: Open the garden, ask: form, to: growing, says: "{actor} opened the garden"}
  growing:
    title: Growing
    next: Classes look after their beds.
    open_ended: true
    public: true
    sees: {anyone: {fields: [name, beds]}}
    on:
      adopt: {by: anyone, label: Adopt a bed, start: bed, says: "A bed was adopted"}
      harvest:
        by: head
        label: Harvest
        if: "count(bed in judged) >= 2"
        otherwise: Two beds have to be judged first.
        to: harvested
        says: "{actor} harvested"
  harvested:
    title: Harvested
    final: harvested
`;

const bed = `
workflow: bed
title: Bed
about: One bed of the garden.
parent: garden
reference: "BED_{number}"
headline: crop
people:
  class: creator
  head: above
  secretary: above

fields:
  crop: {type: text, label: What will grow, words: 5}
  depth: {type: decimal, label: Depth in metres, min: 0.1, max: 2.0}
  marks: {type: scores, of: parent.rubric, label: Marks}
  mark: {type: decimal, label: Mark, optional: true}

sees:
  class: {fields: [crop, depth, mark], history: all, names: [class]}
  head: {fields: all, history: all, names: all}
  secretary: {fields: all, history: all, names: all}

initial: sown
states:
  sown:
    title: Sown
    next: The class says what grows, and calls the head.
    owes: class
    open_ended: true
    form: {class: [crop, depth]}
    on:
      call: {by: class, label: Call the head, ask: form, to: shown, says: "{actor} called the head"}
  shown:
    title: Ready to be judged
    next: The head judges.
    owes: head
    open_ended: true
    on:
      judge:
        by: head
        label: Judge
        ask: [marks]
        do: [{set: {mark: marks.total}}]
        to: judged
        mail: {judged: class}
        says: "{actor} judged the bed"
  judged:
    title: Judged
    final: judged
`;

const letter = `Subject: Your bed {{reference}} was judged

Dear {{person.name}},

{{crop}} got {{mark}}. [Look at it]({{link}}).
`;

let smtp;
let server;
let database;
let workflows;
const actors = {};

before(async () => {
  workflows = await temporaryFolder('workflows');
  await mkdir(path.join(workflows, 'garden/letters'), {recursive: true});
  await writeFile(path.join(workflows, 'garden/garden.yaml'), garden);
  await writeFile(path.join(workflows, 'garden/bed.yaml'), bed);
  await writeFile(path.join(workflows, 'garden/letters/judged.md'), letter);
  smtp = await startSmtp();
  database = await freshSqlite();
  await run([program, 'migrate', '--database', database]);
  for (const [mail, name, role] of [
    ['head@school.example', 'Hedda Head', undefined],
    ['a@school.example', 'Class A', undefined],
    ['b@school.example', 'Class B', undefined],
    ['office@school.example', 'Olga Office', 'secretary'],
  ]) {
    await addPerson(mail, {name, role, database});
  }
  server = await startServer({database, smtp: smtp.url, more: ['--workflows', workflows]});
  for (const who of ['head', 'a', 'b', 'office']) {
    actors[who] = apiOf(server.url, await tokenOf(`${who}@school.example`, database));
  }
  actors.visitor = apiOf(server.url);
});

after(async () => {
  await server?.stop();
  await smtp?.stop();
});

test('it passes the check without an error', async () => {
  const found = await run([program, 'check', workflows]);
  assert.doesNotMatch(found, /error:/);
});

test('it is played from the first bed to the harvest', async () => {
  const {head, a, b, office, visitor} = actors;
  const ok = (answer, status = 200) => {
    assert.equal(answer.status, status, answer.bytes);
    return answer.body;
  };

  const begun = ok(await head.start('garden', undefined), 201);
  assert.deepEqual(begun.configuration, ['planned']);
  assert.deepEqual(begun.events, ['plant']);
  const id = begun.id;
  assert.equal((await visitor.get(`/instances/${id}`)).status, 404);

  const refused = await head.raise(id, 'plant', {name: 'South side', beds: 41});
  assert.equal(refused.status, 422);
  assert.deepEqual(refused.body.errors, [
    {field: 'beds', detail: 'Number of beds must be between 1 and 40'},
  ]);
  const open = ok(await head.raise(id, 'plant', {name: 'South side', beds: 12}));
  assert.deepEqual(open.configuration, ['growing']);
  const seen = await visitor.show(id);
  assert.deepEqual(seen.fields, {name: 'South side', beds: 12});
  assert.deepEqual(seen.people, []);

  const beds = [];
  for (const [who, crop, depth] of [
    [a, 'Beans', '0.3'],
    [b, 'Pumpkins', '0.5'],
  ]) {
    const child = ok(await who.start('bed', id, {crop, depth}), 201);
    assert.deepEqual(child.configuration, ['sown']);
    const called = ok(await who.raise(child.id, 'call', {crop, depth}));
    assert.deepEqual(called.configuration, ['shown']);
    assert.match(called.reference, /^BED_0[12]$/);
    beds.push(child.id);
  }
  assert.equal((await b.get(`/instances/${beds[0]}`)).status, 404);
  assert.deepEqual((await a.list({parent: id})).map((row) => row.title), ['Beans']);
  assert.deepEqual((await head.list({parent: id})).map((row) => row.title), ['Beans', 'Pumpkins']);

  const early = await head.raise(id, 'harvest');
  assert.equal(early.status, 409);
  assert.equal(early.body.detail, 'Two beds have to be judged first.');

  const marks = (growth, weeds) => ({
    marks: {growth: {score: growth, reason: 'Seen'}, weeds: {score: weeds, reason: 'Seen, too'}},
  });
  const wrong = await head.raise(beds[0], 'judge', marks(11, 4));
  assert.equal(wrong.status, 422);
  assert.deepEqual(wrong.body.errors, [
    {
      field: 'marks.growth.score',
      detail: 'The score for “Growth” must be a whole number from 0 to 10',
    },
  ]);
  assert.equal((await a.raise(beds[0], 'judge', marks(10, 10))).status, 403);
  const judged = ok(await head.raise(beds[0], 'judge', marks(8, 4)));
  assert.equal(Number(judged.fields.mark), 7);
  assert.equal(judged.outcome, 'judged');
  ok(await head.raise(beds[1], 'judge', marks(2, 6)));

  const own = await a.show(beds[0]);
  assert.equal(Number(own.fields.mark), 7);
  assert.equal(own.fields.marks, undefined);

  const mail = await smtp.mailTo('a@school.example');
  assert.equal(mail.subject, `Your bed ${own.reference} was judged`);
  assert.match(mail.text, /Dear Class A,/);
  assert.match(mail.text, /Beans got 7\b/);
  assert.ok(linksOf(mail)[0].startsWith(`${server.url}/`), mail.text);

  const harvested = ok(await head.raise(id, 'harvest'));
  assert.equal(harvested.outcome, 'harvested');
  assert.deepEqual((await office.list({parent: id, state: 'judged'})).length, 2);
  const history = (await office.get(`/instances/${id}/history`)).body.items;
  assert.deepEqual(history.map((line) => line.sentence).slice(-3), [
    'A bed was adopted.',
    'A bed was adopted.',
    'Hedda Head harvested.',
  ]);
});

test('the database that it leaves behind is sound', async () => {
  await until('the letters are sent', async () => (await smtp.mails()).length === 2);
  await server.stop();
  server = undefined;
  await run([program, 'verify', '--database', database]);
});
