// A clock that stands still, for programs whose every answer is compared.
import {run} from './program.mjs';

// The environment under which a program reads `instant` ("2026-03-02 10:00:00", UTC) whenever it
// asks for the time of day. What measures durations goes on, so that nothing waits for ever.
export async function standingAt(instant) {
  const library = (await run(['faketime', '-f', instant, 'printenv', 'LD_PRELOAD'])).trim();
  return {
    LD_PRELOAD: library,
    FAKETIME: instant,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    TZ: 'UTC',
  };
}
