// Fresh databases for the browser tests: SQLite files in temporary folders.
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {after} from 'node:test';

const folders = new Set();
after(() => Promise.all([...folders].map((folder) => rm(folder, {recursive: true, force: true}))));

// A folder of the test's own; gone when the test file has run.
export async function temporaryFolder(purpose) {
  const folder = await mkdtemp(path.join(tmpdir(), `accolade-${purpose}-`));
  folders.add(folder);
  return folder;
}

// The URL of an SQLite database that does not exist yet.
export async function freshSqlite() {
  return `sqlite:${path.join(await temporaryFolder('database'), 'accolade.db')}`;
}
