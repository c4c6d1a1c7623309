/**
 * An error and everything that it stands for, the outermost first. What PostgreSQL said lies deep
 * where a statement went through Prisma: in the `meta` of Prisma's error is the adapter's, and its
 * cause is a plain record. Several addresses tried in vain come as one error as well.
 */
export function* layersOf(error: unknown): Generator<object> {
  if (typeof error !== "object" || error === null) return;
  yield error;
  yield* layersOf(Reflect.get(error, "cause"));
  const meta: unknown = Reflect.get(error, "meta");
  if (typeof meta === "object" && meta !== null)
    yield* layersOf(Reflect.get(meta, "driverAdapterError"));
  if (error instanceof AggregateError) for (const one of error.errors) yield* layersOf(one);
}

/** What a layer calls itself: an SQLSTATE, a code of the system or of Prisma, the adapter's own word. */
export function codesOf(layer: object): string[] {
  return ["code", "originalCode", "kind"]
    .map((key): unknown => Reflect.get(layer, key))
    .filter((code) => typeof code === "string");
}
