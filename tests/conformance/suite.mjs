// The tests of SCION's suite that are its own: a chart in SCXML and what it does, event by event.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(
  new URL('./node_modules/@scion-scxml/test-framework/test', import.meta.url));

// The W3C's own implementation report, which the suite brings along: scripts for the most part.
const notOwn = 'w3c-ecma';

// Where SCION reads "the least common ancestor" its own way, the W3C's answer stands in the block
// `legacySemantics`. Elsewhere that block keeps an answer of older drafts of the recommendation.
const answeredByTheRecommendation = new Set(['more-parallel/test10', 'more-parallel/test10b']);

// {group, name, xml, initialConfiguration, events: [{after, event, nextConfiguration}]}, sorted.
export function ownTests() {
  const tests = [];
  for (const group of readdirSync(folder).sort()) {
    if (group === notOwn) continue;
    for (const file of readdirSync(join(folder, group)).sort()) {
      if (file.endsWith('.scxml')) tests.push(read(group, file.slice(0, -'.scxml'.length)));
    }
  }
  return tests;
}

function read(group, base) {
  const name = `${group}/${base}`;
  const path = join(folder, group, base);
  const script = JSON.parse(readFileSync(`${path}.json`, 'utf8'));
  const answers = answeredByTheRecommendation.has(name) ? script.legacySemantics : script;
  return {
    group,
    name,
    xml: readFileSync(`${path}.scxml`, 'utf8'),
    initialConfiguration: answers.initialConfiguration,
    events: answers.events,
  };
}
