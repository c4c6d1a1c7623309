import { z } from "zod";

/**
 * An object whose keys and values are each of one kind, looked at in one pass and handed on as it
 * is. For what comes by the thousand: `z.record` says of each key what is wrong with it, and makes
 * several objects for each to be able to.
 */
export function plainRecord<Value>(
  isValue: (value: unknown) => value is Value,
  isKey: (key: string) => boolean = () => true,
): z.ZodType<Record<string, Value>> {
  return z.custom<Record<string, Value>>(
    (value) =>
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      Object.entries(value).every(([key, part]) => isKey(key) && isValue(part)),
  );
}
