// What is hidden from a participant of a workshop (others' names, answers and diet, who waits behind
// them, who was invited) changes no byte of anything that this participant, or a visitor, gets.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {addPerson} from './support/api.mjs';
import {standingAt} from './support/clock.mjs';
import {freshSqlite} from './support/database.mjs';
import {startPostgres} from './support/postgres.mjs';
import {startSmtp} from './support/smtp.mjs';
import {assertSame, differences, entered, must, searchesFor, seenBy} from './support/two_worlds.mjs';
import {startDemo} from './support/world.mjs';

// The last in the queue gives up in one world, and is not there any more.
const secrets = [
  {name: 'Zora Quist', diet: 'Nuts', kind: 'research', country: 'PL', guest: 'guest.one@example.org', gives_up: true},
  {name: 'Yann Brel', diet: 'Milk and eggs', kind: 'patients', country: 'FR', guest: 'guest.two@example.org', gives_up: false},
];
const words = [
  ...secrets.flatMap(({name, diet, guest}) => [name, name.split(' ')[1], diet, guest]),
  'Ada', 'Rossi', 'REG', 'REG_01', 'REG_02', 'REG_03', 'personalised', 'On site', 'winner',
];
const place = (name, label, capacity) => ({name, label, capacity});

let smtp;
let postgres;
let env;

async function register(api, workshop, {name, diet, kind = 'care', country = 'IT'}) {
  const {id} = await must(api.start('registration', workshop), 201);
  await must(api.raise(id, 'submit', {
    name, affiliation: 'A hospital', kind, country, mode: 'on_site', session: 'genomes',
    answers: {diet, access: ''}, agrees: true,
  }));
  return id;
}

async function buildWorld(secret, database) {
  const demo = await startDemo({database, smtp: smtp.url, env, more: ['--url', 'http://accolade.test']});
  for (const mail of ['third@example.org', 'fourth@example.org']) {
    assert.ok(await addPerson(mail, {name: mail === 'third@example.org' ? secret.name : 'Dora Mill', database, env}));
  }
  const world = await entered(demo, {
    ada: demo.person('applicant', 0),
    ben: demo.person('applicant', 1),
    secretary: demo.person('secretary'),
  });
  const third = await demo.api({mail: 'third@example.org'});
  const fourth = await demo.api({mail: 'fourth@example.org'});
  const {secretary, ada, ben} = world.api;
  const [{id: workshop}] = await secretary.list({workflow: 'workshop'});
  await must(secretary.raise(workshop, 'change_places', {
    modes: [place('on_site', 'On site', 1), place('online', 'Online', 40)],
    sessions: [place('genomes', 'Genomes in the clinic', 40)],
  }));
  const taken = await register(ben, workshop, secret);
  const waits = await register(ada, workshop, {name: 'Ada Rossi', diet: 'Nothing'});
  const behind = await register(third, workshop, {...secret, name: 'Third'});
  const last = await register(fourth, workshop, {...secret, name: 'Fourth'});
  await must(secretary.raise(workshop, 'invite', {invitees: [secret.guest], group: 'winner'}));
  if (secret.gives_up) await must(fourth.raise(last, 'cancel'));
  return {...world, workshop, taken, waits, behind, last};
}

function placesToLook({workshop, taken, waits, behind, last}) {
  const ids = [workshop, taken, waits, behind, last, String(BigInt(last) + 1n), String(BigInt(last) + 2n)];
  const searches = searchesFor(words);
  const list = `/instances/${workshop}/children/registration`;
  return {
    pages: [
      '/', '/me', '/me/data.json', '/overview', list, `${list}?state=waiting`, `${list}?state=cancelled`,
      `${list}?q=Quist`, `${list}?q=REG&sort=newest`, `/instances/${workshop}/door`,
      ...ids.flatMap((id) => [
        `/instances/${id}`, `/instances/${id}/figures`, `/instances/${id}/form/1`,
        `/instances/${id}/ticket.svg`, `/instances/${id}/appointment.ics`,
        `/instances/${id}/certificate.pdf`, `/instances/${id}/events/cancel`,
      ]),
      ...searches.pages,
    ],
    answers: [
      '/api/v1/instances',
      ...ids.flatMap((id) => [
        `/api/v1/instances/${id}`, `/api/v1/instances/${id}/history`,
        `/api/v1/instances?parent=${id}&limit=200`, `/api/v1/instances?parent=${id}&state=waiting`,
      ]),
      ...searches.answers,
    ],
  };
}

before(async () => {
  smtp = await startSmtp();
  env = await standingAt('2026-03-02 10:00:00');
  postgres = await startPostgres({env});
});

after(async () => {
  await postgres?.stop();
  await smtp?.stop();
});

for (const [engine, fresh] of [
  ['SQLite', () => freshSqlite()],
  ['PostgreSQL', () => postgres.freshDatabase()],
]) {
  test(`what is hidden from a participant and from a visitor tells them nothing, on ${engine}`, async () => {
    const worlds = [];
    try {
      for (const secret of secrets) worlds.push(await buildWorld(secret, await fresh()));
      const ids = worlds.map(({workshop, taken, waits, behind, last}) => [workshop, taken, waits, behind, last]);
      assert.deepEqual(ids[0], ids[1]);
      const places = placesToLook(worlds[0]);
      for (const [who, atLeast] of [['ada', 20], ['visitor', 10]]) {
        const seen = [];
        for (const world of worlds) seen.push(await seenBy(world, who, places));
        assertSame(seen, who, {atLeast});
        const waiting = `/instances/${worlds[0].waits}`;
        if (who === 'ada') assert.match(seen[0][waiting], /waiting list/);
      }
      const office = [];
      for (const world of worlds) office.push(await seenBy(world, 'secretary', places));
      const told = differences(office);
      const {workshop, taken, last} = worlds[0];
      for (const path of [`/instances/${taken}`, `/instances/${last}`, '/search?q=Quist',
        `/instances/${workshop}/children/registration?state=cancelled`]) {
        assert.ok(told.includes(path), `${path} among ${told.join(' ')}`);
      }
    } finally {
      for (const world of worlds) await world.demo.server.stop();
    }
  });
}
