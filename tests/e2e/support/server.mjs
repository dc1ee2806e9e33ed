// The program under test, as it is served: on a port of its own.
import {program, run, start} from './program.mjs';
import {until} from './until.mjs';

// Serves `database` (an SQLite file or a PostgreSQL URL) on a free port of the loopback and waits
// for /readyz. Letters go to `smtp`, for example smtp://127.0.0.1:2525.
//   url         http://127.0.0.1:PORT
//   stop(), kill(), printed(), processId   as of a program
export async function startServer({database, smtp, listen = '127.0.0.1:0', more = [], env}) {
  const server = await start(
    [program, 'serve', '--database', database, '--smtp', smtp, '--listen', listen, ...more],
    {ready: /^listening on (http:\/\/\S+)$/, env},
  );
  const url = server.ready[1].replace(/\/$/, '');
  await until(`${url}/readyz answers 200`, async () => (await fetch(`${url}/readyz`)).ok);
  return {...server, url};
}

// Fills an empty database with the demo consortium: one person a line, as {role, mail, url}.
export async function fillWithDemo(database, {more = [], env} = {}) {
  const lines = await run([program, 'demo', '--database', database, ...more], {env});
  return lines
    .split('\n')
    .map((line) => line.split('\t'))
    .filter((words) => words.length === 3)
    .map(([role, mail, url]) => ({role, mail, url}));
}
