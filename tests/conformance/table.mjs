// The table of workflows/README.md: what of the suite is expressed, and how it went.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const readme = fileURLToPath(new URL('../../workflows/README.md', import.meta.url));
const begin = '<!-- written by tests/conformance/check --write -->';
const end = '<!-- until here -->';

// Outcomes are [{test: {group, name}, fault, reason}]; a reason stands for a test that is not
// expressed.
export function tableOf(outcomes) {
  const groups = new Map();
  for (const outcome of outcomes) {
    const { group } = outcome.test;
    groups.set(group, [...(groups.get(group) ?? []), outcome]);
  }
  const rows = [...groups].map(([group, within]) => row(group, within));
  return [
    '| group | tests | expressed | passed | not expressed, and why |',
    '| --- | ---: | ---: | ---: | --- |',
    ...rows,
    row('**all**', outcomes, false),
  ].join('\n');
}

function row(group, outcomes, saysWhy = true) {
  const expressed = outcomes.filter(({ reason }) => reason === undefined);
  const passed = expressed.filter(({ fault }) => fault === undefined);
  const others = outcomes.filter(({ reason }) => saysWhy && reason !== undefined)
    .map(({ test, reason }) => `${test.name.split('/')[1]}: ${reason}`);
  const cells = [group, outcomes.length, expressed.length, passed.length, others.join('; ')];
  return `| ${cells.join(' | ').trim()} |`;
}

// What stands between the markers now.
export function tableOfReadme() {
  const text = readFileSync(readme, 'utf8');
  return text.slice(text.indexOf(begin) + begin.length, text.indexOf(end)).trim();
}

export function writeReadme(table) {
  const text = readFileSync(readme, 'utf8');
  const from = text.indexOf(begin) + begin.length;
  writeFileSync(readme, `${text.slice(0, from)}\n${table}\n${text.slice(text.indexOf(end))}`);
}
