// What is hidden from a funder (another's confidential budget, its people, a plan in preparation,
// drafts and filters of others) changes no byte of anything that this funder, or a visitor, gets.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {addPerson} from './support/api.mjs';
import {standingAt} from './support/clock.mjs';
import {freshSqlite} from './support/database.mjs';
import {printed, saved} from './support/documents.mjs';
import {fillIn} from './support/nomination.mjs';
import {startPostgres} from './support/postgres.mjs';
import {startSmtp} from './support/smtp.mjs';
import {assertSame, differences, entered, must, searchesFor, seenBy} from './support/two_worlds.mjs';
import {startDemo} from './support/world.mjs';

const secrets = [
  {budget: '111000', title: 'Nebula mapping', reader: 'Zora Quist', plan: 'Vision in secret', filter: 'Rivals'},
  {budget: '987654.5', title: 'Plain counting', reader: 'Yann Brel', plan: 'Other things to come', filter: 'Friends'},
];
// Words of both worlds, and some that everybody finds.
const words = [
  ...secrets.flatMap(({budget, title, reader, plan}) => [budget, title, reader, plan, title.split(' ')[0]]),
  'secret', 'Karin', 'Anne', 'agence', 'research projects', 'A.1', 'Action Plan',
];

let smtp;
let postgres;
let env;

async function buildWorld(secret, database) {
  const demo = await startDemo({database, smtp: smtp.url, env, more: ['--url', 'http://accolade.test']});
  const world = await entered(demo, {
    anne: demo.person('funder', 0),
    karin: demo.person('funder', 1),
    ben: demo.person('applicant', 1),
    secretary: demo.person('secretary'),
  });
  const {secretary, karin} = world.api;
  const [plan] = await secretary.list({workflow: 'plan'});
  const portfolios = await karin.list({parent: plan.id, workflow: 'portfolio', limit: 200});
  const mine = await ownPortfolio(karin, portfolios);
  const reader = await addPerson('reader@example.org', {name: secret.reader, database, env});
  assert.ok(reader);
  await must(secretary.raise(mine, 'name_people', {
    editors: [demo.person('funder', 1).mail], readers: ['reader@example.org'],
  }));

  const items = await secretary.list({parent: plan.id, workflow: 'item', limit: 200});
  const taken = await secretary.list({parent: mine, workflow: 'adoption', limit: 200});
  const free = items.find(({id}) => !taken.some(({fields}) => fields.item === id));
  const adoption = (await must(karin.start('adoption', mine, {
    item: free.id, grade: 'running', budget: secret.budget, currency: 'EUR', confidential: true,
    is_public: true,
  }), 201)).id;

  const report = await signedReport(world, portfolios, secret);
  const draft = (await must(world.api.ben.start('nomination', demo.call), 201)).id;
  await fillIn(world.session.ben, draft, {title: secret.title});
  const prepared = (await must(secretary.start('plan', null, {
    title: secret.plan, summary: 'Not for anybody yet', begins_on: '2027-01-01',
  }), 201)).id;
  await keepFilter(world.session.karin, secret.filter);
  return {...world, plan: plan.id, mine, adoption, draft, prepared, report, item: free.id};
}

async function ownPortfolio(api, portfolios) {
  for (const {id} of portfolios) {
    const {events} = await api.show(id);
    if (events.includes('adopt')) return id;
  }
  throw new Error('this funder edits no portfolio');
}

// Of another organisation, with the same confidential budget in it.
async function signedReport({api: {secretary, karin}, demo}, portfolios, secret) {
  const {id} = portfolios.find(({fields}) => fields.organisation === 'Medical Research Council');
  const {mail} = demo.person('funder', 1);
  await must(secretary.raise(id, 'name_people', {editors: [mail], heads: [mail]}));
  const [adoption] = await karin.list({parent: id, workflow: 'adoption'});
  await must(karin.raise(adoption.id, 'change', {
    grade: 'running', budget: secret.budget, currency: 'EUR', confidential: true,
  }));
  const [report] = await secretary.list({parent: id, workflow: 'report'});
  for (const event of ['refresh', 'nothing_changed', 'sign']) await must(karin.raise(report.id, event));
  return report.id;
}

// The code by which a paper is verified comes of the secret of its own server.
const withoutPapers = (seen) =>
  Object.fromEntries(Object.entries(seen).filter(([path]) => !path.endsWith('/paper.pdf')));

// Its words, that code left out.
async function wordsOfThePaper({session: {anne}, report}) {
  const {whole} = await anne.get(`/instances/${report}/paper.pdf`);
  const {text} = await printed(await saved('paper.pdf', whole));
  assert.ok(text.includes('Medical Research Council'), text);
  return text.replace(/\b[2-9A-Z]{4}(?:-[2-9A-Z]{1,4}){2,}\b/g, 'CODE');
}

async function keepFilter(session, name) {
  const kept = await session.submit('/search?q=cancer', '/filters', {name});
  assert.equal(kept.status, 303, kept.bytes);
}

// What the viewer could think of: all pages that the secretariat finds in either world, and ids
// beside real ones.
async function placesToLook(worlds) {
  const [{plan, mine, adoption, draft, prepared, report, item}] = worlds;
  const ids = [plan, mine, adoption, draft, prepared, report, item, String(BigInt(prepared) + 1n)];
  const matrix = `/instances/${plan}/matrices/who_has_taken_up_what`;
  const searches = searchesFor(words);
  return {
    pages: [
      '/', '/me', '/me/data.json', '/overview', '/search', matrix, `${matrix}.csv`, `${matrix}.xlsx`,
      `${matrix}.csv?country=Sweden`, `${matrix}?year=2026`, `${matrix}.csv?year=2026`, `${matrix}.pdf?year=2026`,
      `/instances/${report}/paper.pdf`, `/instances/${mine}/sheets/items`,
      `/instances/${plan}/children/portfolio?q=Zora`, `/instances/${mine}/children/adoption?q=111000`,
      ...ids.flatMap((id) => [
        `/instances/${id}`, `/instances/${id}/figures`, `/instances/${id}/events/change`,
        `/instances/${id}/form/1`, `/instances/${id}/children/adoption`,
      ]),
      ...searches.pages,
    ],
    answers: [
      '/api/v1/instances',
      ...ids.flatMap((id) => [
        `/api/v1/instances/${id}`, `/api/v1/instances/${id}/history`,
        `/api/v1/instances?parent=${id}&limit=200`,
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
  test(`what is hidden from a funder and from a visitor tells them nothing, on ${engine}`, async () => {
    const worlds = [];
    try {
      for (const secret of secrets) worlds.push(await buildWorld(secret, await fresh()));
      const ids = worlds.map(({plan, mine, adoption, draft, prepared}) => [plan, mine, adoption, draft, prepared]);
      assert.deepEqual(ids[0], ids[1]);
      const places = await placesToLook(worlds);
      for (const [who, atLeast] of [['anne', 60], ['visitor', 20]]) {
        const seen = [];
        for (const world of worlds) seen.push(withoutPapers(await seenBy(world, who, places)));
        assertSame(seen, who, {atLeast});
      }
      const papers = [];
      for (const world of worlds) papers.push(await wordsOfThePaper(world));
      assert.equal(papers[0], papers[1]);
      const office = [];
      for (const world of worlds) office.push(await seenBy(world, 'secretary', places));
      const told = differences(office);
      const {plan, adoption, prepared, report} = worlds[0];
      for (const path of [`/instances/${adoption}`, `/instances/${report}`, `/instances/${report}/paper.pdf`, `/instances/${prepared}`, `/api/v1/instances/${adoption}`,
        `/search?q=${encodeURIComponent(secrets[0].plan)}`, `/instances/${plan}/children/portfolio?q=Zora`]) {
        assert.ok(told.includes(path), `${path} among ${told.join(' ')}`);
      }
    } finally {
      for (const world of worlds) await world.demo.server.stop();
    }
  });
}
