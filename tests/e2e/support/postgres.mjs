// A PostgreSQL server of the browser tests' own: the same script as tests/support/postgres_cluster.h.
import {run, start} from './program.mjs';

// freshDatabase()   the URL of a new, empty database
// `env`: of the server, whose clock is that of the databases (clock.mjs).
export async function startPostgres({durable = false, env = {}} = {}) {
  const cluster = await start(['tests/support/postgres_cluster', durable ? 'fsync=on' : 'fsync=off'], {
    ready: /^(\S+) (\d+)$/,
    ownSession: true,
    env,
  });
  const [, folder, port] = cluster.ready;
  let databases = 0;
  const freshDatabase = async () => {
    const name = `test_${++databases}`;
    await run(['createdb', `--host=${folder}`, `--port=${port}`, '--username=postgres', name]);
    return `postgresql://postgres@/${name}?host=${folder}&port=${port}`;
  };
  return {freshDatabase, stop: cluster.closeInput};
}
