// One test of the suite, played: the workflow in a file, a line in for each event, a line out.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { workflowOf } from './workflow.mjs';

const play_ms_max = 10_000;

// What went wrong, or nothing. Throws NotExpressed.
export function faultOf(program, test, folder) {
  const file = join(folder, `${test.name.replaceAll('/', '-')}.yaml`);
  writeFileSync(file, JSON.stringify(workflowOf(test.xml)));
  const moves = movesOf(test);
  const input = moves.map((move) => `${JSON.stringify(move.line)}\n`).join('');
  const told = spawnSync(program, ['run', file], { input, encoding: 'utf8', timeout: play_ms_max });
  if (told.status !== 0) return `accolade run ended with ${told.status}: ${told.stderr}`;
  const answers = told.stdout.split('\n').slice(0, -1);
  if (answers.length !== moves.length) return `${moves.length} lines, ${answers.length} answers`;
  return moves.map((move, at) => difference(move, JSON.parse(answers[at]))).find(Boolean);
}

// Lines, each with the configuration that has to come of it, where the suite says so.
function movesOf(test) {
  const moves = [{ line: { start: {} }, wanted: test.initialConfiguration }];
  for (const { after, event, nextConfiguration, ...others } of test.events) {
    if (Object.keys(others).length > 0) throw new Error(`unknown in ${test.name}: ${others}`);
    if (after !== undefined) moves.push({ line: { advance: `PT${after / 1000}S` } });
    moves.push({ line: { event: event.name }, wanted: nextConfiguration });
  }
  return moves;
}

// SCXML discards an event that nothing takes; `accolade run` says so and stays where it was.
function difference({ line, wanted }, answer) {
  const said = `${JSON.stringify(line)} was answered ${JSON.stringify(answer)}`;
  if (answer.error !== undefined) return said;
  if (answer.refusal !== null && answer.refusal.why !== 'NotPossible') return said;
  if (wanted === undefined) return undefined;
  const sorted = JSON.stringify([...wanted].sort());
  return JSON.stringify(answer.configuration) === sorted ? undefined : `${said}, not ${sorted}`;
}
