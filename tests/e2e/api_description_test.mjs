// Every route and answer of the OpenAPI document, held against the running server.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {before, after, test} from 'node:test';

import {apiOf} from './support/api.mjs';
import {freshSqlite} from './support/database.mjs';
import {description} from './support/described.mjs';
import {repository} from './support/program.mjs';
import {startSmtp} from './support/smtp.mjs';
import {startDemo} from './support/world.mjs';

const nobody = '9223372036854775807';

let smtp;
let world;
let applicant;
let secretary;
let visitor;
let stranger;
let described;
let promises;

before(async () => {
  smtp = await startSmtp();
  world = await startDemo({database: await freshSqlite(), smtp: smtp.url});
  applicant = await world.api(world.person('applicant'));
  secretary = await world.api(world.person('secretary'));
  visitor = apiOf(world.url);
  stranger = apiOf(world.url, 'x'.repeat(43));
  described = await visitor.get('/openapi.json');
  promises = description(described.body);
});

after(async () => {
  await world?.server.stop();
  await smtp?.stop();
});

test('the document that is served is the one of the repository', async () => {
  const file = path.join(repository, 'templates/api/openapi.json');
  assert.equal(described.bytes, await readFile(file, 'utf8'));
  promises.check('describe', described);
});

test('lists are as described', async () => {
  promises.check('list', await visitor.get('/instances'));
  promises.check('list', await secretary.get(`/instances?parent=${world.call}&limit=1`));
  promises.check('list', await stranger.get('/instances'));
  promises.check('list', await visitor.get('/instances?limit=201'));
});

test('searching is as described', async () => {
  const {title} = (await secretary.get(`/instances/${world.call}`)).body;
  const word = encodeURIComponent(title.split(' ')[0]);
  const found = await secretary.get(`/search?q=${word}`);
  promises.check('search', found);
  assert.ok(found.body.items.some(({id}) => id === world.call));
  promises.check('search', await visitor.get('/search?q=%22*NEAR%28%3A'));
  promises.check('search', await stranger.get('/search?q=x'));
  promises.check('search', await visitor.get('/search?page=0'));
});

test('starting is as described', async () => {
  const begin = {workflow: 'nomination', parent: world.call};
  const begun = await applicant.post('/instances', begin);
  promises.check('start', begun);
  assert.equal(begun.headers.get('location'), `/api/v1/instances/${begun.body.id}`);
  promises.check('start', await visitor.post('/instances', begin));
  promises.check('start', await applicant.post('/instances', {workflow: 'award'}));
  promises.check('start', await applicant.post('/instances', {...begin, parent: nobody}));
  promises.check('start', await applicant.post('/instances', {...begin, colour: 'red'}));
});

test('an instance and its history are as described', async () => {
  for (const [operation, suffix] of [
    ['show', ''],
    ['history', '/history'],
  ]) {
    promises.check(operation, await visitor.get(`/instances/${world.call}${suffix}`));
    promises.check(operation, await secretary.get(`/instances/${world.call}${suffix}`));
    promises.check(operation, await stranger.get(`/instances/${world.call}${suffix}`));
    promises.check(operation, await visitor.get(`/instances/${nobody}${suffix}`));
  }
});

test('events are as described', async () => {
  const later = {closes_at: '2099-01-31T16:00:00Z'};
  const raise = (who, event, fields, headers) => who.raise(world.call, event, fields, headers);
  promises.check('raise', await raise(secretary, 'extend', later));
  promises.check('raise', await raise(visitor, 'extend', later));
  promises.check('raise', await raise(applicant, 'finish'));
  promises.check('raise', await raise(secretary, 'no_such_event'));
  promises.check('raise', await raise(secretary, 'announce'));
  promises.check('raise', await raise(secretary, 'extend', {closes_at: 'soon'}));
  promises.check('raise', await raise(secretary, 'extend', later, {'if-match': '"99"'}));
  promises.check('raise', await raise(secretary, 'finish'));
  promises.check('start', await applicant.start('nomination', world.call));
});

test('a method that is not described is refused', async () => {
  const answer = await secretary.send('DELETE', `/instances/${world.call}`);
  assert.equal(answer.status, 405);
  assert.equal(answer.headers.get('allow'), 'GET, HEAD');
  assert.equal(answer.body.status, 405);
});

test('every described answer was seen, except those of a server that is overrun', () => {
  assert.deepEqual(promises.unseen(), ['raise 503', 'start 503']);
});
