// Debian's Chromium, a context of its own for each person, and pictures of what that person sees.
import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import {chromium} from 'playwright-core';

import {repository} from './program.mjs';

// Quiet: it asks nobody for updates, accounts or names. Playwright gives every launch a new profile.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const widths = {desktop: 1280, phone: 390};

export function startBrowser() {
  return chromium.launch({executablePath: '/usr/bin/chromium', headless: true, args: flags});
}

// A page with cookies of its own: one for each person of a test. `page.troubles` collects what the
// browser complained of (script errors, refused by the content security policy, ...).
export async function openPage(browser, {width = widths.desktop, javaScript = true, url} = {}) {
  const context = await browser.newContext({
    baseURL: url,
    javaScriptEnabled: javaScript,
    locale: 'en-GB',
    timezoneId: 'Europe/Rome',
    viewport: {width, height: 900},
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.troubles = [];
  page.on('pageerror', (error) => page.troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') page.troubles.push(message.text());
  });
  return page;
}

// Whether something reaches beyond the right edge of the window.
export function scrollsSideways(page) {
  return page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
}

// The whole page as build/screenshots/NAME.png; returns the file's path.
export async function takePicture(page, name) {
  const folder = path.join(repository, 'build/screenshots');
  await mkdir(folder, {recursive: true});
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({path: file, fullPage: true, animations: 'disabled'});
  return file;
}
