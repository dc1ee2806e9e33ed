// The award from the public page of the call to the announcement, as the people in it live it.
import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';

import {temporaryFolder} from './database.mjs';
import {answers, fillIn, paper, scores, signedIn} from './nomination.mjs';
import {newPerson} from './person.mjs';
import {linksOf} from './smtp.mjs';
import {until} from './until.mjs';

const call = 'Best Practice in Personalised Medicine 2026';

// What the chapters share. `look(person, name)` inspects a page, or does nothing.
export async function beginStory({demo, browser, smtp, javaScript, look}) {
  const at = (mail) => newPerson(browser, {url: demo.url, smtp, mail, javaScript});
  const mailOf = (role, number) => demo.person(role, number).mail;
  const file = path.join(await temporaryFolder('paper'), 'paper.pdf');
  await writeFile(file, paper);
  const told = {
    demo,
    smtp,
    javaScript,
    look,
    at,
    file,
    applicant: await at(mailOf('applicant', 0)),
    secretary: await at(mailOf('secretary', 0)),
    chair: await at(mailOf('chair', 0)),
    latecomer: await at('rosa.nuova@example.org'),
    visitor: await at(''),
    reviewers: await Promise.all([0, 1, 2, 3].map((number) => at(mailOf('reviewer', number)))),
  };
  const {applicant, secretary, chair, latecomer, visitor, reviewers} = told;
  told.people = [applicant, secretary, chair, latecomer, visitor, ...reviewers];
  return told;
}

export async function readTheCall({visitor, applicant, look}) {
  await visitor.open('/');
  await look(visitor, 'home-visitor');
  await visitor.press(call);
  await visitor.says('Open for nominations');
  await look(visitor, 'call-open');
  await applicant.open(new URL(visitor.page.url()).pathname);
}

export async function startANomination({applicant, look}) {
  await applicant.press('Start a nomination');
  await look(applicant, 'sign-in');
  await applicant.signInByLink((page) => look(applicant, `sign-in-${page}`));
  await look(applicant, 'event-nominate');
  await applicant.press('Start a nomination');
  assert.match(applicant.page.url(), /\/instances\/\d+\/form\/1$/);
}

// Fills in the page that is open; where scripts run, every answer is saved before any button.
async function type(story, person, act) {
  if (!story.javaScript) return act();
  await act();
  await until('what was typed is saved', async () =>
    (await person.page.locator('[data-saved]').innerText()) === 'Saved');
}

export async function fillInTheForm(story) {
  const {applicant, look, file} = story;
  const {page} = applicant;
  await type(story, applicant, async () => {
    await applicant.fill({title: answers.title, accepted_on: answers.accepted_on});
    await applicant.tick(page.locator(`input[name="category"][value="${answers.category}"]`));
    await page.selectOption('#f-country', answers.country);
  });
  if (story.javaScript) {
    await page.reload();
    assert.equal(await page.inputValue('#f-title'), answers.title, 'typed, saved, loaded again');
    assert.equal(await page.inputValue('#f-accepted_on'), answers.accepted_on);
    assert.equal(await page.inputValue('#f-country'), answers.country);
    assert.ok(await page.isChecked('input[value="implementation"]'));
  }
  await look(applicant, 'form');
  await applicant.press('Save and continue');

  await applicant.fill({summary: `${'word '.repeat(260)}too many`});
  await applicant.press('Save and continue');
  await applicant.says('must be 250 words or fewer');
  await look(applicant, 'form-with-problems');
  await applicant.fill({summary: answers.summary});
  await applicant.press('Save and continue');

  await applicant.fill({contact: answers.contact});
  await applicant.press('Save and continue');
  await applicant.says('Before you can send it in');
  await look(applicant, 'check-incomplete');
  await applicant.open(applicant.page.url().replace('/check', '/form/3'));
  assert.equal(await page.inputValue('#f-contact'), answers.contact);
  await page.setInputFiles('#f-paper', file);
  await applicant.tick(page.locator('#f-agrees'));
  await look(applicant, 'form-with-file');
  await applicant.press('Save and continue');
}

export async function sendItIn({applicant, smtp, look}) {
  await applicant.says('Your answers are complete');
  await applicant.says('paper.pdf');
  await look(applicant, 'check');
  await applicant.press('Send in');
  await applicant.says('It has arrived');
  await applicant.says('ICPerMed_BPR_2026_01');
  await look(applicant, 'done');
  const receipt = await smtp.mailTo(applicant.mail, {subject: /ICPerMed_BPR_2026_01/});
  assert.ok(receipt.text.includes(answers.title), receipt.text);
}

export async function sendItBack(story) {
  const {secretary, applicant, smtp, look, demo} = story;
  await secretary.open('/sign-in');
  await secretary.signInByCode();
  await look(secretary, 'home-secretary');
  await secretary.open(`/instances/${demo.call}`);
  await look(secretary, 'call-secretary');
  await secretary.press(answers.title);
  await secretary.says('Sent in, being checked');
  story.nomination = new URL(secretary.page.url()).pathname;

  await secretary.press('Send back for changes');
  await secretary.press('Send back for changes');
  await secretary.says('There is a problem');
  await look(secretary, 'event-with-problems');
  await secretary.fill({return_reason: 'Please say in which hospital.'});
  await secretary.press('Send back for changes');
  const letter = await smtp.mailTo(applicant.mail, {subject: /back|change/i});
  assert.ok(letter.text.includes('Please say in which hospital.'), letter.text);

  await applicant.open(story.nomination);
  await applicant.says('Please say in which hospital.');
  await applicant.press('Check your answers');
  await applicant.press('Send in');
  await applicant.says('It has arrived');
}

export async function assignReviewers(story) {
  const {secretary, look, nomination, demo} = story;
  await secretary.open(nomination);
  await secretary.press('Accept for review');
  await secretary.says('Under review');
  await secretary.press('Assign reviewers');
  for (const name of ['Amira Haddad', 'Bjorn Lindqvist', 'Claire Fontaine', 'Diego Serrano']) {
    await secretary.tick(secretary.page.getByLabel(name));
  }
  await look(secretary, 'event-assign');
  await secretary.press('Assign reviewers');
  await until('four reviews are listed', async () => {
    await secretary.open(`${nomination}/children/review`);
    return (await secretary.page.locator('ul.rows > li').count()) === 4;
  });
  await look(secretary, 'children');
  await secretary.open(`/instances/${demo.call}/children/nomination`);
}

async function openTask(reviewer, smtp, look) {
  const invitation = await smtp.mailTo(reviewer.mail);
  await reviewer.open(linksOf(invitation).find((link) => link.includes('/task/')));
  await look(reviewer, 'task');
  await reviewer.press('Open it');
}

export async function review(story) {
  const {reviewers, smtp, look} = story;
  const silent = () => {};
  for (const [number, reviewer] of reviewers.slice(0, 3).entries()) {
    const see = number === 0 ? look : silent;
    await openTask(reviewer, smtp, see);
    await see(reviewer, 'review-invited');
    const own = new URL(reviewer.page.url()).pathname;
    await reviewer.press('I will review it');
    await reviewer.follow(reviewer.page.locator('nav').getByRole('link', {name: answers.title}));
    await reviewer.says(answers.summary);
    await see(reviewer, 'nomination-reviewer');
    await reviewer.open(own);
    await reviewer.press('Fill in the form');
    await type(story, reviewer, async () => {
      for (const [criterion, {score, reason}] of Object.entries(scores(5 - number, 4))) {
        const points = `input[name="scores.${criterion}.score"]`;
        await reviewer.tick(reviewer.page.locator(`${points}[value="${score}"]`));
        await reviewer.fill({[`scores.${criterion}.reason`]: reason});
      }
    });
    await see(reviewer, 'review-form');
    await reviewer.press('Save and continue');
    await see(reviewer, 'review-check');
    await reviewer.press('Send in the review');
    await reviewer.says('Review sent in');
    await see(reviewer, 'review-done');
  }

  const decliner = reviewers[3];
  await openTask(decliner, smtp, silent);
  await decliner.press('I cannot review it');
  await decliner.fill({decline_reason: 'I wrote a paper with them last year.'});
  await look(decliner, 'event-decline');
  await decliner.press('I cannot review it');
  await decliner.says('Declined');
}

// A second nomination goes the same way unseen, and a third one is never sent in.
export async function meanwhile(story) {
  const {demo, latecomer, look} = story;
  const person = demo.person('applicant', 1);
  const [applicant, secretary] = [await demo.api(person), await demo.api(demo.person('secretary'))];
  const id = (await applicant.start('nomination', demo.call)).body.id;
  await fillIn(await signedIn(demo, person), id, {title: 'An app for everything'});
  assert.equal((await applicant.raise(id, 'submit')).status, 200);
  assert.equal((await secretary.raise(id, 'accept')).status, 200);
  const chosen = (await secretary.show(story.nomination.split('/')[2])).fields.reviewers.slice(0, 3);
  assert.equal((await secretary.raise(id, 'assign', {reviewers: chosen})).status, 200);
  for (const number of [0, 1, 2]) {
    const reviewer = await demo.api(demo.person('reviewer', number));
    const rows = await until('the review is there', async () => {
      const list = await reviewer.list({parent: id});
      return list.length === 1 && list;
    });
    await reviewer.raise(rows[0].id, 'accept');
    const sent = await reviewer.raise(rows[0].id, 'submit', {scores: scores(2, 1)});
    assert.equal(sent.status, 200, sent.bytes);
  }
  story.second = `/instances/${id}`;

  await latecomer.open(`/instances/${demo.call}`);
  await latecomer.press('Start a nomination');
  await latecomer.signInByCode();
  await latecomer.says('What is your name?');
  await look(latecomer, 'welcome');
  await latecomer.page.fill('#name', 'Rosa Nuova');
  await latecomer.press('Continue');
  await latecomer.press('Start a nomination');
  await latecomer.fill({title: 'Never sent in'});
  await latecomer.press('Save and come back later');
  await latecomer.says('Draft, not sent in');
  await look(latecomer, 'nomination-draft');
}

export async function decide({chair, secretary, demo, smtp, look, nomination, second, applicant}) {
  await secretary.open(nomination);
  await secretary.says('Ranked');
  await look(secretary, 'nomination-secretary');

  await chair.open('/sign-in');
  await chair.signInByLink();
  await look(chair, 'home-chair');
  await chair.open(`/instances/${demo.call}`);
  const ranking = chair.page.locator('#list-ranking').locator('xpath=ancestor-or-self::section[1]');
  const rows = await ranking.locator('tbody tr').allInnerTexts();
  assert.equal(rows.length, 2);
  assert.ok(rows[0].includes(answers.title) && rows[0].includes('4'), rows.join('\n'));
  assert.ok(rows[1].includes('An app for everything'), rows.join('\n'));
  await look(chair, 'call-chair');

  await chair.press(answers.title);
  await chair.says('Ranked');
  await look(chair, 'nomination-chair');
  await chair.press('Award');
  await look(chair, 'event-award');
  await chair.fill({decision_note: 'Clearly first.'});
  await chair.press('Award');
  await chair.open(second);
  await chair.press('Do not award');
  await chair.says('This ends it. It cannot be taken back.');
  await look(chair, 'event-final');
  await chair.press('Do not award');

  await chair.open(`${nomination}/events/award`);
  await chair.says('This is not possible now');
  await look(chair, 'conflict');
  const won = await smtp.mailTo(applicant.mail, {subject: /award/i, after: 1});
  assert.ok(won.text.includes(answers.title), won.text);
  await smtp.mailTo(demo.person('applicant', 1).mail);
}

export async function announce({secretary, visitor, latecomer, demo, look}) {
  await secretary.open(`/instances/${demo.call}`);
  await secretary.press('Move the close');
  await secretary.fill({closes_at: '2026-01-31', 'closes_at-time': '17:00'});
  await look(secretary, 'event-extend');
  await secretary.press('Move the close');
  await until('the call closed by itself', async () => {
    await secretary.open(`/instances/${demo.call}`);
    // Not in the history alone, which is read a moment after the state.
    return (await secretary.page.locator('.status .state').innerText()) === 'Closed, under review';
  });
  await until('the draft lapsed', async () => {
    await latecomer.page.reload();
    return (await latecomer.said()).includes('Lapsed');
  });
  await secretary.press('Announce the result');
  if (!(await secretary.said()).includes('Result announced')) {
    await secretary.press('Announce the result');
  }

  await until('the awarded are listed', async () => {
    await visitor.open(`/instances/${demo.call}`);
    return (await visitor.said()).includes(answers.title);
  });
  await visitor.says('Result announced');
  assert.ok(!(await visitor.said()).includes('An app for everything'));
  await look(visitor, 'call-announced');
}

// Beside the story: the pages that only a new call has.
export async function prepareAnotherCall({secretary, look}) {
  await secretary.open('/');
  await secretary.press('Award');
  await look(secretary, 'new');
  await secretary.press('Start');
  await look(secretary, 'form-new-call');
  const rubric = {
    'rubric.3.label': 'Evidence',
    'rubric.3.hint': 'What is it built on?',
    'rubric.3.weight': 'much',
  };
  await secretary.fill(rubric);
  await secretary.press('Save and continue');
  await secretary.says('The weight of row 3 must be above 0, and 1000 or less');
  await look(secretary, 'form-new-call-with-problems');
  await secretary.fill({...rubric, 'rubric.3.weight': '2'});
  await secretary.press('Save and continue');
  await secretary.says('Evidence: 1 to 5, weight 2');
}

export async function lookBack({applicant, demo, nomination, look}) {
  await until('every letter to the applicant was sent', async () => {
    await applicant.open(nomination);
    const states = await applicant.page.locator('td[data-column="Delivery"]').allInnerTexts();
    return states.length >= 3 && states.every((state) => state === 'Sent');
  });
  await applicant.says('Marta Kowalska sent in the nomination');
  await applicant.says('Awarded');
  assert.equal(await applicant.page.locator('details.diagram svg .here').count(), 1);
  await applicant.page.locator('details.diagram summary').focus();
  await applicant.page.keyboard.press('Enter');
  await look(applicant, 'nomination-awarded');
  await applicant.follow(applicant.page.locator('#letters ~ table a').first());
  await look(applicant, 'letter');
  await applicant.open(new URL(demo.person('applicant', 1).url).pathname);
  await applicant.says('Ask for a new link');
  await look(applicant, 'sign-in-used');
  await applicant.open('/instances/1');
  await applicant.says('There is no such page');
  await look(applicant, 'refused');
}
