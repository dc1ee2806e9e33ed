// The workshop from the invitation to the list of participants, as the people in it live it.
import assert from 'node:assert/strict';

import {newPerson} from './person.mjs';
import {linksOf} from './smtp.mjs';

const title = 'Genomes at work';

const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+/, '');

const workshop = {
  title,
  summary: 'Two days on what works.',
  venue: 'Market Square 1, Siena',
  begins_at: inDays(60),
  ends_at: inDays(61),
  closes_at: inDays(50),
  programme: 'First day: patients. Second day: sessions.',
  modes: [
    {name: 'on_site', label: 'On site', capacity: 1},
    {name: 'online', label: 'Online', capacity: 5},
    {name: 'stage', label: 'On stage', capacity: 1, kept_for: 'speaker'},
  ],
  sessions: [
    {name: 'genomes', label: 'Genomes in the clinic', capacity: 5},
    {name: 'training', label: 'Training of staff', capacity: 1},
  ],
};

export async function beginStory({demo, browser, smtp, javaScript, look}) {
  const at = (mail) => newPerson(browser, {url: demo.url, smtp, mail, javaScript});
  const office = await demo.api(demo.person('secretary', 0));
  const begun = await office.start('workshop', undefined, workshop);
  assert.equal(begun.status, 201, begun.bytes);
  assert.equal((await office.raise(begun.body.id, 'open')).status, 200);
  const told = {
    demo,
    smtp,
    look,
    office,
    call: `/instances/${begun.body.id}`,
    secretary: await at(demo.person('secretary', 0).mail),
    visitor: await at(''),
    ada: await at('ada.lovelace@example.org'),
    ben: await at('ben.nevis@example.org'),
    eva: await at('eva.speaker@example.org'),
    rosa: await at('rosa.nuova@example.org'),
  };
  const {secretary, visitor, ada, ben, eva, rosa} = told;
  told.people = [secretary, visitor, ada, ben, eva, rosa];
  return told;
}

const nobodyLooks = () => {};

// From the public page of the workshop or the form that is open, to the page before sending.
async function fillInTheForm(person, {name, mode, session}, look = nobodyLooks) {
  const {page} = person;
  const choose = (field, value) => person.tick(page.locator(`input[name="${field}"][value="${value}"]`));
  await person.fill({name, affiliation: 'Hospital of Siena'});
  await choose('kind', 'care');
  await page.selectOption('#f-country', 'IT');
  await look(person, 'registration-form');
  await person.press('Save and continue');
  await look(person, 'registration-place');
  await choose('mode', mode);
  await choose('session', session);
  await person.press('Save and continue');
  await person.fill({'answers.diet': 'No nuts'});
  await person.tick(page.locator('#f-agrees'));
  await look(person, 'registration-questions');
  await person.press('Save and continue');
}

// Whoever is new is asked once.
async function sayTheName({page, press, mail}) {
  if (!page.url().includes('/welcome')) return;
  await page.fill('#name', mail.split('@')[0]);
  await press('Continue');
}

async function signInAndRegister({call}, person, look = nobodyLooks) {
  await person.open(call);
  await person.press('Register');
  await person.signInByLink();
  await sayTheName(person);
  await look(person, 'event-register');
  await person.press('Register');
}

export async function readTheWorkshop({visitor, call, look}) {
  await visitor.open('/');
  await visitor.says(title);
  await visitor.open(call);
  await visitor.says('Open for registration');
  await visitor.says('Market Square 1, Siena');
  await look(visitor, 'workshop-open');
}

export async function getThePlace(story) {
  const {ada, smtp, look} = story;
  await signInAndRegister(story, ada, look);
  await fillInTheForm(ada, {name: 'Ada Lovelace', mode: 'on_site', session: 'training'}, look);
  assert.ok(!(await ada.said()).includes('On stage'));
  await look(ada, 'registration-check');
  await ada.press('Register');
  await ada.says('REG_01');
  await look(ada, 'registration-done');
  const letter = await smtp.mailTo(ada.mail, {subject: /Registered/});
  assert.ok(letter.text.includes('On site, Training of staff'), letter.text);
  story.adasPage = new URL(ada.page.url()).pathname.replace('/done', '');
}

export async function joinTheWaitingList(story) {
  const {ben, smtp, look} = story;
  await signInAndRegister(story, ben);
  await fillInTheForm(ben, {name: 'Ben Nevis', mode: 'on_site', session: 'training'});
  await ben.press('Register');
  await ben.says('On the waiting list');
  await ben.open(new URL(ben.page.url()).pathname.replace('/done', ''));
  await ben.says('Number 1');
  await look(ben, 'registration-waiting');
  await smtp.mailTo(ben.mail, {subject: /waiting list/});
}

export async function giveItUp({ada, ben, smtp, look, adasPage}) {
  await ada.open(adasPage);
  await look(ada, 'registration-confirmed');
  await ada.press('Give up my place');
  await look(ada, 'event-give-up');
  await ada.press('Give up my place');
  await ada.says('Given up');
  await smtp.mailTo(ada.mail, {subject: /given up/});

  const offer = await smtp.mailTo(ben.mail, {subject: /please answer by/});
  await ben.open(linksOf(offer).find((link) => link.includes('/instances/') || link.includes('/task/')));
  if (ben.page.url().includes('/task/')) await ben.press('Open it');
  await ben.says('A place is kept for you');
  await look(ben, 'registration-offered');
  await ben.press('Take the place');
  await ben.tick(ben.page.locator('input[name="session"][value="genomes"]'));
  await ben.press('Take the place');
  await ben.says('Registered');
  await smtp.mailTo(ben.mail, {subject: /Registered/});
}

export async function changeOrNot({ben, look}) {
  await ben.press('Change how I take part');
  await look(ben, 'event-switch');
  await ben.tick(ben.page.locator('input[name="mode"][value="online"]'));
  await ben.tick(ben.page.locator('input[name="session"][value="training"]'));
  await ben.press('Change how I take part');
  await ben.says('Online');
  await ben.says('Training of staff');
}

export async function inviteASpeaker({secretary, eva, smtp, call, look}) {
  await secretary.open('/sign-in');
  await secretary.signInByCode();
  await secretary.open(call);
  await look(secretary, 'workshop-secretary');
  await secretary.press('Invite people');
  await secretary.fill({invitees: 'eva.speaker@example.org\nnobody'});
  await secretary.press('Invite people');
  await secretary.says('“nobody” is no e-mail address');
  assert.equal(await secretary.page.inputValue('#f-invitees'), 'eva.speaker@example.org\nnobody');
  await look(secretary, 'event-invite-with-problems');
  await secretary.fill({invitees: 'eva.speaker@example.org'});
  await secretary.tick(secretary.page.locator('input[name="group"][value="speaker"]'));
  await secretary.press('Invite people');

  const invitation = await smtp.mailTo(eva.mail, {subject: /You are invited/});
  await eva.open(linksOf(invitation)[0]);
  if (eva.page.url().includes('/task/')) await eva.press('Open it');
  await look(eva, 'registration-invited');
  await eva.press('Fill in the form');
  await fillInTheForm(eva, {name: 'Eva Speaker', mode: 'stage', session: 'genomes'});
  await eva.press('Register');
  await smtp.mailTo(eva.mail, {subject: /Registered/});
  await eva.open(new URL(eva.page.url()).pathname.replace('/done', ''));
}

export async function sendAColleague({secretary, eva, rosa, smtp, look, call}) {
  const registration = new URL(eva.page.url()).pathname;
  await eva.press('Send a colleague instead');
  await eva.fill({successor: rosa.mail});
  await eva.press('Send a colleague instead');
  await eva.says('A colleague is to come instead');
  await secretary.open(registration);
  await look(secretary, 'registration-secretary');
  await secretary.press('Agree');
  await smtp.mailTo(eva.mail, {subject: /colleague comes instead/});
  await eva.open(registration);
  await eva.says('There is no such page');

  const letter = await smtp.mailTo(rosa.mail, {subject: /say who you are/});
  await rosa.open(linksOf(letter)[0]);
  if (rosa.page.url().includes('/task/')) await rosa.press('Open it');
  await rosa.says('Yours, once you say who you are');
  assert.ok(!(await rosa.said()).includes('No nuts'));
  await look(rosa, 'registration-taking-over');
  await secretary.open(call);
}

export async function readTheList({secretary, look}) {
  await secretary.says('Participants');
  await secretary.says('Ben Nevis');
  await look(secretary, 'workshop-participants');
}
