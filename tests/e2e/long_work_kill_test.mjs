// Long work goes on when its server dies in the middle: on one node, and on another of the same
// database. Nothing is done twice, nothing is lost.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {apiOf, tokenOf} from './support/api.mjs';
import {freshSqlite} from './support/database.mjs';
import {itemsTable} from './support/long_work_story.mjs';
import {startPostgres} from './support/postgres.mjs';
import {program, run} from './support/program.mjs';
import {startServer} from './support/server.mjs';
import {startSmtp} from './support/smtp.mjs';
import {until} from './support/until.mjs';
import {hiddenInputs, newVisitor} from './support/visitor.mjs';
import {startDemo} from './support/world.mjs';

// The session of one browser, at another server.
function movedTo(url, visitor) {
  const moved = newVisitor(url);
  visitor.cookies.forEach((value, name) => moved.cookies.set(name, value));
  return moved;
}

async function importTable(visitor, plan, text) {
  const page = `/instances/${plan}/events/add_items/table`;
  const looked = await visitor.upload(page, page, {}, {field: 'table', name: 'a.csv', bytes: text});
  assert.match(looked.bytes, /can be taken over/);
  const answer = await visitor.post(page, {...hiddenInputs(looked.bytes, page), _table: text});
  assert.equal(answer.status, 303, answer.bytes);
  return answer.location;
}

const doneSoFar = (page) => Number(/<progress value="(\d+)"/.exec(page)?.[1] ?? -1);

async function goesOn({database, hasSecondNode}) {
  const smtp = await startSmtp();
  const demo = await startDemo({database, smtp: smtp.url});
  const other = hasSecondNode ? await startServer({database, smtp: smtp.url}) : undefined;
  const office = demo.person('secretary');
  const token = await tokenOf(office.mail, database);
  const [plan] = await apiOf(demo.url, token).list({workflow: 'plan'});
  const secretary = newVisitor(demo.url);
  assert.equal((await secretary.signIn(office.url)).status, 303);

  const imported = await importTable(secretary, plan.id, itemsTable(1, 400));
  await until('the import is done', async () =>
    (await secretary.get(imported)).bytes.includes('Done: all 400'),
  );
  const list = `/instances/${plan.id}/children/item/all?state=listed`;
  const begun = await secretary.submit(list, list, {event: 'retire'});
  assert.equal(begun.status, 303, begun.bytes);
  await until('some are done', async () => {
    const page = (await secretary.get(begun.location)).bytes;
    return doneSoFar(page) >= 40;
  });
  await demo.server.kill();
  if (other === undefined) await run([program, 'verify', '--database', database]);

  const server = other ?? (await startServer({database, smtp: smtp.url}));
  const again = movedTo(server.url, secretary);
  await until('all are done', async () =>
    (await again.get(begun.location)).bytes.includes('Done: all 430'),
  );
  assert.ok((await again.get('/')).bytes.includes('Done: all 430'));
  const api = apiOf(server.url, token);
  let after = '';
  let retired = 0;
  for (;;) {
    const items = await api.list({workflow: 'item', parent: plan.id, limit: 200, ...(after ? {after} : {})});
    for (const item of items) {
      assert.deepEqual(item.configuration, ['retired']);
      ++retired;
    }
    if (items.length < 200) break;
    after = items.at(-1).id;
  }
  assert.equal(retired, 430);
  assert.equal(await server.stop(), 0);
  await run([program, 'verify', '--database', database]);
  await smtp.stop();
}

test('the same server goes on after kill -9, on SQLite', async () => {
  await goesOn({database: await freshSqlite()});
});

test('another node takes over on PostgreSQL', async () => {
  const cluster = await startPostgres();
  await goesOn({database: await cluster.freshDatabase(), hasSecondNode: true});
  await cluster.stop();
});
