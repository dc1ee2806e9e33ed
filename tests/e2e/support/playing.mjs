// A story in chapters, played in browsers on one served demo; what comes after a broken chapter is
// skipped.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {after, before, describe, test} from 'node:test';

import {startBrowser} from './browser.mjs';
import {freshSqlite} from './database.mjs';
import {inspect} from './person.mjs';
import {startPostgres} from './postgres.mjs';
import {program, run} from './program.mjs';
import {startSmtp} from './smtp.mjs';
import {startDemo} from './world.mjs';

// Once on SQLite with every page inspected, once on PostgreSQL, once without JavaScript. `begin` makes
// what the chapters share; its `people` are the browsers.
export function playEverywhere(title, {begin, chapters}) {
  let browser;
  let cluster;
  before(async () => {
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await cluster?.stop();
  });
  const onPostgres = async () => {
    cluster = await startPostgres();
    return cluster.freshDatabase();
  };
  const play = (where, {database, javaScript = true, look = () => {}}) =>
    describe(`${title} ${where}`, () => {
      let smtp;
      let demo;
      let told;
      let isBroken = false;

      before(async () => {
        smtp = await startSmtp();
        demo = await startDemo({database: await database(), smtp: smtp.url});
        told = await begin({demo, browser, smtp, javaScript, look});
      });
      after(async () => {
        await demo?.server.stop();
        await smtp?.stop();
      });

      for (const [what, chapter] of chapters) {
        test(what, async (t) => {
          if (isBroken) return t.skip('the story broke off before this chapter');
          isBroken = true;
          await chapter(told);
          isBroken = false;
          return undefined;
        });
      }
      test('the browser complained of nothing, and the database is sound', async (t) => {
        assert.deepEqual(told.people.flatMap((person) => person.troubles()), []);
        const memory = await readFile(`/proc/${demo.server.processId}/status`, 'utf8');
        t.diagnostic(`resident memory of the server: ${/VmRSS:\s*(.*)/.exec(memory)[1]}`);
        assert.equal(await demo.server.stop(), 0);
        await run([program, 'verify', '--database', demo.database]);
      });
    });

  play('on SQLite, every page inspected', {database: freshSqlite, look: inspect});
  play('on PostgreSQL', {database: onPostgres});
  play('without JavaScript', {database: freshSqlite, javaScript: false});
}
