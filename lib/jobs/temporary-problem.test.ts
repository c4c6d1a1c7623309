import { describe, expect, test } from "vitest";
import { isDiskFull } from "@/lib/db/database-problem";
import { isTemporary } from "./temporary-problem";

/** As Prisma wraps what PostgreSQL says of a statement. */
function throughPrisma(originalCode: string, originalMessage: string): Error {
  const kind = "postgres";
  const record = { kind, originalCode, originalMessage, code: originalCode };
  const adapters = Object.assign(new Error(originalMessage, { cause: record }), {
    name: "DriverAdapterError",
  });
  return Object.assign(new Error("Raw query failed."), {
    code: "P2010",
    meta: { driverAdapterError: adapters },
  });
}

function withCode(code: string, message = ""): Error {
  return Object.assign(new Error(message), { code });
}

describe("worth doing again", () => {
  test.each([
    ["a server that stops, as pg tells it", withCode("57P01")],
    ["a server that stops, as Prisma tells it", throughPrisma("57P01", "terminating connection")],
    ["a server that starts", throughPrisma("57P03", "the database system is starting up")],
    ["two transactions in each other's way", throughPrisma("40P01", "deadlock detected")],
    ["a line that was cut", new Error("Connection terminated unexpectedly")],
    ["every address refused", new AggregateError([withCode("ECONNREFUSED")])],
    ["the adapter's own word", new Error("", { cause: { kind: "ConnectionClosed" } })],
  ])("is %s", (_, error) => expect(isTemporary(error)).toBe(true));

  test.each([
    ["a fault of ours", new Error("boom")],
    ["a statement that is wrong", throughPrisma("42601", "syntax error")],
    ["a full disk", throughPrisma("53100", "could not extend file")],
  ])("is not %s", (_, error) => expect(isTemporary(error)).toBe(false));
});

describe("a full disk", () => {
  test.each([
    ["told by Node", withCode("ENOSPC")],
    ["told of the account's quota", withCode("EDQUOT")],
    ["told by PostgreSQL", withCode("53100", "could not extend file")],
    ["told through Prisma", throughPrisma("53100", "could not extend file")],
    [
      "told by PostgreSQL of a quota",
      throughPrisma("XX000", 'could not extend file "base/1/2": Disk quota exceeded'),
    ],
  ])("is known where it is %s", (_, error) => expect(isDiskFull(error)).toBe(true));

  test("is not taken for one where something else is wrong", () => {
    expect(isDiskFull(throughPrisma("XX000", "cache lookup failed"))).toBe(false);
    expect(isDiskFull(withCode("EACCES"))).toBe(false);
  });
});
