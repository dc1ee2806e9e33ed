// Makes the pages nicer: saves what is typed, counts words, moves the focus to what is wrong.
// Everything works without it.

const typing_pause = 400; // milliseconds
const retry_pause = 3000;

// Keeps what is typed into a form. Answers are numbered by the server's clock (microseconds), so
// that a clock that is wrong here makes no answer late.
class Autosave {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector('[data-saved]');
    this.first = Number(form.dataset.sequence);
    this.changed = new Set();
    this.timer = 0;
    this.sending = false;

    form.addEventListener('input', (event) => this.typed(event.target));
    form.addEventListener('change', (event) => this.typed(event.target));
    form.addEventListener('focusout', () => this.save());
    form.addEventListener('submit', () => this.changed.clear());
    window.addEventListener('pagehide', () => this.save({leaving: true}));
  }

  typed(input) {
    const field = input.closest('[data-field]');
    if (!field || input.type === 'file') return;
    this.changed.add(field);
    this.say('Saving…');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), typing_pause);
  }

  // Whole microseconds since the page was made, on top of the server's clock then.
  sequence() {
    return this.first + Math.round(performance.now() * 1000);
  }

  answer_of(field) {
    const all = new FormData(this.form);
    const names = new Set([...field.querySelectorAll('[name]')].map((input) => input.name));
    const inputs = [...all].filter(([name, value]) => names.has(name) && typeof value === 'string');
    return {field: field.dataset.field, inputs};
  }

  body(fields) {
    const sequence = this.sequence();
    return JSON.stringify({
      answers: fields.map((field) => ({...this.answer_of(field), sequence})),
    });
  }

  async save({leaving = false} = {}) {
    clearTimeout(this.timer);
    if (this.changed.size === 0 || (this.sending && !leaving)) return;
    const fields = [...this.changed];
    this.changed.clear();
    this.sending = true;
    const outcome = await this.send(this.body(fields), leaving);
    this.sending = false;
    this.settle(outcome, fields);
  }

  async send(body, keepalive) {
    try {
      const response = await fetch(this.form.dataset.draft, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-CSRF-Token': this.form.elements.namedItem('_csrf').value,
        },
        body,
        keepalive,
      });
      if (response.ok) return {saved: true};
      const said = await response.json().catch(() => ({}));
      return {sentence: said.message ?? said.detail, again: response.status >= 500};
    } catch {
      return {again: true};
    }
  }

  settle(outcome, fields) {
    if (outcome.saved) {
      this.say(this.changed.size === 0 ? 'Saved' : 'Saving…');
      if (this.changed.size > 0) this.timer = setTimeout(() => this.save(), typing_pause);
      return;
    }
    if (!outcome.again) {
      this.say(outcome.sentence ?? 'Not saved. Use the button to save.');
      return;
    }
    for (const field of fields) this.changed.add(field);
    this.say('Not saved yet, trying again');
    this.timer = setTimeout(() => this.save(), retry_pause);
  }

  say(sentence) {
    if (this.status && this.status.textContent !== sentence) this.status.textContent = sentence;
  }
}

// A table to fill in: a row is saved when somebody leaves an input of it that was changed.
class Sheet {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector('[data-saved]');
    this.waiting = new Set();
    this.sending = false;
    form.addEventListener('change', (event) => this.changed(event.target));
  }

  changed(input) {
    const row = input.closest('[data-row]');
    if (!row) return;
    this.waiting.add(row);
    this.say('Saving…');
    this.next();
  }

  // One after the other: what a row was saved with is known before it is saved again.
  async next() {
    if (this.sending || this.waiting.size === 0) return;
    this.sending = true;
    const [row] = this.waiting;
    this.waiting.delete(row);
    const outcome = await this.send(row);
    this.sending = false;
    this.settle(row, outcome);
    this.next();
  }

  async send(row) {
    const names = new Set([...row.querySelectorAll('[name]')].map((input) => input.name));
    const inputs = [...new FormData(this.form)].filter(([name]) => names.has(name));
    try {
      const response = await fetch(`${this.form.dataset.sheet}/${row.dataset.row}`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-CSRF-Token': this.form.elements.namedItem('_csrf').value,
        },
        body: JSON.stringify({inputs}),
      });
      const said = await response.json().catch(() => ({}));
      return {saved: response.ok, sentence: said.sentence ?? said.detail, was: said.was};
    } catch {
      return {sentence: 'Not saved: the system cannot be reached. Use “Save all” in a moment.'};
    }
  }

  settle(row, {saved, sentence, was}) {
    if (was !== undefined) row.querySelector('[name$="._was"]').value = was;
    row.querySelector('[data-problem]').textContent = saved ? '' : sentence ?? 'Not saved.';
    this.say(saved ? 'Saved' : 'Not saved: look at the row that is marked.');
  }

  say(sentence) {
    if (this.status.textContent !== sentence) this.status.textContent = sentence;
  }
}

// As the server counts: what stands between blanks.
function count_words(text) {
  return text.split(/\s+/u).filter((word) => word !== '').length;
}

function start_word_counter(textarea) {
  const words_max = Number(textarea.dataset.words);
  const place = document.getElementById(`${textarea.id}-words`);
  if (!place) return;
  const show = () => {
    const left = words_max - count_words(textarea.value);
    const words = Math.abs(left) === 1 ? 'word' : 'words';
    place.textContent = left < 0 ? `${-left} ${words} too many` : `${left} ${words} left`;
    place.classList.toggle('too-many', left < 0);
  };
  textarea.addEventListener('input', show);
  show();
}

// A link of the summary leads to the input itself, not only to its place on the page.
function focus_target(event) {
  const link = event.target.closest('[data-errors] a[href^="#"]');
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.scrollIntoView({block: 'center'});
}

// One press is enough; a second one would only repeat what was sent.
function send_once(event) {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'yes';
}

for (const form of document.querySelectorAll('form[data-draft]')) new Autosave(form);
for (const form of document.querySelectorAll('form[data-sheet]')) new Sheet(form);
for (const textarea of document.querySelectorAll('textarea[data-words]')) start_word_counter(textarea);
document.querySelector('[data-errors]')?.focus();
document.addEventListener('click', focus_target);
document.addEventListener('submit', send_once);
// A page that comes back from the browser's memory can be sent again.
window.addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
});
