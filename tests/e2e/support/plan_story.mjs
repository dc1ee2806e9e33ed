// The Action Plan of the demo, as the people in it live it.
import assert from 'node:assert/strict';

import {described, printed, saved} from './documents.mjs';
import {newPerson} from './person.mjs';
import {linksOf} from './smtp.mjs';

const planTitle = 'Action Plan 2017';

export async function beginStory({demo, browser, smtp, javaScript, look}) {
  const at = (mail) => newPerson(browser, {url: demo.url, smtp, mail, javaScript});
  const told = {
    demo,
    browser,
    smtp,
    look,
    javaScript,
    visitor: await at(''),
    secretary: await at(demo.person('secretary', 0).mail),
    anne: await at(demo.person('funder', 0).mail),
    karin: await at(demo.person('funder', 1).mail),
  };
  const office = await demo.api(demo.person('secretary', 0));
  const [plan] = await office.list({workflow: 'plan'});
  told.plan = `/instances/${plan.id}`;
  told.matrix = `${told.plan}/matrices/who_has_taken_up_what`;
  told.people = [told.visitor, told.secretary, told.anne, told.karin];
  return told;
}

const cells = (page) => page.locator('.matrix tbody td a').count();

async function choose(person, selector, value) {
  await person.page.selectOption(selector, value);
}

export async function readThePublicMatrix({visitor, plan, look}) {
  await visitor.open('/');
  await visitor.says(planTitle);
  await visitor.open(plan);
  await visitor.press('Who has taken up what');
  await visitor.says('2 portfolios, 30 items');
  assert.ok((await cells(visitor.page)) > 0);
  assert.ok(!(await visitor.said()).includes('not disclosed'));
  assert.ok(!(await visitor.said()).includes('Taken up by nobody')); // it would only be true of all
  assert.equal(await visitor.page.locator('.matrix th', {hasText: 'Budget'}).count(), 0);
  await look(visitor, 'plan-public-matrix');
}

const headings = 'code,part,group,title,description,time_frame,scope,steps_by';
const row = (code, part) => `${code},${part},Data,A new item,"In other, simple words",S;M,RN;E,2030-01-31`;

async function lookAtTable(person, text, name = 'table.csv') {
  await person.page.setInputFiles('#table', {name, mimeType: 'text/csv', buffer: Buffer.from(text)});
  await person.press('Look at it');
}

export async function importItems({secretary, plan, look}) {
  await secretary.open('/sign-in');
  await secretary.signInByLink();
  await secretary.open(plan);
  await look(secretary, 'plan-secretary');
  await secretary.press('Add an item: from a table');
  await look(secretary, 'plan-import');
  await lookAtTable(secretary, `${headings}\n${row('C.1', 'A')}\n${row('C.2', 'Z')}\n${row('A.1', 'A')}\n`);
  await secretary.says('Nothing was taken over.');
  await secretary.says('Row 2');
  await secretary.says('Row 3');
  await look(secretary, 'plan-import-bad-row');
  await secretary.open(`${plan}/children/item`);
  assert.ok(!(await secretary.said()).includes('A new item'));

  await secretary.open(`${plan}/events/add_items/table`);
  await lookAtTable(secretary, `${headings}\n${row('C.1', 'A')}\n${row('C.2', 'B')}\n`);
  await secretary.says('2 rows can be taken over');
  await look(secretary, 'plan-import-ready');
  await secretary.press('Take over 2 rows');
  await secretary.open(`${plan}/children/item`);
  await secretary.says('C.2');
}

export async function importWhatIsNoTable({secretary, plan}) {
  const wrong = [
    [Buffer.from([0x63, 0x6f, 0x64, 0x65, 0x0a, 0xe9]), 'This is no text in UTF-8.'],
    ['code,part\nA.1,A\n', 'The first row needs a column for:'],
    [`${headings},colour\n`, 'There is no column “colour” here.'],
    [`${headings}\n"C.3,A`, 'quotation mark'],
    [`${headings}\n${'x'.repeat(10_000_000)}`, 'columns'],
  ];
  for (const [bytes, sentence] of wrong) {
    await secretary.open(`${plan}/events/add_items/table`);
    await lookAtTable(secretary, bytes);
    await secretary.says(sentence);
  }
}

export async function takeUpOne(told) {
  const {anne, look, matrix} = told;
  await anne.open('/sign-in');
  await anne.signInByLink();
  await anne.open('/');
  await anne.follow(anne.page.getByRole('link', {name: /Agence Nationale/}).first());
  told.portfolio = new URL(anne.page.url()).pathname;
  await look(anne, 'plan-portfolio');
  await anne.press('Take up an item');
  const c1 = await anne.page.locator('#f-item option', {hasText: 'C.1'}).getAttribute('value');
  await choose(anne, '#f-item', c1);
  await anne.page.locator('select[name="grade"], input[name="grade"][value="running"]').first().waitFor();
  const radio = anne.page.locator('input[name="grade"][value="running"]');
  if (await radio.count()) await anne.tick(radio);
  else await choose(anne, '#f-grade', 'running');
  await anne.fill({budget: '750000', programme: 'ERA PerMed', contact: 'Anne, anne.lefevre@example.org'});
  await choose(anne, '#f-currency', 'EUR');
  await look(anne, 'plan-take-up');
  await anne.press('Take up an item');
  await anne.says('ERA PerMed');
  await look(anne, 'plan-adoption');
  told.adoption = new URL(anne.page.url()).pathname;
  await anne.open(matrix);
  await anne.says('not disclosed');

  await anne.open(`${told.portfolio}/events/adopt`);
  await choose(anne, '#f-item', c1);
  const again = anne.page.locator('input[name="grade"][value="planned"]');
  if (await again.count()) await anne.tick(again);
  else await choose(anne, '#f-grade', 'planned');
  await anne.press('Take up an item');
  await anne.says('There is one already');
}

// Of the row whose item has this number.
async function rowOf({page}, code) {
  const line = page.locator('tr[data-row]', {has: page.getByRole('link', {name: code, exact: true})});
  return line.getAttribute('data-row');
}
const input = (id, field) => `[id="cell-${id}-${field}"]`;

async function saveTheTable(told, person) {
  if (told.javaScript) {
    await person.page.locator('[data-saved]', {hasText: /^(Saved|Not saved)/}).waitFor();
  } else {
    await person.press('Save all');
  }
}

async function openTheTable(told, person) {
  await person.open(`${told.portfolio}/sheets/items`);
}

export async function fillInTheTable(told) {
  const {anne, look} = told;
  await openTheTable(told, anne);
  assert.equal(await anne.page.locator('tr[data-row]').count(), 32);
  await look(anne, 'plan-sheet');
  const id = await rowOf(anne, 'C.2');
  await choose(anne, input(id, 'grade'), 'planned');
  if (!told.javaScript) {
    await anne.page.fill(input(id, 'from'), '2027-01-01');
    await anne.press('Save all');
    await anne.says('1 row is saved.');
  } else {
    await saveTheTable(told, anne);
    await anne.page.fill(input(id, 'from'), '2027-01-01');
    await anne.page.locator(input(id, 'from')).dispatchEvent('change');
    await anne.page.locator('[data-saved]', {hasText: 'Saving'}).or(anne.page.locator('[data-saved]', {hasText: /^Saved$/})).waitFor();
    await saveTheTable(told, anne);
    await anne.page.waitForFunction(() => document.querySelector('[data-saved]').textContent === 'Saved');
  }
  await openTheTable(told, anne);
  assert.equal(await anne.page.inputValue(input(id, 'grade')), 'planned');
  assert.equal(await anne.page.inputValue(input(id, 'from')), '2027-01-01');
  told.row = id;

  await anne.press('Save all');
  await anne.says('Nothing was changed.');
}

export async function oneWrongRow(told) {
  const {anne, look} = told;
  await openTheTable(told, anne);
  const right = await rowOf(anne, 'C.1');
  await choose(anne, input(right, 'grade'), 'completed');
  await anne.page.fill(input(told.row, 'budget'), 'plenty');
  if (told.javaScript) {
    await anne.page.locator(input(told.row, 'budget')).dispatchEvent('change');
    await anne.page.locator(`tr[data-row="${told.row}"] [data-problem]`, {hasText: 'number'}).waitFor();
  }
  await anne.press('Save all');
  await anne.says('number');
  assert.equal(await anne.page.inputValue(input(told.row, 'budget')), 'plenty');
  await look(anne, 'plan-sheet-wrong');
  await openTheTable(told, anne);
  assert.equal(await anne.page.inputValue(input(right, 'grade')), 'completed');
  assert.equal(await anne.page.inputValue(input(told.row, 'budget')), '');
}

export async function twoAtOnce(told) {
  const {anne, secretary} = told;
  await openTheTable(told, anne);
  await openTheTable(told, secretary);
  await choose(secretary, input(told.row, 'grade'), 'running');
  await saveTheTable(told, secretary);
  await choose(anne, input(told.row, 'grade'), 'completed');
  await saveTheTable(told, anne);
  await anne.says('Somebody else has changed this row; now it is: Running');
  assert.equal(await anne.page.inputValue(input(told.row, 'grade')), 'completed');
  await anne.press('Save all');
  await anne.says('1 row is saved.');
  await openTheTable(told, secretary);
  assert.equal(await secretary.page.inputValue(input(told.row, 'grade')), 'completed');
}

export async function lookAtOthers(told) {
  const {karin, visitor} = told;
  await karin.open('/sign-in');
  await karin.signInByLink();
  await karin.open(told.adoption);
  await karin.says('ERA PerMed');
  await karin.follow(karin.page.getByRole('link', {name: /^C\.1 /}));
  await karin.says('Who works on it');
  await karin.says('anne.lefevre@example.org');
  await told.look(karin, 'plan-item');
  told.itemPage = karin.page.url();
  assert.ok(!(await karin.said()).includes('Say how far it is'));
  await karin.open(`${told.portfolio}/sheets/items`);
  await karin.says('There is no such page');
  await karin.open(`${told.portfolio}/events/adopt/table`);
  await karin.says('There is no such page');
  await visitor.open(told.adoption);
  await visitor.says('There is no such page');
  await visitor.open(new URL(told.itemPage).pathname);
  assert.ok(!(await visitor.said()).includes('anne.lefevre@example.org'));
}

export async function readTheMatrix(told) {
  const {secretary, matrix, look} = told;
  await secretary.open(matrix);
  await secretary.says('36 portfolios, 32 items');
  await secretary.says('Taken up by nobody');
  await look(secretary, 'plan-matrix');
  const all = await cells(secretary.page);
  await choose(secretary, '#filter-part', 'B');
  await choose(secretary, '#filter-country', 'France');
  await secretary.press('Show these');
  await secretary.says('2 portfolios, 9 items');
  const some = await cells(secretary.page);
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await secretary.says('C.2');
  await look(secretary, 'plan-matrix-filtered');
  await secretary.press('Show all');
  await secretary.says('36 portfolios, 32 items');
}

export async function takeItAlong({secretary, demo, matrix}) {
  const take = async (ending) => {
    const answer = await secretary.page.request.get(`${demo.url}${matrix}.${ending}?country=France`);
    assert.equal(answer.status(), 200);
    return answer.body();
  };
  const csv = (await take('csv')).toString('utf8').trim().split('\r\n');
  assert.equal(csv.length, 1 + 2 + 6 + 1); // headings, two of France, a line of totals for each grade, all
  assert.ok(csv[0].includes('"A.1 Research projects'));
  assert.ok(csv.some((line) => line.startsWith('"National Research Agency')));
  const book = await described(await saved('matrix.xlsx', await take('xlsx')));
  assert.equal(book.rows.length, csv.length);
  assert.ok(book.rows[1][0].startsWith('National Research Agency') || book.rows[2][0].startsWith('National Research Agency'));
  assert.ok(book.types.flat().includes('n'));
}

// The report opened by itself when the demo was begun: filled in from what was taken up.
export async function sendTheReport(told) {
  const {anne, look, demo} = told;
  await anne.open(told.portfolio);
  await anne.says('Annual reports');
  const office = await demo.api(demo.person('secretary', 0));
  const [report] = await office.list({parent: told.portfolio.split('/').pop(), workflow: 'report'});
  told.report = `/instances/${report.id}`;
  const own = await demo.api(demo.person('funder', 0));
  const secret = {grade: 'running', budget: '123456', currency: 'EUR', confidential: true};
  const changed = await own.raise(told.adoption.split('/').pop(), 'change', secret);
  assert.equal(changed.status, 200, changed.bytes);
  await anne.open(told.report);
  await anne.says('Being filled in');
  assert.ok(!(await anne.said()).includes('C.2')); // taken up since
  await anne.press('Take over what has changed since');
  await anne.says('C.2');
  await look(anne, 'report-editing');
  await anne.press('Nothing has changed');
  await anne.says('Waiting for the signature');
}

// Whoever heads it has never been here: the link of the letter is all that is needed.
export async function signByLink(told) {
  const {demo, browser, smtp, karin, javaScript, look} = told;
  const mail = 'helene.moreau@example.org';
  const head = await newPerson(browser, {url: demo.url, smtp, mail, javaScript});
  told.people.push(head);
  const letter = await smtp.mailTo(mail, {subject: /Please sign the annual report/});
  await karin.open(told.report);
  await karin.says('There is no such page');
  await head.open(linksOf(letter).find((link) => link.includes('/task/')));
  await head.press('Open it');
  await head.says('Waiting for the signature');
  await look(head, 'report-to-sign');

  await head.press('Send it back');
  await head.fill({return_reason: 'Please say more about C.2.'});
  await head.press('Send it back');
  await head.says('Being filled in');
  await told.anne.open(told.report);
  await told.anne.says('Please say more about C.2.');
  await told.anne.press('Nothing has changed');

  await head.open(told.report);
  await head.press('Sign the report');
  await head.says('It cannot be taken back.');
  await head.press('Sign the report');
  await head.says('Signed');
  await look(head, 'report-signed');
  await karin.open(told.report);
  await karin.says('signed the report');
  assert.equal(await karin.page.getByRole('button', {name: 'Sign the report'}).count(), 0);
}

async function paperOf({page}, {demo}, path) {
  const answer = await page.request.get(`${demo.url}${path}`);
  assert.equal(answer.status(), 200, path);
  return printed(await saved('paper.pdf', await answer.body()));
}

// What is confidential is on no paper and in no table of whoever may not see it.
export async function readTheReports(told) {
  const {anne, karin, secretary, visitor, matrix, look, demo} = told;
  const own = await paperOf(anne, told, `${told.report}/paper.pdf`);
  const theirs = await paperOf(karin, told, `${told.report}/paper.pdf`);
  for (const paper of [own, theirs]) {
    assert.ok(paper.text.includes('Annual report'), paper.text);
    assert.ok(paper.text.includes('signed the report'), paper.text);
  }
  assert.ok(own.text.includes('123456'), own.text);
  assert.ok(theirs.text.includes('Not disclosed'), theirs.text);
  const year = new Date().getUTCFullYear();
  for (const path of [told.report, `${told.report}/paper.pdf`, `${matrix}.csv?year=${year}`, `${matrix}?year=${year}`]) {
    const answer = await karin.page.request.get(`${demo.url}${path}`);
    const bytes = await answer.body();
    assert.ok(!bytes.includes('123456') && !bytes.includes('123,456'), path);
  }
  assert.ok(!theirs.text.includes('123456'), theirs.text);
  const partner = await (await demo.api(demo.person('funder', 1))).get(told.report);
  assert.ok(partner.bytes.includes('items') && !partner.bytes.includes('123456'), partner.bytes);
  assert.equal((await visitor.page.request.get(`${demo.url}${told.report}/paper.pdf`)).status(), 404);
  const code = /\b[2-9A-Z]{4}(?:-[2-9A-Z]{1,4}){2,}\b/.exec(theirs.text)[0];
  await visitor.open(`/verify/${code}`);
  await visitor.says('was signed on');

  await secretary.open(matrix);
  await choose(secretary, '#filter-year', String(year));
  await secretary.press('Show these');
  await secretary.says('State of the Art');
  await secretary.says('Signed reports: 2 of 36.');
  await look(secretary, 'plan-state-of-the-art');
  const state = await paperOf(secretary, told, `${matrix}.pdf${new URL(secretary.page.url()).search}`);
  assert.ok(state.text.includes('Missing reports'), state.text);
  assert.ok(state.text.includes('Vinnova'), state.text);
  await visitor.open(matrix);
  assert.equal(await visitor.page.locator('#filter-year').count(), 0);
  const hidden = await visitor.page.request.get(`${demo.url}${matrix}.csv?year=2026`);
  assert.equal(hidden.status(), 404);
}
