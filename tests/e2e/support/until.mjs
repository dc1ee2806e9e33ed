// Waiting for a condition, never for a length of time.
import {performance} from 'node:perf_hooks';

const secondsMax = 30;
const betweenLooksMs = 25;

// Looks again and again until `look` gives a value that is neither false nor absent, and returns
// it. Throws with `what` after 30 s.
export async function until(what, look) {
  const deadline = performance.now() + secondsMax * 1000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== null && seen !== false) return seen;
    if (performance.now() > deadline) throw new Error(`Not within ${secondsMax} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
  }
}
