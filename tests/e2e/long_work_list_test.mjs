// A long list as a file, and an event that some of many refuse, in a kind of call written here: on
// SQLite and PostgreSQL, over plain HTTP.
import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';

import {addPerson, apiOf, tokenOf} from './support/api.mjs';
import {freshSqlite, temporaryFolder} from './support/database.mjs';
import {startPostgres} from './support/postgres.mjs';
import {program, run} from './support/program.mjs';
import {startServer} from './support/server.mjs';
import {linksOf, startSmtp} from './support/smtp.mjs';
import {until} from './support/until.mjs';
import {hiddenInputs, newVisitor} from './support/visitor.mjs';

const shelf = `
workflow: shelf
title: Shelf
about: Books that stand together.
people:
  secretary: above

sees:
  secretary: {fields: all, history: all, names: all}

initial: standing
states:
  standing:
    title: Standing
    open_ended: true
    on:
      add:
        by: secretary
        label: Add books
        start:
          book:
            ask: [code, title, kind]
            limit: one per code
            table: true
        says: "{actor} added books"
      clear: {by: secretary, label: Clear it, to: cleared}
  cleared:
    title: Cleared
    final: cleared

lists:
  books:
    title: Books
    of: book
    columns: [code, kind]
    for: [secretary]
`;

const book = `
workflow: book
title: Book
about: One book.
parent: shelf
reference: "{code}"
headline: title
people:
  secretary: above

fields:
  code: {type: text, label: Code, characters: 10}
  title: {type: text, label: Title, words: 10}
  kind: {type: choice, label: Kind, choices: {loan: For loan, here: For reading here}}
  reason: {type: text, label: Why?, words: 10}

sees:
  secretary: {fields: all, history: all, names: all}

initial: in
states:
  in:
    title: On the shelf
    open_ended: true
    on:
      lend:
        by: secretary
        label: Lend
        if: has(kind) && kind == "loan"
        otherwise: It is for reading here only.
        to: out
        says: "{actor} lent it"
      discard: {by: secretary, label: Throw it away, ask: [reason], to: gone, says: "{actor} threw it away"}
  out:
    title: Lent
    final: lent
  gone:
    title: Thrown away
    final: gone
`;

const count = 2100;
const isForReadingHere = (at) => at % 3 === 2;
const codeOf = (at) => `B${1000 + at}`;
const table = [
  'code,title,kind',
  ...Array.from({length: count}, (_, at) => `${codeOf(at)},Book ${at},${isForReadingHere(at) ? 'here' : 'loan'}`),
].join('\n');

const rowsOf = (csv) => csv.trimEnd().split('\r\n');

async function signedIn(url, smtp, mail) {
  const visitor = newVisitor(url);
  await visitor.submit('/sign-in', '/sign-in', {address: mail});
  const link = linksOf(await smtp.mailTo(mail)).find((one) => one.includes('/sign-in/'));
  assert.equal((await visitor.signIn(link)).status, 303);
  return visitor;
}

async function toldInThePage(visitor, work, words) {
  await until(words, async () => (await visitor.get(work)).bytes.includes(words));
}

async function play(database) {
  const workflows = await temporaryFolder('workflows');
  await mkdir(path.join(workflows, 'library'), {recursive: true});
  await writeFile(path.join(workflows, 'library/shelf.yaml'), shelf);
  await writeFile(path.join(workflows, 'library/book.yaml'), book);
  const smtp = await startSmtp();
  await run([program, 'migrate', '--database', database]);
  await addPerson('office@library.example', {name: 'Olga Office', role: 'secretary', database});
  await addPerson('reader@library.example', {name: 'Rita Reader', database});
  const server = await startServer({database, smtp: smtp.url, more: ['--workflows', workflows]});
  const api = apiOf(server.url, await tokenOf('office@library.example', database));
  const {id} = (await api.start('shelf')).body;
  const office = await signedIn(server.url, smtp, 'office@library.example');
  const reader = await signedIn(server.url, smtp, 'reader@library.example');

  const importPage = `/instances/${id}/events/add/table`;
  const looked = await office.upload(importPage, importPage, {}, {field: 'table', name: 'a.csv', bytes: table});
  const imported = await office.post(importPage, {...hiddenInputs(looked.bytes, importPage), _table: table});
  assert.match(imported.location, /^\/long-work\/\d+$/, imported.bytes);
  await toldInThePage(office, imported.location, 'Done: all 2,100');

  const list = `/instances/${id}/lists/books.csv`;
  const asked = await office.get(list);
  assert.match(asked.bytes, /This is a long list/);
  assert.equal((await reader.get(list)).status, 404);
  const csrf = hiddenInputs((await reader.get('/me')).bytes, '/sign-out');
  const refused = await reader.post(list, {...csrf, _key: 'k'});
  assert.equal(refused.status, 404, refused.bytes);
  const made = await office.post(list, hiddenInputs(asked.bytes, list));
  assert.match(made.location, /^\/long-work\/\d+$/, made.bytes);
  await toldInThePage(office, made.location, 'Download the file');
  const file = await office.get(`${made.location}/file`);
  assert.match(file.headers.get('content-disposition'), /filename="?books\.csv/);
  const lines = rowsOf(file.bytes);
  assert.equal(lines.length, count + 1);
  for (let at = 0; at < count; ++at) {
    const kind = isForReadingHere(at) ? 'For reading here' : 'For loan';
    assert.ok(lines[at + 1].includes(`"${codeOf(at)}"`) && lines[at + 1].includes(`"${kind}"`), lines[at + 1]);
  }
  for (const hidden of [made.location, `${made.location}/file`, `${imported.location}/refused.csv`])
    assert.equal((await reader.get(hidden)).status, 404, hidden);

  const all = `/instances/${id}/children/book/all?state=in`;
  assert.equal((await reader.get(all)).status, 404);
  assert.equal((await office.submit(all, all, {event: 'no_such_event'})).status, 422);
  const lent = await office.submit(all, all, {event: 'lend'});
  await toldInThePage(office, lent.location, 'Done: 1,400 of 2,100; 700 refused');
  const page = (await office.get(lent.location)).bytes;
  assert.match(page, /These are the first 50/);
  assert.match(page, /B1002 Book 2</);
  const why = rowsOf((await office.get(`${lent.location}/refused.csv`)).bytes);
  assert.deepEqual(why.slice(0, 2), ['"What","Why"', '"B1002 Book 2","It is for reading here only."']);
  assert.deepEqual(
    why.slice(1),
    Array.from({length: 700}, (_, at) => `"${codeOf(at * 3 + 2)} Book ${at * 3 + 2}","It is for reading here only."`),
  );
  assert.equal((await reader.get(`${lent.location}/refused.csv`)).status, 404);
  const lentOnes = await api.list({workflow: 'book', parent: id, state: 'out', limit: 200});
  assert.equal(lentOnes.length, 200);

  assert.equal(await server.stop(), 0);
  await run([program, 'verify', '--database', database]);
  await smtp.stop();
}

test('a long list is made into a file, and what refuses an event is named, on SQLite', async () => {
  await play(await freshSqlite());
});

test('and on PostgreSQL', async () => {
  const cluster = await startPostgres();
  await play(await cluster.freshDatabase());
  await cluster.stop();
});
