// The calendar file, the code for the door, the certificate, the tables and badges of a workshop, as
// the programs read them that people have.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {addPerson, apiOf, tokenOf} from './support/api.mjs';
import {startBrowser} from './support/browser.mjs';
import {freshSqlite} from './support/database.mjs';
import {described, printed, qrCodes, saved} from './support/documents.mjs';
import {newPerson, inspect} from './support/person.mjs';
import {startServer} from './support/server.mjs';
import {startSmtp} from './support/smtp.mjs';
import {until} from './support/until.mjs';

const minutes = 60_000;
const names = {
  ana: 'Ana Łukasiewicz-Ñandú',
  eleni: 'Ελένη Παπαδοπούλου Екатерина',
  long: 'Wolfeschlegelsteinhausenbergerdorff Maximiliane Theodora von Hohenzollern-Sigmaringen und zu Löwenstein-Wertheim',
  formula: "=cmd|' /C calc'!A0",
  arabic: 'محمد الخوارزمي 👩‍🔬',
};

let smtp;
let browser;
let server;
let office; // the secretariat's API
let workshop;
const people = {};

async function joins(key) {
  const mail = `${key}@example.org`;
  await addPerson(mail, {name: names[key], database: server.database});
  const api = apiOf(server.url, await tokenOf(mail, server.database));
  assert.equal((await api.raise(workshop, 'register')).status, 200);
  const [{id}] = (await api.list({parent: workshop, workflow: 'registration'}));
  const sent = await api.raise(id, 'submit', {
    name: names[key],
    affiliation: 'Istituto Superiore di Sanità',
    kind: 'research',
    country: 'IT',
    mode: 'on_site',
    agrees: true,
  });
  assert.equal(sent.status, 200, sent.bytes);
  people[key] = {mail, api, id};
}

before(async () => {
  smtp = await startSmtp();
  browser = await startBrowser();
  const database = await freshSqlite();
  server = {...(await startServer({database, smtp: smtp.url})), database};
  await addPerson('office@example.org', {name: 'Sofia', role: 'secretary', database});
  office = apiOf(server.url, await tokenOf('office@example.org', database));
  const begun = await office.start('workshop', undefined, {
    title: 'Genomes at work',
    summary: 'Two days in Siena.',
    venue: 'Palazzo Pubblico, Siena',
    begins_at: '2099-05-04T08:00:00Z',
    ends_at: '2099-05-05T15:00:00Z',
    closes_at: '2099-05-01T22:00:00Z',
  });
  assert.equal(begun.status, 201, begun.bytes);
  workshop = begun.body.id;
  assert.equal((await office.raise(workshop, 'open')).status, 200);
  for (const key of Object.keys(names)) await joins(key);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await smtp?.stop();
});

const letterTo = (key, subject) => smtp.mailTo(people[key].mail, {subject});
const attachment = async (letter, name) => {
  const found = letter.attachments.find((one) => one.name === name);
  assert.ok(found, `${name} in ${letter.subject}`);
  return saved(name, Buffer.from(found.base64, 'base64'));
};

async function signedInAs(mail) {
  const person = await newPerson(browser, {url: server.url, smtp, mail});
  await person.open('/sign-in');
  await person.signInByCode();
  return person;
}
const fetched = async (person, path) => {
  const answer = await person.page.request.get(path, {maxRedirects: 0});
  return {status: answer.status(), headers: answer.headers(), bytes: await answer.body()};
};

test('the appointment in letters is one entry that is made, moved and cancelled', async () => {
  const confirmed = await described(await attachment(await letterTo('ana', /^Registered/), 'appointment.ics'));
  const changed = await office.raise(workshop, 'change', {
    venue: 'Santa Maria della Scala; Siena, "Sala 2"',
    begins_at: '2099-06-04T08:00:00Z',
    ends_at: '2099-06-05T15:00:00Z',
  });
  assert.equal(changed.status, 200, changed.bytes);
  const moved = await described(await attachment(await letterTo('ana', /^Another date/), 'appointment.ics'));
  assert.equal((await people.ana.api.raise(people.ana.id, 'cancel')).status, 200);
  const cancelled = await described(await attachment(await letterTo('ana', /^You have given up/), 'appointment.ics'));

  const uid = `${people.ana.id}@127.0.0.1`;
  const common = {
    uid,
    summary: 'Genomes at work',
    organizer: 'mailto:accolade@example.org',
    attendee: 'mailto:ana@example.org',
    attendeeName: names.ana,
  };
  assert.deepEqual(confirmed, {
    ...common,
    method: 'REQUEST',
    status: 'CONFIRMED',
    sequence: confirmed.sequence,
    location: 'Palazzo Pubblico, Siena',
    begins: '2099-05-04T08:00:00+00:00',
    ends: '2099-05-05T15:00:00+00:00',
  });
  const elsewhere = {
    ...common,
    location: 'Santa Maria della Scala; Siena, "Sala 2"',
    begins: '2099-06-04T08:00:00+00:00',
    ends: '2099-06-05T15:00:00+00:00',
  };
  assert.deepEqual(moved, {...elsewhere, method: 'REQUEST', status: 'CONFIRMED', sequence: moved.sequence});
  assert.deepEqual(cancelled, {...elsewhere, method: 'CANCEL', status: 'CANCELLED', sequence: cancelled.sequence});
  assert.ok(confirmed.sequence < moved.sequence && moved.sequence < cancelled.sequence);
});

test('the code for the door is the same in the letter, on the page and on the badge', async () => {
  const {id, mail} = people.eleni;
  const letter = await letterTo('eleni', /^Registered/);
  const [inLetter] = await qrCodes(await attachment(letter, 'ticket.png'));
  assert.match(inLetter, /^http:\/\/127\.0\.0\.1:\d+\/door\/([2-9A-HJKMNP-TV-Z]{1,4}-)+[2-9A-HJKMNP-TV-Z]{1,4}$/);

  const person = await signedInAs(mail);
  await person.open(`/instances/${id}`);
  await person.says(inLetter.split('/').at(-1));
  await inspect(person, 'registration-with-ticket');
  const image = person.page.locator('.ticket img');
  const picture = await saved('shown.png', await image.screenshot());
  assert.deepEqual(await qrCodes(picture), [inLetter]);
  assert.equal((await fetched(person, `/door/${inLetter.split('/').at(-1)}`)).status, 404);

  const secretary = await signedInAs('office@example.org');
  await secretary.open(`/instances/${workshop}`);
  await inspect(secretary, 'workshop-with-downloads');
  const file = await fetched(secretary, `/instances/${workshop}/lists/participants.pdf`);
  const badges = await printed(await saved('badges.pdf', file.bytes));
  assert.equal(badges.pages, 1);
  assert.equal(badges.codes.length, 4);
  assert.ok(badges.codes.includes(inLetter));
  for (const words of [names.eleni, 'On site', 'Italy', 'Istituto Superiore di Sanità']) {
    assert.ok(badges.text.includes(words), `${words} in ${badges.text}`);
  }
});

test('tables open as a spreadsheet, in which a formula is a text', async () => {
  const secretary = await signedInAs('office@example.org');
  const xlsx = await fetched(secretary, `/instances/${workshop}/lists/participants.xlsx`);
  const {rows, types, title} = await described(await saved('participants.xlsx', xlsx.bytes));
  assert.equal(title, 'Participants');
  assert.deepEqual(rows[0], ['Your name', 'Reference', 'Country', 'Organisation', 'How will you take part?', 'Where it stands']);
  assert.deepEqual(new Set(rows.slice(1).map(([name]) => name)), new Set([names.eleni, names.long, names.formula, names.arabic]));
  assert.ok(types.flat().every((type) => type === 's'), JSON.stringify(types));
  const csv = await fetched(secretary, `/instances/${workshop}/lists/participants.csv`);
  assert.ok(csv.bytes.toString().includes(`"'=cmd|' /C calc'!A0"`));

  const participant = await signedInAs(people.long.mail);
  const absent = await fetched(participant, '/instances/999999999');
  for (const ending of ['csv', 'xlsx', 'pdf']) {
    const answer = await fetched(participant, `/instances/${workshop}/lists/participants.${ending}`);
    assert.equal(answer.status, 404);
    assert.deepEqual(answer.bytes, absent.bytes);
  }
});

test('whoever came has a certificate, and everybody can check it; whoever stayed away has none', async () => {
  for (const key of ['eleni', 'long', 'arabic']) {
    assert.equal((await office.raise(people[key].id, 'attend')).status, 200);
  }
  const over = await office.raise(workshop, 'change', {
    venue: 'Palazzo Pubblico, Siena',
    begins_at: new Date(Date.now() - 60 * minutes).toISOString(),
    ends_at: new Date(Date.now() - minutes).toISOString(),
  });
  assert.equal(over.status, 200, over.bytes);

  const said = {};
  for (const key of ['eleni', 'long', 'arabic']) {
    const letter = await letterTo(key, /^Thank you/);
    const file = await attachment(letter, 'certificate.pdf');
    said[key] = await printed(file);
    assert.equal(said[key].pages, 1);
    assert.equal(said[key].codes.length, 1);
  }
  assert.ok(said.eleni.text.includes(`Certificate of attendance ${names.eleni} of Istituto Superiore di Sanità took part in Genomes at work, Palazzo Pubblico, Siena, from `), said.eleni.text);
  for (const word of names.long.split(/[ -]/)) assert.ok(said.long.text.includes(word), `${word} in ${said.long.text}`);

  const [address] = said.eleni.codes;
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/verify\/[2-9A-Z-]+$/);
  const visitor = await newPerson(browser, {url: server.url, smtp, mail: 'nobody'});
  await visitor.open('/verify');
  await inspect(visitor, 'verify-empty');
  await visitor.page.fill('#code', ` ${address.split('/').at(-1).toLowerCase().replaceAll('-', ' ')}`);
  await visitor.press('Check');
  await visitor.says('This certificate is genuine');
  await visitor.says(names.eleni);
  await inspect(visitor, 'verify-genuine');

  const ticket = (await qrCodes(await attachment(await letterTo('eleni', /^Registered/), 'ticket.png')))[0];
  const unknown = await fetched(visitor, '/verify/AAAA-BBBB-CCCC-DDDD');
  assert.equal(unknown.status, 404);
  const forged = `${address.slice(0, -1)}${address.endsWith('Z') ? 'Y' : 'Z'}`;
  for (const other of [forged, `/verify/${ticket.split('/').at(-1)}`, '/verify/x', '/verify/%3Cscript%3E']) {
    assert.deepEqual((await fetched(visitor, other)).bytes, unknown.bytes, other);
  }
  await visitor.open('/verify/AAAA-BBBB-CCCC-DDDD');
  await inspect(visitor, 'verify-unknown');

  const stayed = await signedInAs(people.formula.mail);
  await until('who did not come is absent', async () =>
    (await people.formula.api.show(people.formula.id)).configuration.includes('absent'));
  const absent = await fetched(stayed, '/instances/999999999');
  for (const path of [`/instances/${people.formula.id}/certificate.pdf`, `/instances/${people.eleni.id}/certificate.pdf`,
    `/instances/${people.eleni.id}/ticket.svg`, `/instances/${people.eleni.id}/appointment.ics`]) {
    const answer = await fetched(stayed, path);
    assert.equal(answer.status, 404);
    assert.deepEqual(answer.bytes, absent.bytes, path);
  }
  const own = await signedInAs(people.eleni.mail);
  await own.open(`/instances/${people.eleni.id}`);
  await inspect(own, 'registration-with-certificate');
});

test('whoever tries codes is soon asked to wait', async () => {
  let last;
  for (let i = 0; i < 60 && last !== 429; i += 1) {
    last = (await fetch(`${server.url}/verify/AAAA-BBBB-CCCC-DDD${i % 10}`)).status;
  }
  assert.equal(last, 429);
});
