// Two databases that differ only in what is hidden from somebody: all that this person gets of each,
// and the comparison, byte by byte.
//
// A world is built by the same steps in the same order at the same standing clock (clock.mjs), so
// that ids and instants are equal and nothing of them has to be masked. What differs comes from a
// `secret`, of which each world has another one.
import assert from 'node:assert/strict';

import {apiOf} from './api.mjs';
import {crawl} from './crawl.mjs';
import {signedIn} from './nomination.mjs';
import {newVisitor} from './visitor.mjs';

export async function must(asked, status = 200) {
  const answer = await asked;
  assert.equal(answer.status, status, answer.bytes);
  return answer.body;
}

// Sessions and API of the people of a demo, by what they are called here; always in this order.
export async function entered(demo, people) {
  const api = {};
  const session = {};
  for (const [name, person] of Object.entries(people)) {
    api[name] = await demo.api(person);
    session[name] = await signedIn(demo, person);
  }
  return {demo, api, session};
}

// Everything that this person gets: pages with all that they link to, and answers of the API. Nobody
// of that name: a visitor.
export async function seenBy(world, name, {pages, answers}) {
  const session = world.session[name] ?? newVisitor(world.demo.url);
  const api = world.api[name] ?? apiOf(world.demo.url);
  return {
    ...(await crawl(session.get, pages)),
    ...(await crawl((path) => api.get(path.replace('/api/v1', '')), answers)),
  };
}

// Words looked for, on the page and in the API; typed in quotation marks, too.
export const searchesFor = (words) => ({
  pages: words.flatMap((word) => [
    `/search?q=${encodeURIComponent(word)}`,
    `/search?q=${encodeURIComponent(`"${word}"`)}&sort=oldest`,
  ]),
  answers: words.map((word) => `/api/v1/search?q=${encodeURIComponent(word)}`),
});

// Compares page by page, so that a failure shows the one page that tells.
export function assertSame([one, other], who, {atLeast = 5} = {}) {
  assert.deepEqual(Object.keys(one), Object.keys(other), `${who} finds other pages`);
  for (const path of Object.keys(one)) {
    assert.equal(other[path], one[path], `${path} tells the ${who} which world this is`);
  }
  const found = Object.values(one).filter((text) => text.startsWith('200')).length;
  assert.ok(found >= atLeast, `the ${who} sees ${found} pages`);
}

// The paths whose bytes differ: of somebody who may see the difference.
export const differences = ([one, other]) =>
  Object.keys({...one, ...other}).filter((path) => one[path] !== other[path]);
