// Files that a workflow made, read back by real readers.
import {writeFile} from 'node:fs/promises';
import path from 'node:path';

import {temporaryFolder} from './database.mjs';
import {outcome, run} from './program.mjs';

// Writes the bytes to a file of that name, in a folder of its own; returns its path.
export async function saved(name, bytes) {
  const file = path.join(await temporaryFolder('document'), name);
  await writeFile(file, bytes);
  return file;
}

// A calendar or a spreadsheet as read_documents.py describes it.
export async function described(file) {
  return JSON.parse(await run(['/usr/bin/python3', 'tests/e2e/support/read_documents.py', file]));
}

// The texts of all QR codes in a picture, sorted.
export async function qrCodes(picture) {
  const {output} = await outcome(['zbarimg', '--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', picture]);
  return output.split('\n').filter(Boolean).sort();
}

// A PDF that qpdf finds sound: its words in one line, a picture of each page, the QR codes on them.
export async function printed(file) {
  const {code, output, errors} = await outcome(['qpdf', '--check', file]);
  if (code !== 0) throw new Error(`${file} is no sound PDF:\n${output}${errors}`);
  const text = await run(['pdftotext', '-raw', file, '-']);
  const pages = text.split('\f').length - 1;
  const pictures = path.join(path.dirname(file), 'page');
  await run(['pdftoppm', '-png', '-r', '150', file, pictures]);
  const digits = String(pages).length;
  const names = Array.from({length: pages}, (_, i) => `${pictures}-${String(i + 1).padStart(digits, '0')}.png`);
  const codes = (await Promise.all(names.map(qrCodes))).flat().sort();
  return {pages, text: text.replaceAll(/\s+/g, ' ').trim(), pictures: names, codes};
}
