// Another version of the shipped award, and what publishes it.
import {cp, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';

import {temporaryFolder} from './database.mjs';
import {program, repository, start} from './program.mjs';

// The package's folder with changes: {'award.yaml': (text) => text}. Returns the folder of workflows.
export async function changedAward(changes) {
  const workflows = await temporaryFolder('workflows');
  const folder = path.join(workflows, 'award');
  await cp(path.join(repository, 'workflows/award'), folder, {recursive: true});
  for (const [name, change] of Object.entries(changes)) {
    const file = path.join(folder, name);
    await writeFile(file, change(await readFile(file, 'utf8')));
  }
  return workflows;
}

// The open call under another name.
export const openIsTaking = (text) => text.replaceAll(/\bopen:\n/g, 'taking:\n').replaceAll('to: open,', 'to: taking,')
  .replaceAll('in: open,', 'in: taking,');
// The reminder a day earlier.
export const earlierReminder = (text) => text.replace('close - 48h', 'close - 72h');

// Serves once, which publishes, and stops.
export async function publish(database, workflows) {
  const server = await start(
    [program, 'serve', '--database', database, '--workflows', workflows, '--listen', '127.0.0.1:0',
      '--smtp', 'smtp://127.0.0.1:9'],
    {ready: /^listening on /},
  );
  const code = await server.stop();
  if (code !== 0) throw new Error(`publishing ended with ${code}:\n${server.printed()}`);
}
