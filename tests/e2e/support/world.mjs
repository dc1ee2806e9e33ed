// A served database with the demo consortium, and who is in it.
import {apiOf, tokenOf} from './api.mjs';
import {fillWithDemo, startServer} from './server.mjs';

// people            the demo people: {role, mail, url}
// person(role, n)   the n-th of them with that role
// api(person)       the API as that person; without one, as a visitor
// call              the id of the open call
// server, url, database
export async function startDemo({database, smtp, more, env}) {
  const people = await fillWithDemo(database, {env});
  const server = await startServer({database, smtp, more, env});
  const person = (role, number = 0) => people.filter((one) => one.role === role)[number];
  const api = async (who) =>
    apiOf(server.url, who ? await tokenOf(who.mail, database, {env}) : undefined);
  const calls = await (await api()).list({workflow: 'award'});
  return {people, person, api, call: calls[0].id, server, url: server.url, database};
}
