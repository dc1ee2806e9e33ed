// A person at a browser: signs in by what the mails say, and presses what the pages offer.
import assert from 'node:assert/strict';

import {openPage, scrollsSideways, takePicture, widths} from './browser.mjs';
import {accessibilityViolations, htmlErrors} from './pages.mjs';
import {linksOf} from './smtp.mjs';

const codeIn = (mail) => /\b([2-9A-HJKMNP-TV-Z]{8})\b/.exec(mail.text)[1];

// A page that says no is an answer like any other; everything else that a browser notes is a fault.
const refusals = /Failed to load resource.*\b4\d\d\b/;

// page           Playwright's page, with cookies of this person's own
// press(label)   the button or link with exactly that name, to the page that follows
// tick(locator)  a radio button or checkbox
// fill({input: text})   by the ids of inputs, without their "f-"
// follow(locator)   a link that is named otherwise
// said()         the text of the page
// says(words)    asserts that the page says so
// signInByLink(), signInByCode()   on the page of signing in, to the page that it leads to
// troubles()     what the browser complained of
export async function newPerson(browser, {url, smtp, mail, javaScript = true}) {
  const page = await openPage(browser, {url, javaScript});
  const said = () => page.locator('main').innerText();

  const leave = async (act) => {
    try {
      await page.locator('html').evaluate((old) => old.setAttribute('data-old', ''));
      await act();
      await page.locator('html:not([data-old])').waitFor({state: 'attached'});
      await page.waitForLoadState('load');
    } catch (error) {
      throw new Error(`${error.message}\n${mail} at ${page.url()} reads:\n${await said()}`);
    }
  };
  // Without scripts Chromium draws no frames that tell Playwright when a page is at rest, so there
  // the keyboard does what the mouse does elsewhere.
  const byHand = async (target, key) => {
    if (javaScript) return target.click();
    await target.focus();
    return page.keyboard.press(key);
  };
  const press = (label) => {
    const how = {name: label, exact: true};
    const main = page.locator('main');
    const target = main.getByRole('button', how).or(main.getByRole('link', how)).first();
    return leave(() => byHand(target, 'Enter'));
  };
  const askForMail = async () => {
    const sentBefore = (await smtp.mails()).length;
    await page.fill('#address', mail);
    await press('Send me the mail');
    return smtp.mailTo(mail, {subject: /sign in/, after: sentBefore});
  };

  return {
    page,
    mail,
    press,
    tick: async (target) => {
      await byHand(target, 'Space');
      assert.ok(await target.isChecked());
    },
    follow: (link) => leave(() => byHand(link, 'Enter')),
    said,
    open: (path) => page.goto(path),
    fill: async (answers) => {
      for (const [input, text] of Object.entries(answers)) await page.fill(`[id="f-${input}"]`, text);
    },
    says: async (words) => assert.ok((await said()).includes(words), `“${words}” in:\n${await said()}`),
    signInByLink: async (onTheWay = async () => {}) => {
      const letter = await askForMail();
      await onTheWay('sent');
      await page.goto(linksOf(letter).find((link) => link.includes('/sign-in/')));
      await onTheWay('confirm');
      await press('Sign in');
    },
    signInByCode: async () => {
      const letter = await askForMail();
      await page.fill('#code', codeIn(letter));
      await press('Sign in');
    },
    troubles: () => page.troubles.filter((trouble) => !refusals.test(trouble)),
  };
}

// Asserts what every page must be, and takes its pictures at both widths.
export async function inspect({page}, name) {
  const where = `${name} (${page.url()})`;
  const sent = await page.request.get(page.url());
  assert.deepEqual(await htmlErrors(await sent.text()), [], `the HTML sent for ${where}`);
  assert.deepEqual(await htmlErrors(await page.content()), [], `the HTML of ${where}`);
  assert.deepEqual(await accessibilityViolations(page), [], `accessibility of ${where}`);
  await takePicture(page, `${name}-${widths.desktop}`);
  await page.setViewportSize({width: widths.phone, height: 900});
  assert.equal(await scrollsSideways(page), false, `${where} is wider than a phone`);
  await takePicture(page, `${name}-${widths.phone}`);
  await page.setViewportSize({width: widths.desktop, height: 900});
}
