// The door of a workshop on a telephone: searching, scanning, undoing, two desks, no network, people
// who have not registered, and everybody whom it does not concern. On both databases, and without
// JavaScript.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {addPerson, apiOf, tokenOf} from './support/api.mjs';
import {startBrowser, widths} from './support/browser.mjs';
import {freshSqlite} from './support/database.mjs';
import {qrCodes, saved} from './support/documents.mjs';
import {inspect, newPerson} from './support/person.mjs';
import {startPostgres} from './support/postgres.mjs';
import {program, run} from './support/program.mjs';
import {startServer} from './support/server.mjs';
import {startSmtp} from './support/smtp.mjs';
import {until} from './support/until.mjs';

const day = 86_400_000;
const soon = (milliseconds) => new Date(Date.now() + milliseconds).toISOString();
const guests = {ada: 'Ada Lovelace', ben: 'Bén Nevis', cleo: 'Cleo Nuñez-Wolfeschlegelsteinhausenbergerdorff'};
const noNetwork = /net::ERR_(INTERNET_DISCONNECTED|FAILED)/;

async function must(asked) {
  const answer = await asked;
  assert.ok(answer.status < 300, answer.bytes);
  return answer.body;
}

// A workshop that is on, with three places on site, all taken.
async function openTheDoor({browser, database, smtp}) {
  const server = await startServer({database, smtp: smtp.url});
  const staff = {office: 'secretary', dario: 'desk', dora: 'desk'};
  for (const [name, role] of Object.entries(staff)) {
    await addPerson(`${name}@example.org`, {name: `${name} of the desk`, role, database});
  }
  const api = async (name) => apiOf(server.url, await tokenOf(`${name}@example.org`, database));
  const office = await api('office');
  const begin = async (title) => {
    const {id} = await must(
      office.start('workshop', undefined, {
        title,
        summary: 'Two days in Siena.',
        venue: 'Siena',
        begins_at: soon(2 * day),
        ends_at: soon(3 * day),
        closes_at: soon(day),
        modes: [
          {name: 'on_site', label: 'On site', capacity: 3},
          {name: 'online', label: 'Online', capacity: 3},
        ],
      }),
    );
    await must(office.raise(id, 'open'));
    return id;
  };
  const workshop = await begin('Genomes at work');
  const another = await begin('Another workshop');
  const ids = {};
  for (const [key, name] of Object.entries(guests)) {
    await addPerson(`${key}@example.org`, {name, database});
    const guest = await api(key);
    await must(guest.raise(workshop, 'register'));
    [{id: ids[key]}] = await guest.list({parent: workshop, workflow: 'registration'});
    await must(
      guest.raise(ids[key], 'submit', {
        name,
        affiliation: 'Hospital of Siena',
        kind: 'care',
        country: 'IT',
        mode: 'on_site',
        agrees: true,
      }),
    );
  }
  await must(office.raise(workshop, 'finish'));
  await must(office.raise(workshop, 'change', {venue: 'Siena', begins_at: soon(-60_000), ends_at: soon(day)}));
  await until('it is on', async () => (await office.show(workshop)).configuration.includes('running'));

  const tickets = {};
  for (const key of Object.keys(guests)) {
    const letter = await smtp.mailTo(`${key}@example.org`, {subject: /^Registered/});
    const {base64} = letter.attachments.find(({name}) => name === 'ticket.png');
    [tickets[key]] = await qrCodes(await saved('ticket.png', Buffer.from(base64, 'base64')));
  }
  const person = async (name, how = {}) => {
    const one = await newPerson(browser, {url: server.url, smtp, mail: name && `${name}@example.org`, ...how});
    await one.page.setViewportSize({width: widths.phone, height: 844});
    if (name) {
      await one.open('/sign-in');
      await one.signInByCode();
    }
    return one;
  };
  return {
    server,
    database,
    office,
    workshop,
    ids,
    tickets,
    person,
    door: `/instances/${workshop}/door`,
    anotherDoor: `/instances/${another}/door`,
    // How often it happened to that registration.
    count: async (key, event) =>
      (await must(office.get(`/instances/${ids[key]}/history`))).items.filter((entry) => entry.event === event).length,
  };
}

const waiting = ({page}) => page.locator('[data-waiting]').innerText();
const typed = async ({page}, text) => {
  await page.fill('#q', text);
  await page.keyboard.press('Enter');
};
const hears = ({page}, words) => page.locator('[data-said] p').first().filter({hasText: words}).waitFor();
const countOf = ({page}, words) => page.locator('#expected').filter({hasText: words}).waitFor();
const button = ({page}, name) => page.getByRole('button', {name, exact: true});
const codeOf = (ticket) => ticket.split('/').at(-1);

function story(where, {database, look = () => {}}, shared) {
  describe(`the door on ${where}`, () => {
    let told;
    let dario;
    let dora;
    let smtp;
    let isBroken = false;
    const chapter = (what, play) =>
      test(what, async (t) => {
        if (isBroken) return t.skip('the story broke off before this chapter');
        isBroken = true;
        await play();
        isBroken = false;
        return undefined;
      });
    before(async () => {
      smtp = await startSmtp();
      told = await openTheDoor({browser: shared.browser, database: await database(), smtp});
      dario = await told.person('dario');
      dora = await told.person('dora');
    });
    after(async () => {
      await told?.server.stop();
      await smtp?.stop();
    });

    chapter('whoever is looked for by a part of the name is checked in, and it can be undone', async () => {
      await dario.open(`/instances/${told.workshop}`);
      await dario.press('Check-in at the door');
      await countOf(dario, '0 of 3 are here');
      await look(dario, 'door');
      await dario.page.fill('#q', 'ben siena');
      assert.deepEqual(await dario.page.locator('[data-guest]:visible a').allInnerTexts(), [guests.ben]);
      await dario.page.fill('#q', '');
      await button(dario, `Check in ${guests.ada}`).click();
      await hears(dario, `${guests.ada} is checked in.`);
      await countOf(dario, '1 of 3 are here');
      await button(dario, `Undo the check-in ${guests.ada}`).click();
      await hears(dario, `${guests.ada} is not checked in any more.`);
      await countOf(dario, '0 of 3 are here');
      assert.deepEqual([await told.count('ada', 'attend'), await told.count('ada', 'undo')], [1, 1]);
    });

    chapter('the code of the ticket leads to the person, and a second scan says so', async () => {
      await dario.open(new URL(told.tickets.ada).pathname);
      await dario.says('Hospital of Siena');
      assert.equal(await told.count('ada', 'attend'), 1, 'to look changes nothing');
      await look(dario, 'door-person');
      await button(dario, 'Check in').click();
      await hears(dario, `${guests.ada} is checked in.`);
      await countOf(dario, '1 of 3 are here');
      await typed(dario, told.tickets.ada);
      await hears(dario, `${guests.ada} was checked in already. dario of the desk checked them in today at`);
      await look(dario, 'door-twice');
      assert.equal(await told.count('ada', 'attend'), 2);
    });

    chapter('two desks see what the other one did', async () => {
      await dora.open(told.door);
      await countOf(dora, '1 of 3 are here');
      await typed(dario, codeOf(told.tickets.ben).toLowerCase().replaceAll('-', ' '));
      await hears(dario, `${guests.ben} is checked in.`);
      await button(dora, `Check in ${guests.ben}`).click();
      await hears(dora, `${guests.ben} was checked in already. dario of the desk`);
      await countOf(dora, '2 of 3 are here');
      await button(dora, `Undo the check-in ${guests.ben}`).click();
      await hears(dora, `${guests.ben} is not checked in any more.`);
      await dario.page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await countOf(dario, '1 of 3 are here');
    });

    chapter('without a network scans are kept, over a reload too, and each counts once', async () => {
      const before_ = {ben: await told.count('ben', 'attend'), cleo: await told.count('cleo', 'attend')};
      await dario.open(told.door);
      await dario.page.evaluate(() => navigator.serviceWorker.ready);
      await until('the page is kept', () =>
        dario.page.evaluate(async (door) => Boolean(await caches.match(door)) && navigator.serviceWorker.controller !== null, told.door));
      await dario.page.context().setOffline(true);
      await typed(dario, told.tickets.ben);
      await hears(dario, 'is kept, and is sent as soon as there is a network');
      await button(dario, `Check in ${guests.cleo}`).click();
      await hears(dario, `${guests.cleo} is kept`);
      await typed(dario, told.tickets.ben);
      await hears(dario, 'is kept already');
      assert.equal(await waiting(dario), '2 scans wait for the network.');
      await dario.page.reload();
      await countOf(dario, '1 of 3 are here');
      assert.equal(await waiting(dario), '2 scans wait for the network.');
      assert.deepEqual(await told.count('ben', 'attend'), before_.ben);

      // The first answer is lost on its way: the scan comes twice and counts once.
      let lost = 0;
      await dario.page.route(`**${told.door}`, async (route) => {
        if (route.request().method() !== 'POST' || lost > 0) return route.continue();
        lost += 1;
        await route.fetch();
        return route.abort();
      });
      await dario.page.context().setOffline(false);
      await until('the first scan arrived', async () => lost === 1 && (await told.count('ben', 'attend')) === before_.ben + 1);
      await dario.page.evaluate(() => window.dispatchEvent(new Event('online')));
      await until('nothing waits', async () => (await waiting(dario)) === '');
      await hears(dario, `${guests.cleo} is checked in.`);
      await countOf(dario, '3 of 3 are here');
      const said = await dario.page.locator('[data-said]').innerText();
      assert.ok(said.includes(`${guests.ben} is checked in.`), said);
      assert.deepEqual(
        {ben: await told.count('ben', 'attend'), cleo: await told.count('cleo', 'attend')},
        {ben: before_.ben + 1, cleo: before_.cleo + 1},
      );
    });

    chapter('when the session has ended, what was scanned waits until somebody signs in', async () => {
      await button(dario, `Undo the check-in ${guests.cleo}`).click();
      await hears(dario, `${guests.cleo} is not checked in any more.`);
      const cookies = await dario.page.context().cookies();
      await dario.page.context().clearCookies();
      await typed(dario, told.tickets.cleo);
      await until('it waits', async () => (await waiting(dario)) === '1 scan waits for the network.');
      await dario.page.context().addCookies(cookies);
      await dario.page.evaluate(() => window.dispatchEvent(new Event('online')));
      await hears(dario, `${guests.cleo} is checked in.`);
    });

    chapter('a camera that reads codes checks in as well', async () => {
      const {page} = dario;
      await page.addInitScript((read) => {
        globalThis.BarcodeDetector = class {
          detect() {
            return Promise.resolve([{rawValue: read}]);
          }
        };
        const draw = () => Promise.resolve(document.createElement('canvas').captureStream());
        Object.defineProperty(navigator.mediaDevices, 'getUserMedia', {value: draw});
        HTMLMediaElement.prototype.play = () => Promise.resolve();
      }, told.tickets.ada);
      await dario.open(told.door);
      await button(dario, 'Scan with the camera').click();
      await hears(dario, `${guests.ada} was checked in already.`);
      await button(dario, 'Stop the camera').click();
      assert.equal(await page.locator('video').count(), 0);
    });

    chapter('somebody who has not registered is let in where there is a place', async () => {
      await dario.open(told.door);
      await dario.press('Walk-in');
      await look(dario, 'door-walk-in');
      await dario.fill({walk_ins: 'rosa@example.org'});
      await dario.press('Walk-in');
      await look(dario, 'door-walk-in-form');
      await dora.open(`/instances/${told.workshop}`);
      await dora.says('At the door, without a registration');
      await dario.fill({name: 'Rosa Nuova', affiliation: 'CNR'});
      await dario.tick(dario.page.locator('input[name="kind"][value="research"]'));
      await dario.page.selectOption('#f-country', 'IT');
      await dario.tick(dario.page.locator('input[name="mode"][value="on_site"]'));
      await dario.press('Check in');
      await dario.says('There is no place left for “On site”.');
      assert.equal(await dario.page.inputValue('#f-name'), 'Rosa Nuova');
      await look(dario, 'door-walk-in-full');
      await dario.tick(dario.page.locator('input[name="mode"][value="online"]'));
      await dario.press('Check in');
      await dario.says('Checked in');
      await dario.press('Check-in at the door');
      await countOf(dario, '4 of 4 are here');
      await dario.says('Rosa Nuova');
      await look(dario, 'door-all-here');
    });

    chapter('for a participant, a visitor and another workshop there is nothing there', async () => {
      const bytes = async (person, path, form) => {
        const csrf = /name="_csrf" value="([^"]*)"/.exec(await (await person.page.request.get('/sign-in')).text())?.[1];
        const answer = await (form
          ? person.page.request.post(path, {form: {...form, _csrf: csrf ?? ''}, maxRedirects: 0})
          : person.page.request.get(path, {maxRedirects: 0}));
        return {status: answer.status(), bytes: await answer.text()};
      };
      await button(dario, `Undo the check-in ${guests.ben}`).click();
      await hears(dario, `${guests.ben} is not checked in any more.`);
      const before_ = await must(told.office.get(`/instances/${told.ids.ben}`));
      const form = {_key: 'x', act: 'in', who: codeOf(told.tickets.ben)};
      for (const person of [await told.person('ben'), await told.person('')]) {
        const absent = await bytes(person, '/instances/999999999');
        assert.equal(absent.status, 404);
        assert.deepEqual(await bytes(person, told.door), absent);
        assert.deepEqual(await bytes(person, told.door, form), await bytes(person, '/instances/999999999/door', form));
        const real = await bytes(person, `/door/${codeOf(told.tickets.ben)}`);
        assert.deepEqual(real, await bytes(person, '/door/AAAA-BBBB-CCCC-DDDD'));
      }
      await dario.open(told.anotherDoor);
      await typed(dario, told.tickets.ben);
      await hears(dario, 'This is no ticket of this door.');
      assert.deepEqual(await must(told.office.get(`/instances/${told.ids.ben}`)), before_);
    });

    chapter('without JavaScript the list, the search and the code do the same', async () => {
      const plain = await told.person('dora', {javaScript: false});
      await plain.open(told.door);
      await plain.page.fill('#q', 'nevis');
      await plain.press('Find');
      assert.ok(!(await plain.said()).includes(guests.ada));
      await plain.press(`Check in ${guests.ben}`);
      await plain.says(`${guests.ben} is checked in.`);
      await plain.says('dora of the desk checked them in today at');
      await plain.page.fill('#q', told.tickets.ben);
      await plain.press('Find');
      await plain.press('Undo the check-in');
      await plain.says(`${guests.ben} is not checked in any more.`);
      assert.deepEqual(plain.troubles(), []);
    });

    chapter('whoever signs out leaves no list of people behind', async () => {
      const isKept = () => dario.page.evaluate(async (door) => Boolean(await caches.match(door)), told.door);
      await dario.open(told.door);
      await until('the page is kept', isKept);
      await dario.page.getByRole('button', {name: 'Sign out'}).click();
      await dario.page.waitForURL('**/');
      await until('it is gone', async () => !(await isKept()));
    });

    chapter('the browsers complained of nothing, and the database is sound', async () => {
      const troubles = [dario, dora].flatMap((person) => person.troubles());
      assert.deepEqual(troubles.filter((trouble) => !noNetwork.test(trouble)), []);
      assert.equal(await told.server.stop(), 0);
      await run([program, 'verify', '--database', told.database]);
    });
  });
}

const shared = {};
let cluster;
before(async () => {
  shared.browser = await startBrowser();
});
after(async () => {
  await shared.browser?.close();
  await cluster?.stop();
});
// Every page is inspected at both widths, and then the telephone is itself again.
const look = async (person, name) => {
  await person.page.setViewportSize({width: widths.desktop, height: 900});
  await inspect(person, name);
  await person.page.setViewportSize({width: widths.phone, height: 844});
};
story('SQLite', {database: freshSqlite, look}, shared);
story(
  'PostgreSQL',
  {
    database: async () => {
      cluster = await startPostgres();
      return cluster.freshDatabase();
    },
  },
  shared,
);
