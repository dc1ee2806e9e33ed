// The secretariat moves a live call to a newer version from its page, in a browser: with scripts, every
// page inspected, and without.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';

import {addPerson, apiOf, tokenOf} from './support/api.mjs';
import {startBrowser} from './support/browser.mjs';
import {freshSqlite} from './support/database.mjs';
import {changedAward, earlierReminder, openIsTaking} from './support/newer_award.mjs';
import {inspect, newPerson} from './support/person.mjs';
import {program, run} from './support/program.mjs';
import {startServer} from './support/server.mjs';
import {startSmtp} from './support/smtp.mjs';
import {startDemo} from './support/world.mjs';

// The draft is called otherwise and comes with an earlier reminder; the paper's contact is called the
// spokesperson; nobody says any more when the results come.
const newer = {
  'award.yaml': (text) =>
    openIsTaking(text)
      .replace(/^ {2}result_by: .*\n/m, '')
      .replaceAll(', result_by', '')
      .replaceAll('nomination in draft', 'nomination in writing'),
  'nomination.yaml': (text) =>
    earlierReminder(text)
      .replace('  draft:\n    title: Draft, not sent in', '  writing:\n    title: Being written')
      .replaceAll('initial: draft', 'initial: writing')
      .replaceAll('to: draft', 'to: writing')
      .replaceAll('in: draft', 'in: writing')
      .replaceAll('[draft, deciding]', '[writing, deciding]')
      .replaceAll(/\bcontact(?=: \{type|,|\])/g, 'spokesperson'),
};

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

function play(how, {javaScript, look}) {
  describe(`a call is moved from its page ${how}`, () => {
    let smtp;
    let demo;
    let server;
    const people = {};

    before(async () => {
      smtp = await startSmtp();
      demo = await startDemo({database: await freshSqlite(), smtp: smtp.url});
      const applicant = await demo.api(demo.person('applicant'));
      await applicant.start('nomination', demo.call);
      await addPerson('olga@example.org', {name: 'Olga Office', role: 'secretary', database: demo.database});
      await demo.server.stop();
      server = await startServer({
        database: demo.database,
        smtp: smtp.url,
        more: ['--workflows', await changedAward(newer)],
      });
      for (const [name, mail] of [['first', demo.person('secretary').mail], ['second', 'olga@example.org']]) {
        people[name] = await newPerson(browser, {url: server.url, smtp, mail, javaScript});
        await people[name].open(`/sign-in?go_to=/instances/${demo.call}`);
        await people[name].signInByCode();
      }
    });
    after(async () => {
      await server?.stop();
      await smtp?.stop();
    });

    test('both are asked the same and see what would happen', async () => {
      for (const person of Object.values(people)) {
        await person.says('A newer version is there');
        await person.press('Move to the newer version');
        await person.says('Nomination: the reminder in “Being written” now comes 72 h before the close instead of 48 h.');
      }
      await look(people.first, 'move-questions');

      const draft = people.first.page.locator('[id="f-nomination.states.draft"]');
      assert.equal(await draft.inputValue(), 'writing');
      await draft.selectOption('');
      await people.first.press('See what would happen');
      await people.first.says('Nomination, “Draft, not sent in”: Choose the step that takes its place');
      await look(people.first, 'move-open-question');
      await draft.selectOption('writing');

      for (const person of Object.values(people)) {
        await person.press('See what would happen');
        await person.says('Check before the call is moved');
      }
      const row = await people.first.page.locator('tbody tr', {hasText: 'Draft, not sent in'}).innerText();
      assert.match(row, /Draft, not sent in/);
      assert.match(row, /Being written/);
      await look(people.first, 'move-preview');
    });

    test('what happened meanwhile is said before anything moves', async () => {
      const mail = demo.person('applicant', 1).mail;
      const other = apiOf(server.url, await tokenOf(mail, demo.database));
      await other.start('nomination', demo.call);
      await people.first.press('Move this call');
      await people.first.says('This has changed since you looked');
      await people.first.says('is new: it is at “Draft, not sent in”.');
      await look(people.first, 'move-changed');
    });

    test('the first one moves it, and the history says so', async () => {
      await people.first.press('Move this call');
      assert.equal(new URL(people.first.page.url()).pathname, `/instances/${demo.call}`);
      await people.first.says('moved this from version');
      assert.doesNotMatch(await people.first.said(), /A newer version is there/);
      await look(people.first, 'call-moved');
    });

    test('the second one is told who was faster', async () => {
      await people.second.press('Move this call');
      await people.second.says('This has the newest version already.');
      await people.second.says('moved this from version');
    });

    test('the browser complained of nothing, and the database is sound', async () => {
      assert.deepEqual(Object.values(people).flatMap((person) => person.troubles()), []);
      assert.equal(await server.stop(), 0);
      server = undefined;
      await run([program, 'verify', '--database', demo.database]);
    });
  });
}

play('with scripts, every page inspected', {javaScript: true, look: inspect});
play('without scripts', {javaScript: false, look: () => {}});
