// A real mail server on the loopback that keeps what it is sent, and what the mails say.
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';

import {run, start} from './program.mjs';
import {until} from './until.mjs';

const python = '/usr/bin/python3'; // Debian's: aiosmtpd is a package of Debian

// url          smtp://127.0.0.1:PORT
// mails()      all mails so far, oldest first: {to, from, subject, messageId, text,
//              html, attachments: [{name, type, method, base64}]}
// mailTo(address, {subject, after})   the first mail to that address whose subject matches, among
//              those after the first `after` mails; waits for it
export async function startSmtp() {
  const folder = await mkdtemp(path.join(tmpdir(), 'accolade-mails-'));
  const server = await start([python, 'tests/support/smtp_server.py', folder], {
    ready: /^port (\d+)$/,
  });

  const mails = async () =>
    JSON.parse(await run([python, 'tests/e2e/support/read_mails.py', folder]));
  const mailTo = (address, {subject = /(?:)/, after = 0} = {}) =>
    until(`a mail to ${address} about ${subject}`, async () =>
      (await mails()).slice(after).find((mail) => mail.to === address && subject.test(mail.subject)),
    );
  const stop = async () => {
    await server.stop();
    await rm(folder, {recursive: true});
  };
  return {url: `smtp://127.0.0.1:${server.ready[1]}`, mails, mailTo, stop};
}

// The links of a mail's text, in order.
export function linksOf(mail) {
  return mail.text.match(/https?:\/\/[^\s<>)\]]+/g) ?? [];
}
