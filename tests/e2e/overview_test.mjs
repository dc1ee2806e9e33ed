// The secretariat looks over everything: figures that change as others act, and nothing for whoever
// may not look.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {addPerson, apiOf, tokenOf} from './support/api.mjs';
import {startBrowser} from './support/browser.mjs';
import {freshSqlite} from './support/database.mjs';
import {inspect, newPerson} from './support/person.mjs';
import {startPostgres} from './support/postgres.mjs';
import {startSmtp} from './support/smtp.mjs';
import {startDemo} from './support/world.mjs';

const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+/, '');

const workshop = {
  title: 'Genomes at work',
  summary: 'Two days on what works.',
  venue: 'Market Square 1, Siena',
  begins_at: inDays(12),
  ends_at: inDays(13),
  closes_at: inDays(9),
  modes: [{name: 'on_site', label: 'On site', capacity: 6}],
};

let smtp;
let browser;
let cluster;
before(async () => {
  smtp = await startSmtp();
  browser = await startBrowser();
  cluster = await startPostgres();
});
after(async () => {
  await browser?.close();
  await cluster?.stop();
  await smtp?.stop();
});

function play(where, {database, javaScript = true}) {
  describe(`the overview ${where}`, () => {
    let demo;
    let call;
    let secretary;

    async function registers(name, mode = 'on_site') {
      const mail = `${name}@example.org`;
      await addPerson(mail, {name, database: demo.database});
      const api = apiOf(demo.url, await tokenOf(mail, demo.database));
      assert.equal((await api.raise(call, 'register')).status, 200);
      const [{id}] = await api.list({parent: call, workflow: 'registration'});
      const answers = {name, affiliation: 'Hospital', kind: 'care', country: 'IT', mode, agrees: true};
      const sent = await api.raise(id, 'submit', answers);
      assert.equal(sent.status, 200, sent.bytes);
      return api;
    }

    before(async () => {
      demo = await startDemo({database: await database(), smtp: smtp.url});
      const office = await demo.api(demo.person('secretary', 0));
      const begun = await office.start('workshop', undefined, workshop);
      assert.equal(begun.status, 201, begun.bytes);
      call = begun.body.id;
      assert.equal((await office.raise(call, 'open')).status, 200);
      for (const name of ['ada', 'ben', 'cleo', 'dan']) await registers(name);
      const {mail} = demo.person('secretary', 0);
      secretary = await newPerson(browser, {url: demo.url, smtp, mail, javaScript});
      await secretary.open('/sign-in');
      await secretary.signInByLink();
    });
    after(() => demo?.server.stop());

    const counted = (state) =>
      secretary.page
        .locator('.call', {hasText: workshop.title})
        .locator('li', {has: secretary.page.locator('.stage', {hasText: new RegExp(`^${state}$`)})})
        .locator('.count');

    test('is one click from home, with every call and what is in it', async () => {
      await secretary.press('Overview of all calls');
      await secretary.says('Best Practice in Personalised Medicine 2026');
      assert.equal(await counted('Registered').innerText(), '4');
      await secretary.says('Nothing is late.');
      await secretary.says('Open for registration” becomes “Registration closed”');
      if (javaScript) await inspect(secretary, 'overview');
    });

    test('changes while one looks, as others act', async () => {
      await registers('eva');
      if (!javaScript) await secretary.open('/overview');
      const fresh = secretary.page.locator('.call', {hasText: workshop.title}).getByText('5', {exact: true});
      await fresh.waitFor();
      assert.equal(await counted('Registered').innerText(), '5');
    });

    test('leads to the figures of one call', async () => {
      const figures = secretary.page.getByRole('link', {name: `Figures of ${workshop.title}`});
      await secretary.follow(figures);
      const row = secretary.page.getByRole('row', {name: /^Registered/});
      assert.deepEqual(await row.getByRole('cell').allInnerTexts().then((cells) => cells.slice(0, 2)), [
        '5',
        '5',
      ]);
      assert.equal(await secretary.page.locator('canvas').count(), javaScript ? 1 : 0);
      if (javaScript) await inspect(secretary, 'figures');
    });

    test('is not there for whoever watches nothing', async () => {
      const guest = await newPerson(browser, {url: demo.url, smtp, mail: 'ada@example.org', javaScript});
      await guest.open('/sign-in');
      await guest.signInByLink();
      assert.equal(await guest.page.getByRole('link', {name: /Overview/}).count(), 0);
      const read = (path) => guest.page.request.get(`${demo.url}${path}`);
      const absent = await (await read('/instances/9')).text();
      for (const path of ['/overview', '/overview/events', `/instances/${call}/figures`]) {
        const answer = await read(path);
        assert.equal(answer.status(), 404, path);
        const bytes = (text) => text.replaceAll(/value="[^"]*"/g, '').replaceAll(/go_to=[^"]*/g, '');
        assert.equal(bytes(await answer.text()), bytes(absent), path);
      }
    });

    test('and a visitor is asked who it is', async () => {
      const visitor = await newPerson(browser, {url: demo.url, smtp, mail: '', javaScript});
      await visitor.open('/overview');
      assert.match(visitor.page.url(), /sign-in/);
    });

    test('the browser complained of nothing', () => assert.deepEqual(secretary.troubles(), []));
  });
}

play('on SQLite', {database: freshSqlite});
play('on PostgreSQL', {database: () => cluster.freshDatabase()});
play('without JavaScript', {database: freshSqlite, javaScript: false});
