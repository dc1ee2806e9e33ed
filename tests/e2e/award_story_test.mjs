// Applicant, reviewers, secretary and chair play the award in a browser, signing in by what the mails
// say: on SQLite, on PostgreSQL, and without JavaScript.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {after, before, describe, test} from 'node:test';

import * as story from './support/award_story.mjs';
import {startBrowser} from './support/browser.mjs';
import {freshSqlite} from './support/database.mjs';
import {inspect} from './support/person.mjs';
import {startPostgres} from './support/postgres.mjs';
import {program, run} from './support/program.mjs';
import {startSmtp} from './support/smtp.mjs';
import {startDemo} from './support/world.mjs';

const chapters = [
  ['a visitor reads the call', story.readTheCall],
  ['an applicant signs in by the link of a mail and starts a nomination', story.startANomination],
  ['fills in the form, each answer saved as it is typed', story.fillInTheForm],
  ['checks the answers, sends them in, and gets a reference and a letter', story.sendItIn],
  ['a secretary signs in by the code of a mail and sends it back', story.sendItBack],
  ['accepts it when it is there again, and assigns reviewers', story.assignReviewers],
  ['three reviewers score it by their task links, a fourth declines', story.review],
  ['others nominate, too', story.meanwhile],
  ['the chair decides from the ranking, and letters go out', story.decide],
  ['the call closes, a draft lapses, the result is announced', story.announce],
  ['the applicant looks back', story.lookBack],
  ['a secretary prepares another call', story.prepareAnotherCall],
];

let browser;
let cluster;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await cluster?.stop();
});

function play(where, {database, javaScript, look}) {
  describe(`the award ${where}`, () => {
    let smtp;
    let demo;
    let told;
    let isBroken = false;

    before(async () => {
      smtp = await startSmtp();
      demo = await startDemo({database: await database(), smtp: smtp.url});
      told = await story.beginStory({demo, browser, smtp, javaScript, look});
    });
    after(async () => {
      await demo?.server.stop();
      await smtp?.stop();
    });

    for (const [title, chapter] of chapters) {
      test(title, async (t) => {
        if (isBroken) return t.skip('the story broke off before this chapter');
        isBroken = true;
        await chapter(told);
        isBroken = false;
        return undefined;
      });
    }
    test('the browser complained of nothing, and the database is sound', async (t) => {
      const {applicant, secretary, chair, visitor, latecomer, reviewers} = told;
      const all = [applicant, secretary, chair, visitor, latecomer, ...reviewers];
      assert.deepEqual(all.flatMap((person) => person.troubles()), []);
      const memory = await readFile(`/proc/${demo.server.processId}/status`, 'utf8');
      t.diagnostic(`resident memory of the server: ${/VmRSS:\s*(.*)/.exec(memory)[1]}`);
      assert.equal(await demo.server.stop(), 0);
      await run([program, 'verify', '--database', demo.database]);
    });
  });
}

play('on SQLite, every page inspected', {database: freshSqlite, javaScript: true, look: inspect});
play('on PostgreSQL', {
  database: async () => {
    cluster = await startPostgres();
    return cluster.freshDatabase();
  },
  javaScript: true,
  look: () => {},
});
play('without JavaScript', {database: freshSqlite, javaScript: false, look: () => {}});
