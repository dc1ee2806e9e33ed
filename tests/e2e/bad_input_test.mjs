// What people, programs and networks send by mistake or on purpose is answered in plain words, and
// the instance is as it was.
import assert from 'node:assert/strict';
import {after, before, beforeEach, test} from 'node:test';

import {freshSqlite} from './support/database.mjs';
import {answers, fillIn, paper, signedIn} from './support/nomination.mjs';
import {startSmtp} from './support/smtp.mjs';
import {hiddenInputs, newVisitor, saveDraft} from './support/visitor.mjs';
import {startDemo} from './support/world.mjs';

const mebibyte = 1024 * 1024;

let smtp;
let demo;
let api;
let secretary;
let person; // a session of the applicant
let office; // of the secretary
let id; // of the applicant's nomination
let page;

before(async () => {
  smtp = await startSmtp();
  demo = await startDemo({database: await freshSqlite(), smtp: smtp.url});
  api = await demo.api(demo.person('applicant'));
  secretary = await demo.api(demo.person('secretary'));
  person = await signedIn(demo, demo.person('applicant'));
  office = await signedIn(demo, demo.person('secretary'));
});

beforeEach(async () => {
  id = (await api.start('nomination', demo.call)).body.id;
  page = (number) => `/instances/${id}/form/${number}`;
});

after(async () => {
  await demo?.server.stop();
  await smtp?.stop();
});

// Everything that is recorded about an instance.
async function recordOf(actor, instance) {
  return [await actor.get(`/instances/${instance}`), await actor.get(`/instances/${instance}/history`)]
    .map(({bytes}) => bytes)
    .join('\n');
}

// Does what should be refused, asserts the status, and that the instance is untouched.
async function refused(status, act, {of = id, actor = api} = {}) {
  const was = await recordOf(actor, of);
  const answer = await act();
  assert.equal(answer.status, status, saidBy(answer));
  assert.equal(await recordOf(actor, of), was, 'the instance has changed');
  return answer;
}

// What a person reads of a page, for the message of a test that fails.
const saidBy = ({bytes}) => (/<main[^]*<\/main>/.exec(bytes)?.[0] ?? bytes).replace(/(<[^>]*>|\s)+/g, ' ');

// The links of the error summary: {href, sentence}.
function summaryOf(html) {
  const summary = /data-errors>([^]*?)<\/div>/.exec(html)?.[1] ?? '';
  return [...summary.matchAll(/<a href="([^"]+)">([^<]+)<\/a>/g)].map(([, href, sentence]) => ({
    href,
    sentence,
  }));
}

test('a wrong field brings the form back with all answers and a link to the field', async () => {
  const answer = await refused(422, () =>
    person.submit(page(1), page(1), {
      title: 'Kept as typed',
      category: 'implementation',
      accepted_on: '2026-02-31',
      country: 'IT',
    }),
  );
  assert.deepEqual(summaryOf(answer.bytes).map(({href}) => href), ['#f-accepted_on']);
  assert.match(summaryOf(answer.bytes)[0].sentence, /When was the paper accepted/);
  assert.match(answer.bytes, /id="f-accepted_on"[^>]*aria-invalid="true"/);
  assert.match(answer.bytes, /name="title" value="Kept as typed"/);
  assert.match(answer.bytes, /<option value="IT" selected>/);
});

test('sending in an empty form names every missing field once, each with its link', async () => {
  const events = `/instances/${id}/events/submit`;
  const answer = await refused(422, () => person.submit(`/instances/${id}/check`, events));
  assert.deepEqual(summaryOf(answer.bytes), [
    {href: `${page(1)}#f-title`, sentence: 'Enter the title of the work'},
    {href: `${page(1)}#f-category`, sentence: 'Choose a category'},
    {
      href: `${page(1)}#f-accepted_on`,
      sentence: 'Enter a date for “When was the paper accepted?”',
    },
    {href: `${page(1)}#f-country`, sentence: 'Choose the country of the work'},
    {
      href: `${page(2)}#f-summary`,
      sentence: 'Answer “What was done and what it changed”',
    },
    {href: `${page(3)}#f-contact`, sentence: 'Answer “Who answers for the approach?”'},
    {href: `${page(3)}#f-paper`, sentence: 'Upload the paper'},
    {
      href: `${page(3)}#f-agrees`,
      sentence:
        'Tick “We agree that title, country and contact are published if the work is awarded” to go on',
    },
  ]);

  const told = await refused(422, () => api.raise(id, 'submit'));
  assert.equal(told.body.errors.length, 8);
  assert.deepEqual(told.body.errors[0], {field: 'title', detail: 'Enter the title of the work'});
});

test('an answer with too many words is told its limit', async () => {
  const title = Array(31).fill('word').join(' ');
  const answer = await refused(422, () => person.submit(page(1), page(1), {title}));
  assert.deepEqual(summaryOf(answer.bytes), [
    {href: '#f-title', sentence: 'Title of the work must be 30 words or fewer; you have written 31'},
  ]);
});

test('an answer that is no UTF-8 or holds U+0000 is refused by its field', async () => {
  const {_csrf} = hiddenInputs((await person.get(page(1))).bytes, page(1));
  for (const broken of ['%FF%FE', 'a%00b', '%ED%A0%80', '%C0%AF']) {
    const answer = await refused(422, () =>
      person.send('POST', page(1), {
        body: `_csrf=${_csrf}&title=${broken}`,
        headers: {'content-type': 'application/x-www-form-urlencoded'},
      }),
    );
    assert.deepEqual(summaryOf(answer.bytes).map(({href}) => href), ['#f-title'], broken);
  }
  for (const bytes of [
    Buffer.from('{"fields": {"title": "a\\u0000b"}}'),
    Buffer.concat([Buffer.from('{"fields": {"title": "'), Buffer.from([0xff]), Buffer.from('"}}')]),
    Buffer.from('{"fields": {"title": "\\ud800"}}'),
  ]) {
    const told = await refused(422, () =>
      api.send('POST', `/instances/${id}/events/submit`, {body: bytes}),
    );
    assert.ok(
      told.body.errors === undefined || told.body.errors.some((error) => error.field === 'title'),
      told.bytes,
    );
  }
  const saved = await refused(422, () =>
    saveDraft(person, id, [['title', 'a\u0000b']], {csrf: _csrf, sequence: 1}),
  );
  assert.equal(JSON.parse(saved.bytes).errors[0].field, 'title');
});

test('a text file that is called .pdf is no PDF', async () => {
  const file = {field: 'paper', name: 'paper.pdf', bytes: 'This is only text.\n'};
  const answer = await refused(422, () => person.upload(page(3), page(3), {contact: 'Ada'}, file));
  assert.deepEqual(summaryOf(answer.bytes), [
    {href: '#f-paper', sentence: 'The file is not a PDF. Choose a PDF file.'},
  ]);
  assert.match(answer.bytes, /name="contact" value="Ada"/);
});

test('a file above the limit of its field is told so', async () => {
  const bytes = Buffer.concat([paper, Buffer.alloc(10 * mebibyte)]);
  const file = {field: 'paper', name: 'paper.pdf', bytes};
  const answer = await refused(422, () => person.upload(page(3), page(3), {}, file));
  assert.deepEqual(summaryOf(answer.bytes), [
    {href: '#f-paper', sentence: 'The file is too large. The limit is 10 MB.'},
  ]);
});

test('a file that was never uploaded cannot be named', async () => {
  const forged = {id: '1', name: 'paper.pdf', type: 'application/pdf', bytes: 100};
  await fillIn(person, id);
  await refused(422, () => api.raise(id, 'submit', {paper: forged}));
});

test('a body or a header beyond the limits is answered, not cut off', async () => {
  const body = Buffer.alloc(13 * mebibyte, 'a');
  const large = await refused(413, () => person.send('POST', page(1), {body}));
  assert.match(large.bytes, /This is too large/);
  const long = await refused(431, () =>
    person.send('GET', page(1), {headers: {'x-long': 'a'.repeat(20_000)}}),
  );
  assert.match(long.bytes, /This request is too large/);
});

test('an event that does not exist is not found', async () => {
  const told = await refused(404, () => api.raise(id, 'celebrate'));
  assert.equal(told.body.title, 'Not found');
  await refused(404, () => person.get(`/instances/${id}/events/celebrate`));
});

test("another person's event is forbidden, and a hidden instance is not there", async () => {
  await fillIn(person, id);
  await api.raise(id, 'submit');
  await refused(403, () => api.raise(id, 'accept'));
  const stranger = await demo.api(demo.person('applicant', 1));
  const hidden = await refused(404, () => stranger.raise(id, 'withdraw'));
  const absent = await stranger.raise('9223372036854775807', 'withdraw');
  assert.equal(hidden.bytes, absent.bytes);
});

test('an event that is not possible now is told with where it stands', async () => {
  await fillIn(person, id);
  await api.raise(id, 'submit');
  const told = await refused(409, () => secretary.raise(id, 'award'), {actor: secretary});
  assert.equal(told.body.status, 409);
  const shown = await refused(409, () => person.get(`/instances/${id}/events/submit`));
  assert.match(shown.bytes, /This is not possible now/);
  assert.match(shown.bytes, /Sent in, being checked/);
});

test('a stale form is refused, and both versions are shown', async () => {
  const extend = `/instances/${demo.call}/events/extend`;
  const inputs = hiddenInputs((await office.get(extend)).bytes, extend);
  const first = await secretary.raise(demo.call, 'extend', {closes_at: '2098-05-01T15:00:00Z'});
  assert.equal(first.status, 200, first.bytes);
  const late = {...inputs, 'closes_at.date': '2097-06-01', 'closes_at.time': '17:00'};
  const answer = await refused(409, () => office.post(extend, late), {
    of: demo.call,
    actor: secretary,
  });
  assert.match(answer.bytes, /Somebody changed this while you had the page open/);
  assert.match(answer.bytes, /<td data-column="Now">[^<]*1 May 2098/);
  assert.match(answer.bytes, /<td data-column="Yours">[^<]*1 June 2097/);

  const told = await refused(
    412,
    () => secretary.raise(demo.call, 'extend', {closes_at: '2097-06-01T15:00:00Z'}, {'if-match': '"1"'}),
    {of: demo.call, actor: secretary},
  );
  assert.equal(told.body.status, 412);
});

test('a repeated POST is answered as the first and done once', async () => {
  await fillIn(person, id);
  const events = `/instances/${id}/events/submit`;
  const inputs = hiddenInputs((await person.get(`/instances/${id}/check`)).bytes, events);
  const first = await person.post(events, inputs);
  assert.equal(first.status, 303, first.bytes);
  const again = await refused(303, () => person.post(events, inputs));
  assert.equal(again.location, first.location);

  const key = {'idempotency-key': 'the same'};
  const begin = {workflow: 'nomination', parent: demo.call};
  const begun = await api.post('/instances', begin, key);
  const repeated = await api.post('/instances', begin, key);
  assert.deepEqual([repeated.status, repeated.bytes], [201, begun.bytes]);
  assert.equal(repeated.headers.get('location'), begun.headers.get('location'));
  const other = await api.post('/instances', {...begin, fields: {title: 'Other'}}, key);
  assert.equal(other.status, 422);
});

test('a form of another visit is not taken', async () => {
  const inputs = hiddenInputs((await office.get('/')).bytes, '/sign-out');
  await refused(403, () => person.post(page(1), {...inputs, title: 'Smuggled'}));
  await refused(403, () => person.post(page(1), {title: 'Smuggled'}));
  assert.doesNotMatch((await person.get(page(1))).bytes, /Smuggled/);
});

test('a used sign-in link offers a new one', async () => {
  const someone = newVisitor(demo.url);
  const link = demo.person('applicant').url;
  const answer = await someone.get(new URL(link).pathname);
  assert.equal(answer.status, 410);
  assert.match(saidBy(answer), /This link was used already\./);
  const {_csrf} = hiddenInputs(answer.bytes, '/sign-in');
  const asked = await someone.post('/sign-in', {_csrf, go_to: '/', address: demo.person('applicant').mail});
  assert.equal(asked.status, 200);
  const mail = await smtp.mailTo(demo.person('applicant').mail, {subject: /sign in/});
  assert.match(mail.text, /works once/);
});

test('answers that are wrong are kept as typed until they are put right', async () => {
  await person.submit(page(1), page(1), {title: 'First', accepted_on: '2026-13-01'});
  const again = await person.get(page(1));
  assert.match(again.bytes, /name="title" value="First"/);
  assert.deepEqual((await api.show(id)).fields, {});
  assert.equal(answers.category, 'implementation');
});
