// The door on a telephone: finds while one types, reads codes by the camera, and keeps every check-in
// in the page until the server has answered. The page works without it, as long as there is a network.

const cache_name = 'door';
const refresh_pause = 15_000; // milliseconds
const same_code_pause = 6000;
const camera_pause = 250;
const answers_shown = 4;

const address = location.pathname;
const desk = document.querySelector('[data-desk]');
const input = desk.querySelector('input');
const said = document.querySelector('[data-said]');

// What waits to be sent, across reloads: {key, who, act, name, at}. The key makes it count once; `at`
// is when it was scanned by the clock of this device, of which only how long ago is sent.
const queue = {
  name: `check-ins ${address}`,
  all: () => JSON.parse(localStorage.getItem(queue.name) ?? '[]'),
  keep: (waiting) => localStorage.setItem(queue.name, JSON.stringify(waiting)),
  add: (one) => queue.keep([...queue.all(), one]),
  drop: (key) => queue.keep(queue.all().filter((one) => one.key !== key)),
};

function new_key() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function say(sentence, is_good) {
  const line = document.createElement('p');
  line.className = is_good ? 'at-the-door good' : 'at-the-door';
  line.textContent = sentence;
  said.prepend(line);
  while (said.children.length > answers_shown) said.lastElementChild.remove();
}

function show_waiting() {
  const count = queue.all().length;
  const line = document.querySelector('[data-waiting]');
  line.textContent = count === 0 ? '' : `${count} ${count === 1 ? 'scan waits' : 'scans wait'} for the network.`;
}

// Only an answer in JSON settles it: a page to sign in, or one of a proxy, is none. Null: no network.
async function send({key, who, act, at}) {
  try {
    const response = await fetch(address, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-CSRF-Token': desk.dataset.desk,
        'X-Scan-Age': String(Math.max(0, Math.round((Date.now() - (at ?? Date.now())) / 1000))),
      },
      body: new URLSearchParams({_key: key, act, who}).toString(),
    });
    if (response.headers.get('Content-Type')?.startsWith('application/json')) return await response.json();
    if (response.status >= 500) return {};
    return {sentence: 'Sign in again, or load this page again. What was scanned is kept until then.'};
  } catch {
    return null;
  }
}

let is_sending = false;

async function send_all() {
  if (is_sending) return;
  is_sending = true;
  let has_changed = false;
  const tried = new Set();
  const next = () => queue.all().find(({key}) => !tried.has(key));
  for (let one = next(); one; one = next()) {
    tried.add(one.key);
    const answer = await send(one);
    if (!answer) break;
    const is_said = !answer.outcome && said.firstElementChild?.textContent === answer.sentence;
    if (answer.sentence && !is_said) say(answer.sentence, answer.outcome === 'in' || answer.outcome === 'out');
    if (!answer.outcome) continue;
    queue.drop(one.key);
    has_changed = true;
  }
  is_sending = false;
  show_waiting();
  if (has_changed) await refresh();
}

async function scan({key = new_key(), who, act = 'in', name = 'The scan'}) {
  const is_same = (one) => one.key === key || (one.who === who && one.act === act);
  if (queue.all().some(is_same)) {
    say(`${name} is kept already, and is sent as soon as there is a network.`, false);
  } else {
    queue.add({key, who, act, name, at: Date.now()});
    navigator.vibrate?.(60);
    await send_all();
    if (queue.all().some((one) => one.key === key)) say(`${name} is kept, and is sent as soon as there is a network.`, true);
  }
  show_waiting();
}

// The code of a ticket in what was typed or read; null where it is none.
function code_in(text) {
  const bare = text.slice(text.lastIndexOf('/') + 1).toUpperCase().replace(/[\s-]/g, '');
  return /^[2-9A-HJKMNP-TV-Z]{13,25}$/.test(bare) ? bare : null;
}

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

// How many are left.
function filter() {
  const words = plain(input.value).split(/\s+/);
  const guests = [...document.querySelectorAll('[data-guest]')];
  for (const guest of guests) guest.hidden = !words.every((word) => plain(guest.textContent).includes(word));
  return guests.filter((guest) => !guest.hidden);
}

function find(event) {
  event.preventDefault();
  delete desk.dataset.sent;
  if (input.value.trim() === '') return;
  const left = filter();
  const code = code_in(input.value);
  if (left.length > 0) left[0].querySelector('button, a')?.focus();
  else if (code) scan({who: code});
  else say('Nobody of that name is expected here, and it is no code of a ticket.', false);
  if (left.length === 0) {
    input.value = '';
    filter();
  }
}

// The same page as the server has it now, for what other desks did. Keys are new every time.
const without_keys = (part) => part.outerHTML.replace(/name="_key" value="[^"]*"/g, '');

function replace(selector, fresh) {
  const old = document.querySelector(selector);
  const now = fresh.querySelector(selector);
  if (!old || !now || without_keys(old) === without_keys(now)) return;
  const focused = document.activeElement?.closest('[data-guest]')?.dataset.guest;
  old.replaceWith(now);
  if (focused) document.querySelector(`[data-guest="${focused}"] button`)?.focus();
}

async function refresh() {
  const card = document.querySelector('[data-card]');
  try {
    const response = await fetch(card ? `${address}?q=${card.dataset.card}` : address, {redirect: 'manual'});
    if (!response.ok) return;
    await keep(response.clone());
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    desk.dataset.desk = fresh.querySelector('[data-desk]')?.dataset.desk ?? desk.dataset.desk;
    for (const selector of ['[data-card]', '[data-guests]']) replace(selector, fresh);
    filter();
  } catch {
    // Without a network the page stays as it is.
  }
}

// For the worker, which opens the page again without a network.
async function keep(page) {
  if (!('caches' in window)) return;
  const cache = await caches.open(cache_name);
  await cache.put(address, page);
  const loaded = document.querySelectorAll('link[href^="/assets/"], script[src^="/assets/"]');
  const missing = [];
  for (const file of loaded) {
    const url = file.getAttribute('src') ?? file.getAttribute('href');
    if (!(await cache.match(url))) missing.push(url);
  }
  await cache.addAll(missing);
}

class Camera {
  constructor() {
    this.detector = new BarcodeDetector({formats: ['qr_code']});
    this.last = {code: '', at: 0};
    this.button = document.createElement('button');
    this.button.type = 'button';
    this.button.className = 'button second';
    this.button.textContent = 'Scan with the camera';
    this.button.addEventListener('click', () => (this.video ? this.stop() : this.start()));
    desk.append(this.button);
  }

  async start() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: 'environment'}});
      this.video = Object.assign(document.createElement('video'), {srcObject: stream, muted: true, playsInline: true});
      desk.append(this.video);
      await this.video.play();
    } catch {
      this.stop();
      say('The camera cannot be used. Type the code instead.', false);
      return;
    }
    this.button.textContent = 'Stop the camera';
    this.look();
  }

  stop() {
    for (const track of this.video?.srcObject?.getTracks() ?? []) track.stop();
    this.video?.remove();
    this.video = null;
    this.button.textContent = 'Scan with the camera';
  }

  async look() {
    if (!this.video) return;
    const [found] = await this.detector.detect(this.video).catch(() => []);
    const code = found && code_in(found.rawValue);
    const is_new = code !== this.last.code || Date.now() - this.last.at > same_code_pause;
    if (code && is_new) scan({who: code});
    if (found && !code && is_new) say('This is no ticket.', false);
    if (found && is_new) this.last = {code, at: Date.now()};
    setTimeout(() => this.look(), camera_pause);
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target.closest('[data-scan]');
  if (!form) return;
  event.preventDefault();
  delete form.dataset.sent;
  const {_key: key, who, act} = Object.fromEntries(new FormData(form));
  scan({key, who, act, name: form.dataset.scan});
});
desk.addEventListener('submit', find);
input.addEventListener('input', filter);
if ('BarcodeDetector' in window && navigator.mediaDevices) new Camera();

window.addEventListener('online', send_all);
window.addEventListener('focus', refresh);
setInterval(() => {
  if (document.visibilityState !== 'visible') return;
  send_all();
  refresh();
}, refresh_pause);
navigator.serviceWorker?.register('/door-worker.js');
show_waiting();
refresh();
send_all();
