/** How fast bytes go over the line, and how long the rest takes; null until that can be told. */
export interface Pace {
  readonly bytesPerSecond: number | null;
  readonly secondsLeft: number | null;
}

/** The pace is that of the last seconds: an hour ago the line was another one. */
const WINDOW_MS = 10_000;
const KNOWN_AFTER_MS = 1_500;

/** Follows a transfer. What lay on the server before it began is no part of the pace. */
export function openPace(): (sentBytes: number, leftBytes: number, now: number) => Pace {
  let samples: { readonly at: number; readonly bytes: number }[] = [];
  return (sentBytes, leftBytes, now) => {
    const young = samples.filter(({ at }) => now - at <= WINDOW_MS);
    // One that is older stays, so that a transfer in great leaps has a beginning too.
    samples = [...(young[0] ? [] : samples.slice(-1)), ...young, { at: now, bytes: sentBytes }];
    const [first] = samples;
    const sent = first ? sentBytes - first.bytes : 0;
    const elapsed = first ? now - first.at : 0;
    if (elapsed < KNOWN_AFTER_MS || sent <= 0) return { bytesPerSecond: null, secondsLeft: null };
    const bytesPerSecond = (sent / elapsed) * 1000;
    return { bytesPerSecond, secondsLeft: leftBytes / bytesPerSecond };
  };
}
