/** Stops on what cannot happen; the message must carry no personal data, because it is logged. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}
