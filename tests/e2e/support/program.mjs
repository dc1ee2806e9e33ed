// Programs that a test starts: known to be ready by a line they print, stopped by their process id.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {after} from 'node:test';
import {fileURLToPath} from 'node:url';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

// The program under test: the release build, unless ACCOLADE names another one.
export const program = path.resolve(repository, process.env.ACCOLADE ?? 'build/release/accolade');

const readyWithinMs = 60_000;
const endsWithinMs = 60_000;

// What a failed test did not come round to stopping would keep this process alive for ever.
const running = new Set();
after(() => running.forEach((child) => child.kill('SIGTERM')));

// Starts a program and waits until it prints a line that matches `ready`; throws with all that it
// printed when it ends before that. The kernel ends it when this process dies, however that is.
//   ready       what the pattern matched
//   printed()   standard output and error so far
//   stop()      SIGTERM, then the exit code; kill() is SIGKILL
//   closeInput() ends the program's standard input, then the exit code
export async function start(command, {ready, env = {}, ownSession = false}) {
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', ...command], {
    cwd: repository,
    env: {...process.env, ...env},
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: ownSession,
  });
  const printed = [];
  running.add(child);
  const ended = once(child, 'close').finally(() => running.delete(child));
  const end = async () => (await ended)[0];
  child.stderr.on('data', (bytes) => printed.push(bytes.toString()));

  const matched = new Promise((resolve) => {
    createInterface({input: child.stdout}).on('line', (line) => {
      printed.push(`${line}\n`);
      const match = ready.exec(line);
      if (match) resolve(match);
    });
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), readyWithinMs);
  const first = await Promise.race([matched, ended.then(() => null)]);
  clearTimeout(timer);
  if (!first) throw new Error(`${command[0]} ended before it was ready:\n${printed.join('')}`);

  const signalled = (signal) => {
    child.kill(signal);
    return end();
  };
  return {
    ready: first,
    processId: child.pid,
    printed: () => printed.join(''),
    stop: () => signalled('SIGTERM'),
    kill: () => signalled('SIGKILL'),
    closeInput: () => {
      child.stdin.end();
      return end();
    },
  };
}

// Runs a program to its end on `input` and returns its exit code, standard output and errors.
export async function outcome(command, {env = {}, input = '', folder = repository} = {}) {
  const child = spawn(command[0], command.slice(1), {
    cwd: folder,
    env: {...process.env, ...env},
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: endsWithinMs,
  });
  child.stdin.on('error', () => {}); // it may end without reading
  child.stdin.end(input);
  let output = '';
  let errors = '';
  child.stdout.on('data', (bytes) => (output += bytes));
  child.stderr.on('data', (bytes) => (errors += bytes));
  const [code] = await once(child, 'close');
  return {code, output, errors};
}

// The same, and returns its standard output; throws unless it exits 0.
export async function run(command, how) {
  const {code, output, errors} = await outcome(command, how);
  if (code !== 0) throw new Error(`${command.join(' ')} exited ${code}:\n${errors}${output}`);
  return output;
}
