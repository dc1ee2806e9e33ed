// After a workshop: feedback that nobody can trace, the report, places and programme on the public
// page; as people see them, on both databases, and with and without JavaScript.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {addPerson, apiOf, tokenOf} from './support/api.mjs';
import {startBrowser} from './support/browser.mjs';
import {standingAt} from './support/clock.mjs';
import {freshSqlite} from './support/database.mjs';
import {described, printed, saved} from './support/documents.mjs';
import {inspect, newPerson} from './support/person.mjs';
import {startPostgres} from './support/postgres.mjs';
import {outcome, program} from './support/program.mjs';
import {startServer} from './support/server.mjs';
import {startSmtp} from './support/smtp.mjs';
import {until} from './support/until.mjs';

const minutes = 60_000;
const ago = (some) => new Date(Date.now() - some).toISOString();
const people = {
  ana: {country: 'IT', kind: 'research', mode: 'on_site'},
  bea: {country: 'IT', kind: 'care', mode: 'online'},
  caro: {country: 'ES', kind: 'research', mode: 'on_site'},
  dora: {country: 'DE', kind: 'funder', mode: 'online'},
  eric: {country: 'DE', kind: 'research', mode: 'online'},
  filo: {country: 'DE', kind: 'research', mode: 'online'}, // does not come
  gwen: {country: 'FR', kind: 'patients', mode: 'on_site'}, // waits
};
const programme = `# First day

- **09:00** [Patients](https://example.org/patients)
- 10:00 <script>alert(1)</script> <img src=x onerror=alert(2)>

| When | Where |
| --- | --- |
| Noon | Hall |

[run](javascript:alert(3)) [data](data:text/html,x) ![spy](https://spy.example/p.png)
`;

let smtp;
let browser;
let cluster;
const freshPostgres = async () => {
  cluster = await startPostgres();
  return cluster.freshDatabase();
};
before(async () => {
  smtp = await startSmtp();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await smtp?.stop();
  await cluster?.stop();
});

const fetched = async (person, path) => {
  const answer = await person.page.request.get(path, {maxRedirects: 0});
  return {status: answer.status(), bytes: await answer.body()};
};

for (const [engine, fresh, javaScript] of [['SQLite', freshSqlite, true], ['PostgreSQL', freshPostgres, false]]) {
  describe(`after a workshop, on ${engine}${javaScript ? '' : ', without JavaScript'}`, () => {
    const look = (person, name) => (javaScript ? inspect(person, name) : undefined);
    const told = {};
    const api = async (mail) => apiOf(told.server.url, await tokenOf(mail, told.database));
    const signedInAs = async (mail) => {
      const person = await newPerson(browser, {url: told.server.url, smtp, mail, javaScript});
      await person.open('/sign-in');
      await person.signInByCode();
      return person;
    };
    before(async () => {
      told.database = await fresh();
      told.server = await startServer({database: told.database, smtp: smtp.url});
      await addPerson('office@example.org', {name: 'Sofia', role: 'secretary', database: told.database});
      told.office = await api('office@example.org');
      const begun = await told.office.start('workshop', undefined, {
        title: 'Genomes at work',
        summary: 'Two days in Siena.',
        venue: 'Palazzo Pubblico, Siena',
        begins_at: '2099-05-04T08:00:00Z',
        ends_at: '2099-05-05T15:00:00Z',
        closes_at: '2099-05-01T22:00:00Z',
        programme,
        modes: [
          {name: 'on_site', label: 'On site', capacity: 2},
          {name: 'online', label: 'Online', capacity: 9},
          {name: 'stage', label: 'On stage', capacity: 3, kept_for: 'speaker'},
        ],
      });
      assert.equal(begun.status, 201, begun.bytes);
      told.workshop = begun.body.id;
      assert.equal((await told.office.raise(told.workshop, 'open')).status, 200);
      told.ids = {};
      for (const [name, said] of Object.entries(people)) {
        await addPerson(`${name}@example.org`, {name, database: told.database});
        const own = await api(`${name}@example.org`);
        assert.equal((await own.raise(told.workshop, 'register')).status, 200);
        const [{id}] = await own.list({parent: told.workshop, workflow: 'registration'});
        const sent = await own.raise(id, 'submit', {name, affiliation: 'Siena', agrees: true, ...said});
        assert.equal(sent.status, 200, sent.bytes);
        told.ids[name] = id;
      }
    });
    after(() => told.server?.stop());

    test('the public page has the programme, and the places that are left, but none that are kept', async () => {
      const visitor = await newPerson(browser, {url: told.server.url, smtp, mail: '', javaScript});
      await visitor.open(`/instances/${told.workshop}`);
      const said = await visitor.said();
      assert.match(said, /On site\s+full, there is a waiting list/);
      assert.match(said, /Online\s+5 left/);
      assert.ok(!said.includes('On stage'), said);
      const markdown = visitor.page.locator('.markdown');
      assert.equal(await markdown.locator('h3').innerText(), 'First day');
      assert.equal(await markdown.locator('td').first().innerText(), 'Noon');
      assert.equal(await markdown.locator('script, img, [onerror]').count(), 0);
      const targets = await markdown.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      assert.deepEqual(targets, ['https://example.org/patients', '', '', 'https://spy.example/p.png']);
      await look(visitor, 'workshop-public-with-programme');
      assert.deepEqual(visitor.troubles(), []);
      const asVisitor = await apiOf(told.server.url).show(told.workshop);
      assert.deepEqual(asVisitor.fields.modes.map(({name}) => name), ['on_site', 'online']);
      const participant = await signedInAs('ana@example.org');
      await participant.open(`/instances/${told.ids.ana}`);
      assert.ok(!(await participant.said()).includes('On stage'));
    });

    test('who took part is asked once, by letter and on the page', async () => {
      for (const name of ['ana', 'bea', 'caro', 'dora', 'eric']) {
        assert.equal((await told.office.raise(told.ids[name], 'attend')).status, 200);
      }
      const over = await told.office.raise(told.workshop, 'change', {
        venue: 'Siena',
        begins_at: ago(60 * minutes),
        ends_at: ago(minutes),
      });
      assert.equal(over.status, 200, over.bytes);
      const letter = await smtp.mailTo('ana@example.org', {subject: /^Thank you/});
      assert.match(letter.text, /Nobody can trace your answers to you/);

      const ana = await signedInAs('ana@example.org');
      await ana.open(`/instances/${told.ids.ana}`);
      await ana.says('How was it?');
      await look(ana, 'registration-asked-for-feedback');
      await ana.press('Answer the questions');
      await look(ana, 'feedback-form');
      await ana.press('Send the answers');
      await ana.says('How good was the workshop as a whole?');
      await look(ana, 'feedback-form-with-problems');
      await answer(ana, {overall: 4, useful: 5, better: 'Fewer zebras, please.'});
      await ana.says('You have answered. Thank you.');
      await look(ana, 'registration-with-feedback-given');
      assert.equal((await fetched(ana, `/instances/${told.ids.ana}/feedback`)).status, 409);

      const filo = await signedInAs('filo@example.org');
      const absent = await fetched(filo, '/instances/999999999');
      for (const path of [`/instances/${told.ids.filo}/feedback`, `/instances/${told.ids.ana}/feedback`, `/instances/${told.workshop}/feedback`]) {
        const got = await fetched(filo, path);
        assert.equal(got.status, 404);
        assert.deepEqual(got.bytes, absent.bytes, path);
      }
    });

    test('the secretariat reads nothing before the end, and then what was answered, by nobody', async () => {
      for (const [name, said] of Object.entries({bea: [4, 3], caro: [5, 5], dora: [2, 1], eric: [5, 4]})) {
        const person = await signedInAs(`${name}@example.org`);
        await person.open(`/instances/${told.ids[name]}/feedback`);
        await answer(person, {overall: said[0], useful: said[1]});
        await person.says('You have answered. Thank you.');
      }
      const early = await signedInAs('office@example.org');
      await early.open(`/instances/${told.workshop}`);
      await early.press('What was answered');
      await early.says('Answers are taken until');
      assert.ok(!(await early.said()).includes('zebras'));
      await look(early, 'feedback-figures-early');
      for (const path of [`/instances/${told.ids.ana}`, `/api/v1/instances/${told.ids.ana}`, `/api/v1/instances/${told.ids.ana}/history`]) {
        const seen = (await fetched(early, path)).bytes.toString();
        assert.ok(!seen.includes('zebras') && !seen.includes('answered'), path);
      }
      await reportIsTheSameEverywhere(early);

      const log = told.server.printed();
      assert.ok(!log.includes('zebras') && !log.includes('overall'), log);
      await told.server.stop();
      const later = new Date(Date.now() + 15 * 24 * 60 * minutes).toISOString().slice(0, 19).replace('T', ' ');
      if (engine === 'PostgreSQL') {
        told.server = null; // its clock is the database's: tests/trees/feedback_test.cpp moves that one
        return;
      }
      told.server = await startServer({database: told.database, smtp: smtp.url, env: await standingAt(later)});
      const office = await signedInAs('office@example.org');
      await office.open(`/instances/${told.workshop}`);
      await office.press('What was answered');
      await office.says('5 people have answered');
      await office.says('Mean: 4.00');
      await office.says('Mean: 3.60');
      await office.says('Fewer zebras, please.');
      await look(office, 'feedback-figures');
      const {code, output} = await outcome([program, 'verify', '--database', told.database]);
      assert.equal(code, 0, output);
    });

    async function answer(person, {overall, useful, better}) {
      await person.tick(person.page.locator(`input[name="overall"][value="${overall}"]`));
      await person.tick(person.page.locator(`input[name="useful"][value="${useful}"]`));
      if (better) await person.fill({better});
      await person.press('Send the answers');
    }

    async function reportIsTheSameEverywhere(office) {
      await until('who did not come is absent', async () =>
        (await told.office.show(told.ids.filo)).configuration.includes('absent'));
      await office.open(`/instances/${told.workshop}`);
      await office.press('Figures by country and organisation');
      await look(office, 'report');
      const page = await office.page.locator('tbody tr').evaluateAll((rows) =>
        rows.map((row) => [...row.children].map((cell) => cell.firstChild.textContent)));
      const path = new URL(office.page.url()).pathname;
      const {rows, types} = await described(await saved('figures.xlsx', (await fetched(office, `${path}.xlsx`)).bytes));
      const paper = await printed(await saved('figures.pdf', (await fetched(office, `${path}.pdf`)).bytes));

      const numbers = {Germany: [3, 2, 1, 0], Italy: [2, 2, 0, 0], Spain: [1, 1, 0, 0]};
      for (const [country, counted] of Object.entries(numbers)) {
        const words = [country, ...counted.map(String)];
        assert.deepEqual(page.find(([label]) => label === country), words);
        const row = rows.find(([, label]) => label === country);
        assert.deepEqual([2, 5, 8, 11].map((at) => row[at]), words.slice(1));
        assert.match(paper.text, new RegExp(`${country} ${counted[0]} `));
      }
      assert.deepEqual(page.at(-1), ['All', '6', '5', '1', '0']);
      assert.ok(types.slice(1).every((row) => row.slice(2).every((type) => type === 'n')), JSON.stringify(types));
      const participant = await signedInAs('ana@example.org');
      const absent = await fetched(participant, '/instances/999999999');
      for (const ending of ['', '.pdf', '.xlsx', '.csv']) {
        assert.deepEqual((await fetched(participant, path + ending)).bytes, absent.bytes, ending);
      }
    }
  });
}
