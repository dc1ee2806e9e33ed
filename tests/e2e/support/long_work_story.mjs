// What takes longer than a page may, as the secretariat begins it, leaves it and finds it again.
import assert from 'node:assert/strict';

import {newPerson} from './person.mjs';
import {until} from './until.mjs';

export const headings = 'code,part,group,title,description,time_frame,scope,steps_by';
export const itemsTable = (from, count) =>
  [headings, ...Array.from({length: count}, (_, at) => itemRow(`L.${from + at}`))].join('\n');
const itemRow = (code, part = 'A') => `${code},${part},Data,Item ${code},A new item,S,RN,2030-01-31`;

export async function beginStory({demo, browser, smtp, javaScript, look}) {
  const mail = demo.person('secretary').mail;
  const secretary = await newPerson(browser, {url: demo.url, smtp, mail, javaScript});
  const chair = await newPerson(browser, {
    url: demo.url,
    smtp,
    mail: demo.person('funder').mail,
    javaScript,
  });
  const office = await demo.api(demo.person('secretary'));
  const [plan] = await office.list({workflow: 'plan'});
  return {demo, secretary, chair, office, javaScript, look, plan: `/instances/${plan.id}`, people: [secretary, chair]};
}

async function choose(person, text) {
  const buffer = Buffer.from(text);
  await person.page.setInputFiles('#table', {name: 'items.csv', mimeType: 'text/csv', buffer});
  await person.press('Look at it');
}

// The page goes on by itself; without scripts, by its button.
async function waitFor(person, words, javaScript) {
  await until(words, async () => {
    const text = await person.said();
    if (text.includes(words)) return true;
    if (!javaScript && text.includes('Look again')) await person.press('Look again');
    return false;
  });
}

export async function importTwoThousand(told) {
  const {secretary, plan, look, javaScript} = told;
  await secretary.open('/sign-in');
  await secretary.signInByLink();
  await secretary.open(`${plan}/events/add_items/table`);
  await choose(secretary, `${itemsTable(1, 1999)}\n${itemRow('L.2000', 'Z')}`);
  await secretary.says('Nothing was taken over.');
  await secretary.says('Row 2000');
  await choose(secretary, itemsTable(1, 2000));
  await secretary.says('2000 rows can be taken over');
  await secretary.press('Take over 2000 rows');
  told.work = new URL(secretary.page.url()).pathname;
  assert.match(told.work, /^\/long-work\/\d+$/);
  await secretary.says('Add an item: 2,000 rows for Action Plan 2017');
  await waitFor(secretary, 'Done: all 2,000', javaScript);
  await look(secretary, 'work-import-done');
}

export async function findItAgain({secretary, work, plan, look, demo}) {
  await secretary.open('/');
  await secretary.says('What you have begun in the background');
  await secretary.says('Done: all 2,000');
  await look(secretary, 'work-home');
  await secretary.open('/me');
  await secretary.says('Done: all 2,000');
  await look(secretary, 'work-me');
  await secretary.press('Add an item: 2,000 rows for Action Plan 2017');
  assert.equal(new URL(secretary.page.url()).pathname, work);
  await secretary.press('Action Plan 2017');
  assert.equal(new URL(secretary.page.url()).pathname, plan);
  const office = await demo.api(demo.person('secretary'));
  assert.equal((await office.list({workflow: 'item', parent: plan.split('/').at(-1), limit: 200})).length, 200);
}

export async function nobodyElse({chair, work}) {
  await chair.open('/sign-in');
  await chair.signInByLink();
  const hidden = await chair.page.goto(work);
  assert.equal(hidden.status(), 404);
  assert.equal((await chair.page.goto(work.replace(/[0-9]+$/, '1'))).status(), 404);
  assert.equal((await chair.page.goto(`${work}/file`)).status(), 404);
}

export async function retireAll(told) {
  const {secretary, plan, look, javaScript} = told;
  await secretary.open(`${plan}/children/item?state=listed`);
  await secretary.press('Do the same with all of these');
  await secretary.says('Do the same with all 2,030 at “In the register”');
  await look(secretary, 'work-bulk');
  await secretary.press('Do it with all 2,030');
  await secretary.says('Choose what is to be done.');
  await secretary.tick(secretary.page.getByLabel('Retire', {exact: true}));
  await secretary.press('Do it with all 2,030');
  await secretary.says('Retire: all 2,030 at “In the register” of Action Plan 2017');
  await look(secretary, 'work-bulk-begun');
  await waitFor(secretary, 'Done: ', javaScript);
  await secretary.says('Done: all 2,030');
  await secretary.open(`${plan}/children/item?state=listed`);
  await secretary.says('None here.');
}
