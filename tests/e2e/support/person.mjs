// A person at a browser: signs in by what the mails say, and does what the pages offer.
import assert from 'node:assert/strict';

import {openPage, scrollsSideways, takePicture, widths} from './browser.mjs';
import {accessibilityViolations, htmlErrors} from './pages.mjs';
import {linksOf} from './smtp.mjs';

const codeIn = (mail) => /code[^]*?\b([2-9A-Z]{8})\b/.exec(mail.text)[1];

// page                    Playwright's
// signInByLink(), signInByCode()   from the page of signing in to where it leads
// press(label)            the button or link of that name, to the page that follows
// stands(words)           the page says that it stands so
export async function newPerson(browser, {url, smtp, mail, javaScript = true}) {
  const page = await openPage(browser, {url, javaScript});

  const askForMail = async () => {
    const before = (await smtp.mails()).length;
    await page.fill('#address', mail);
    await page.locator('form:has(#address) button').click();
    await page.waitForSelector('#code');
    return smtp.mailTo(mail, {subject: /sign in/, after: before});
  };
  const press = async (label) => {
    const target = page
      .getByRole('button', {name: label, exact: true})
      .or(page.getByRole('link', {name: label, exact: true}))
      .first();
    const before = page.url();
    await Promise.all([
      page.waitForEvent('framenavigated'),
      target.click(),
    ]);
    await page.waitForLoadState('load');
    return {from: before, to: page.url()};
  };
  return {
    page,
    mail,
    press,
    signInByLink: async () => {
      const letter = await askForMail();
      await page.goto(linksOf(letter).find((link) => link.includes('/sign-in/')));
      await page.locator('main form button').click();
      await page.waitForLoadState('load');
    },
    signInByCode: async () => {
      const letter = await askForMail();
      await page.fill('#code', codeIn(letter));
      await page.locator('form:has(#code) button').first().click();
      await page.waitForLoadState('load');
    },
    text: () => page.locator('main').innerText(),
  };
}

// Asserts what every page must be, and takes its pictures at both widths.
export async function inspect(page, name) {
  const html = await page.content();
  assert.deepEqual(await htmlErrors(html), [], `html of ${name} at ${page.url()}`);
  assert.deepEqual(await accessibilityViolations(page), [], `axe on ${name} at ${page.url()}`);
  await takePicture(page, `${name}-${widths.desktop}`);
  await page.setViewportSize({width: widths.phone, height: 900});
  assert.equal(await scrollsSideways(page), false, `${name} is wider than a phone`);
  await takePicture(page, `${name}-${widths.phone}`);
  await page.setViewportSize({width: widths.desktop, height: 900});
}
