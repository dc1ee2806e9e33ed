// Two databases that differ only in what is hidden from somebody look the same to that person: every
// page, list, count and answer of the API, byte for byte.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {addPerson, apiOf} from './support/api.mjs';
import {standingAt} from './support/clock.mjs';
import {answersAbout, crawl, pagesAbout} from './support/crawl.mjs';
import {freshSqlite} from './support/database.mjs';
import {fillIn, scores, signedIn} from './support/nomination.mjs';
import {startSmtp} from './support/smtp.mjs';
import {assertSame, must, searchesFor} from './support/two_worlds.mjs';
import {until} from './support/until.mjs';
import {newVisitor} from './support/visitor.mjs';
import {startDemo} from './support/world.mjs';

// What one world hides from the applicant Ada and the reviewers, and the other world has otherwise.
const secrets = [
  {
    scores: scores(5, 4, 'Convincing from the first page on'),
    title: 'A draft of somebody else',
    ending: async () => {},
  },
  {
    scores: scores(1, 2, 'Weak'),
    title: 'Another draft of somebody else, given up',
    ending: (api, id) => must(api.raise(id, 'withdraw')),
  },
];

let smtp;
let env;
const worlds = [];

// Both worlds take the same steps in the same order, at the same standing clock: ids and instants
// are equal, so nothing of them has to be masked.
async function buildWorld(secret) {
  const demo = await startDemo({database: await freshSqlite(), smtp: smtp.url, env, more: ['--url', 'http://accolade.test']});
  const [ada, ben] = [demo.person('applicant', 0), demo.person('applicant', 1)];
  const office = demo.person('secretary');
  const reviewers = [0, 1, 2].map((number) => demo.person('reviewer', number));
  const api = new Map();
  for (const one of [ada, ben, ...reviewers, office]) api.set(one, await demo.api(one));
  const secretary = api.get(office);
  const session = new Map();
  for (const one of [ada, ben, ...reviewers, office]) session.set(one, await signedIn(demo, one));

  const nomination = (await must(api.get(ada).start('nomination', demo.call), 201)).id;
  await fillIn(session.get(ada), nomination);
  await must(api.get(ada).raise(nomination, 'submit'));
  const hidden = (await must(api.get(ben).start('nomination', demo.call), 201)).id;
  await fillIn(session.get(ben), hidden, {title: secret.title});
  await secret.ending(api.get(ben), hidden);

  await must(secretary.raise(nomination, 'accept'));
  const persons = [];
  for (const {mail} of reviewers) persons.push(await addPerson(mail, {database: demo.database, env}));
  await must(secretary.raise(nomination, 'assign', {reviewers: persons}));
  const reviews = await until('three reviews were started', async () => {
    const rows = await secretary.list({parent: nomination, workflow: 'review'});
    return rows.length === 3 && rows.map((row) => row.id);
  });
  const mine = new Map();
  for (const one of reviewers) mine.set(one, await reviewOf(api.get(one), reviews));
  return {demo, api, session, secret, secretary, nomination, hidden, ada, ben, reviewers, mine, reviews, office};
}

async function reviewOf(api, reviews) {
  for (const id of reviews) if ((await api.get(`/instances/${id}`)).status === 200) return id;
  throw new Error('no review of this reviewer');
}

async function sendReview(world, reviewer, given) {
  const [api, review] = [world.api.get(reviewer), world.mine.get(reviewer)];
  await must(api.raise(review, 'accept'));
  await must(api.raise(review, 'submit', {scores: given, comment: 'Nothing more'}));
}

// The pages that the secretariat finds: all that there is, letters and files with it.
function seenByOffice({session, office, demo}) {
  return crawl(session.get(office).get, ['/', `/instances/${demo.call}`]);
}

// All that the viewer gets: by links, by addresses that the office of either world could have told,
// and by ids next to real ones. What does not exist has to answer like what is hidden.
async function seenBy(world, viewer, all) {
  const session = viewer ? world.session.get(viewer) : newVisitor(world.demo.url);
  const api = viewer ? world.api.get(viewer) : apiOf(world.demo.url);
  const known = [world.demo.call, world.nomination, world.hidden, ...world.reviews];
  const ids = [...new Set([...known, ...known.map((id) => String(BigInt(id) + 1n))])];
  const searches = searchesFor(['draft', 'draft somebody', 'given up', 'genomics', 'convincing', 'Ben', 'BPR']);
  const pages = await crawl(session.get, ['/', ...ids.flatMap(pagesAbout), ...searches.pages, ...all]);
  const answers = await crawl(
    (path) => api.get(path.replace('/api/v1', '')),
    ['/api/v1/instances', ...ids.flatMap(answersAbout), ...searches.answers],
  );
  return {...pages, ...answers};
}

const viewers = {
  applicant: (world) => world.ada,
  'reviewer who has sent in': (world) => world.reviewers[0],
  'reviewer who has not': (world) => world.reviewers[2],
  visitor: () => undefined,
};

async function compareAll() {
  const all = [];
  for (const each of worlds) all.push(...Object.keys(await seenByOffice(each)));
  for (const [who, viewer] of Object.entries(viewers)) {
    const seen = [];
    for (const world of worlds) seen.push(await seenBy(world, viewer(world), all));
    assertSame(seen, who);
  }
}

before(async () => {
  smtp = await startSmtp();
  env = await standingAt('2026-03-02 10:00:00');
  for (const secret of secrets) worlds.push(await buildWorld(secret));
});

after(async () => {
  for (const world of worlds) await world.demo.server.stop();
  await smtp?.stop();
});

test('the worlds agree on ids, so that bytes can be compared', () => {
  const named = worlds.map(({demo, nomination, hidden, reviews}) => [demo.call, nomination, hidden, reviews]);
  assert.deepEqual(named[0], named[1]);
});

test("while another reviewer's scores are in, nobody can tell what they are", async () => {
  for (const world of worlds) {
    await sendReview(world, world.reviewers[0], scores(4, 3));
    await sendReview(world, world.reviewers[1], world.secret.scores);
  }
  await compareAll();
});

test('when all scores are in and the nomination is ranked, nobody can tell either', async () => {
  for (const world of worlds) await sendReview(world, world.reviewers[2], scores(3, 3));
  await compareAll();
});

test('what is refused is refused in the same words', async () => {
  const tried = [];
  for (const world of worlds) {
    const api = world.api.get(world.ada);
    const answers = [];
    for (const id of [world.hidden, world.mine.get(world.reviewers[1]), '9223372036854775807']) {
      for (const event of ['submit', 'withdraw', 'accept', 'award', 'nothing']) {
        const {status, bytes} = await api.raise(id, event);
        answers.push({status, bytes});
      }
    }
    assert.equal(new Set(answers.map((answer) => answer.bytes)).size, 1);
    assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [404]);
    tried.push(answers);
  }
  assert.deepEqual(tried[0], tried[1]);
});

test('the secretary, who may, sees the difference on these pages', async () => {
  const [one, other] = [await seenByOffice(worlds[0]), await seenByOffice(worlds[1])];
  const different = Object.keys(one).filter((path) => one[path] !== other[path]);
  const {demo, nomination, mine, reviewers} = worlds[0];
  for (const path of [
    `/instances/${demo.call}`,
    `/instances/${nomination}`,
    `/instances/${mine.get(reviewers[1])}`,
  ]) {
    assert.ok(different.includes(path), `${path} among ${different.join(' ')}`);
  }
  const kinds = ['/letters/', '/files/', '/instances/', '/assets/'];
  const seen = kinds.filter((kind) => Object.keys(one).some((path) => path.startsWith(kind)));
  assert.deepEqual(seen, kinds);
});
