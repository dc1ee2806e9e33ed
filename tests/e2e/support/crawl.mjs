// Everything that one viewer can get, as far as links and known addresses lead.

// What is random by design: secrets of 32 bytes (sessions, form tokens, idempotency keys) and the
// salted hashes of history entries. Nothing else is masked.
const masks = [
  [/(?<![\w-])[A-Za-z0-9_-]{43}(?![\w-])/g, '(secret)'],
  [/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g, '(hash)'],
];

const masked = (text) => masks.reduce((rest, [pattern, word]) => rest.replace(pattern, word), text);

// Of a spreadsheet or a picture every byte counts, not only those that are text.
const isText = /^(text\/|application\/(json|problem\+json)|image\/svg)/;
const textOf = ({bytes, whole, headers}) =>
  !whole || isText.test(headers.get('content-type') ?? 'text/') ? bytes : whole.toString('latin1');

const linksIn = (html) =>
  [...html.matchAll(/href="(\/[^"#]*)/g)].map(([, path]) => path.replaceAll('&amp;', '&'));

// Gets the addresses and whatever their pages link to. Returns {path: answer in one text}, where the
// text holds the status, the headers that say something, and the bytes.
export async function crawl(get, addresses) {
  const seen = {};
  const waiting = [...addresses];
  while (waiting.length > 0) {
    const path = waiting.shift();
    if (path in seen) continue;
    const answer = await get(path);
    const said = ['content-type', 'location', 'etag', 'content-length', 'content-disposition']
      .map((name) => [name, answer.headers.get(name)])
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `${name}: ${value}\n`);
    seen[path] = masked(`${answer.status}\n${said.join('')}\n${textOf(answer)}`);
    if (/^text\/html/.test(answer.headers.get('content-type') ?? '')) {
      waiting.push(...linksIn(answer.bytes));
    }
  }
  return seen;
}

// The pages and answers of an instance that somebody could think of asking for.
export const pagesAbout = (id) => [
  `/instances/${id}`,
  ...[1, 2, 3].map((page) => `/instances/${id}/form/${page}`),
  `/instances/${id}/check`,
  `/instances/${id}/done`,
  ...['nomination', 'review'].map((workflow) => `/instances/${id}/children/${workflow}`),
  `/instances/${id}/children/nomination?state=draft`,
  `/instances/${id}/children/nomination?state=withdrawn`,
  `/instances/${id}/children/review?state=submitted`,
  ...['submit', 'withdraw', 'accept', 'award', 'decline'].map(
    (event) => `/instances/${id}/events/${event}`,
  ),
];

export const answersAbout = (id) => [
  `/api/v1/instances/${id}`,
  `/api/v1/instances/${id}/history`,
  `/api/v1/instances?parent=${id}`,
  `/api/v1/instances?parent=${id}&state=draft`,
  `/api/v1/instances?parent=${id}&state=withdrawn`,
  `/api/v1/instances?parent=${id}&state=submitted&limit=1`,
];
