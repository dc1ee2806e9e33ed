// Draws the figures of a table as bars above it, and reads the page again when something changed.
// Everything that it shows stands in the tables too.

const style = getComputedStyle(document.documentElement);
const charts = new Map();

function figures_of(table) {
  const rows = [...table.tBodies[0].rows];
  const numbers = (column) => rows.map((row) => Number(row.cells[column].textContent));
  return {labels: rows.map((row) => row.cells[0].textContent), now: numbers(1), ever: numbers(2)};
}

function draw(place) {
  const table = document.getElementById(place.dataset.chart);
  const {labels, now, ever} = figures_of(table);
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true'); // the table says the same
  place.replaceChildren(canvas);
  place.style.height = `${4 + labels.length * 2.6}rem`;
  const bars = (label, data, color) => ({label, data, backgroundColor: style.getPropertyValue(color)});
  charts.set(place.dataset.chart, new Chart(canvas, {
    type: 'bar',
    data: {labels, datasets: [bars('Now', now, '--accent'), bars('Ever', ever, '--line')]},
    options: {
      indexAxis: 'y',
      animation: false,
      maintainAspectRatio: false,
      scales: {x: {beginAtZero: true, ticks: {precision: 0}}},
    },
  }));
}

function draw_all() {
  for (const chart of charts.values()) chart.destroy();
  charts.clear();
  if (typeof Chart === 'undefined') return;
  for (const place of document.querySelectorAll('[data-chart]')) draw(place);
}

// What is focused or selected stays: only where the page differs is it replaced.
async function read_again(live) {
  const response = await fetch(location.href, {headers: {Accept: 'text/html'}});
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const fresh = page.getElementById('live');
  if (!fresh || fresh.innerHTML === live.dataset.shown) return;
  live.dataset.shown = fresh.innerHTML;
  const focused = document.activeElement?.getAttribute('href');
  live.replaceChildren(...fresh.childNodes);
  draw_all();
  if (focused) live.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

const live = document.getElementById('live');
draw_all();
if (live) {
  new EventSource(live.dataset.live).addEventListener('changed', () => read_again(live));
}
