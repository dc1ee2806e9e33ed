// People look for words, keep what they look for, and see what is kept of them: on SQLite, on
// PostgreSQL, and without JavaScript.
import assert from 'node:assert/strict';

import {newPerson} from './support/person.mjs';
import {playEverywhere} from './support/playing.mjs';

async function begin({demo, browser, smtp, javaScript, look}) {
  const at = (mail) => newPerson(browser, {url: demo.url, smtp, mail, javaScript});
  const told = {
    demo,
    look,
    visitor: await at(''),
    anne: await at(demo.person('funder', 0).mail),
    secretary: await at(demo.person('secretary').mail),
  };
  told.people = [told.visitor, told.anne, told.secretary];
  return told;
}

// By the box that is on every page.
async function lookFor({page, follow}, words) {
  await page.fill('#site-search', words);
  await follow(page.locator('header').getByRole('button', {name: 'Search'}));
}

const rows = (person) => person.page.locator('main .rows > li').count();

async function visitorSearches({visitor, look}) {
  await visitor.open('/');
  await lookFor(visitor, 'AGENCE');
  await visitor.says('found');
  await visitor.says('Action Plan 2017');
  await look(visitor, 'search-found');
  await lookFor(visitor, '"*NEAR(nothing:');
  await visitor.says('Nothing that you may see has these words.');
  await look(visitor, 'search-nothing');
  assert.equal(await visitor.page.inputValue('#q'), '"*NEAR(nothing:');
  await lookFor(visitor, 'a b c d e f g h i j');
  await visitor.says('Search for at most 8 words at once.');
  await visitor.open('/search');
  assert.equal(await rows(visitor), 0);
}

async function funderKeepsAFilter({anne, look}) {
  await anne.open('/sign-in');
  await anne.signInByLink();
  await lookFor(anne, 'research');
  const found = await rows(anne);
  assert.ok(found > 3, `${found} rows`);
  await look(anne, 'search-many');
  const kinds = anne.page.locator('main .counts a').first();
  await anne.follow(kinds);
  await anne.says(', of one kind');
  await anne.press('The oldest first');
  await anne.page.fill('#filter-name', 'Research, oldest');
  await anne.press('Keep');
  await anne.says('Your filters');
  await anne.says('Research, oldest');
  await look(anne, 'search-kept');
  await anne.page.fill('#filter-name', 'Research, oldest');
  await anne.press('Keep');
  await anne.says('You have a filter of this name already.');
}

async function funderKeepsAList({anne, demo, look}) {
  const plan = (await (await demo.api()).list({workflow: 'plan'}))[0].id;
  await anne.open(`/instances/${plan}/children/portfolio?sort=newest`);
  await anne.page.fill('#q', 'agence');
  await anne.press('Find');
  await anne.says('1 found');
  assert.ok(anne.page.url().includes('sort=newest'));
  await look(anne, 'search-list');
  await anne.page.fill('#filter-name', 'Us');
  await anne.press('Keep');
  await anne.open('/');
  await anne.says('Your filters');
  await look(anne, 'search-home');
  await anne.press('Us');
  await anne.says('1 found');
}

async function funderRenamesAndDeletes({anne, secretary}) {
  await anne.open('/');
  const filter = anne.page.locator('.own-filter', {hasText: 'Us'});
  await filter.locator('summary').click();
  await filter.locator('input[type="text"]').fill('Our portfolio');
  await anne.follow(filter.getByRole('button', {name: 'Rename'}));
  await anne.says('Our portfolio');
  await anne.open('/');
  const other = anne.page.locator('.own-filter', {hasText: 'Research, oldest'});
  await other.locator('summary').click();
  await anne.follow(other.getByRole('button', {name: 'Delete'}));
  assert.ok(!(await anne.said()).includes('Research, oldest'));
  await secretary.open('/sign-in');
  await secretary.signInByLink();
  assert.ok(!(await secretary.said()).includes('Our portfolio'));
}

async function funderReadsWhatIsKept({anne, look}) {
  await anne.open('/me');
  await anne.says('Your data');
  await anne.says(anne.mail);
  await look(anne, 'me');
  const answer = await anne.page.request.get(new URL('/me/data.json', anne.page.url()).href);
  assert.match(answer.headers()['content-disposition'], /my-data\.json/);
  const data = await answer.json();
  assert.equal(data.person.addresses[0].address, anne.mail);
  assert.deepEqual(data.filters.map(({name}) => name), ['Our portfolio']);
  assert.equal(data.sessions.length, 1);
  assert.ok(data.instances.length > 0);
  await anne.follow(anne.page.locator('main').getByRole('button', {name: /^End/}));
  await anne.open('/me');
  assert.match(anne.page.url(), /sign-in/);
}

playEverywhere('the search', {
  begin,
  chapters: [
    ['a visitor finds what is public, and whatever is typed is no error', visitorSearches],
    ['a funder narrows a search and keeps it', funderKeepsAFilter],
    ['and finds in a list, and keeps that', funderKeepsAList],
    ['renames one and deletes the other, and nobody else sees them', funderRenamesAndDeletes],
    ['reads what is kept, takes it along and ends the session', funderReadsWhatIsKept],
  ],
});
