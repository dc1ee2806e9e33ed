// The answers of one sound nomination and review, for tests in which they are not the matter.
import {hiddenInputs, newVisitor, saveDraft} from './visitor.mjs';

// The smallest file that is a PDF by its content.
export const paper = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n' +
    'trailer<</Root 1 0 R>>\n%%EOF\n',
);

export const answers = {
  title: 'Genomics at the bedside',
  category: 'implementation',
  accepted_on: '2026-01-15',
  country: 'IT',
  summary: 'Sequencing within a day for every newborn in intensive care.',
  contact: 'Ada Rossi, Siena',
  agrees: true,
};

export const scores = (impact, transfer, reason = 'As the paper shows') => ({
  impact: {score: impact, reason},
  transfer: {score: transfer, reason},
});

// A session of the person, by the one-time link of the demo.
export async function signedIn(demo, person) {
  const visitor = newVisitor(demo.url);
  const answer = await visitor.signIn(person.url);
  if (answer.status !== 303) throw new Error(`${person.mail} could not sign in: ${answer.bytes}`);
  return visitor;
}

// Types the answers and uploads the paper; sends nothing in.
export async function fillIn(visitor, nomination, changes = {}) {
  const page = `/instances/${nomination}/form/3`;
  const uploaded = await visitor.upload(page, page, {}, {field: 'paper', name: 'paper.pdf', bytes: paper});
  if (uploaded.status !== 303) throw new Error(`the paper was not taken: ${uploaded.status}`);
  const csrf = hiddenInputs((await visitor.get(page)).bytes, page)._csrf;
  const typed = Object.entries({...answers, ...changes});
  const saved = await saveDraft(visitor, nomination, typed, {csrf, sequence: Date.now() * 1000 + 1e9});
  if (saved.status !== 204) throw new Error(`the answers were not saved: ${saved.bytes}`);
}
