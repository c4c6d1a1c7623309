import { describe, expect, test } from "vitest";
import { createLogger } from "./logger";

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger("web", { write: (line) => lines.push(line) }));
  return lines.join("");
}

const NIK = "1073050101900001";

describe("the log holds no personal data", () => {
  test("a field that is not on the list is dropped", () => {
    const text = logged((log) => log.info({ nama: "Siti", userId: "u1" }, "household opened"));

    expect(text).not.toContain("Siti");
    expect(JSON.parse(text)).toMatchObject({ userId: "u1", level: "info", part: "web" });
  });

  test("a field of a child logger that is not on the list is dropped", () => {
    const text = logged((log) => log.child({ nik: NIK, requestId: "r1" }).info("searched"));

    expect(text).not.toContain(NIK);
    expect(JSON.parse(text)).toMatchObject({ requestId: "r1" });
  });

  test("an error leaves its type, code and place, never its message", () => {
    const error = Object.assign(new Error(`Key (nik)=(${NIK}) already exists`), { code: "23505" });

    const text = logged((log) => {
      log.error(error);
      log.error({ err: error });
      log.error({ err: new Error("outer", { cause: error }) }, "import failed");
    });

    expect(text).not.toContain(NIK);
    expect(text).not.toContain("already exists");
    expect(text.match(/"code":"23505"/g)).toHaveLength(3);
    expect(text).toContain("logger.test.ts");
  });

  test("a copy of an error, as the job queue reports it, leaves its code and place too", () => {
    const error = Object.assign(new Error(`Key (nik)=(${NIK}) already exists`), { code: "23505" });
    const copy = { ...error, message: error.message, stack: error.stack, queue: "imports" };

    const text = logged((log) => log.warn({ err: copy }, "job queue error"));

    expect(text).not.toContain(NIK);
    expect(JSON.parse(text)).toMatchObject({ err: { type: "object", code: "23505" } });
    expect(text).toContain("logger.test.ts");
  });

  test("a number of sixteen digits in an allowed field is struck out", () => {
    const text = logged((log) => log.info({ reason: `row of ${NIK}` }, "row refused"));

    expect(text).not.toContain(NIK);
  });

  test("values cannot be formatted into the message", () => {
    const text = logged((log) => log.info("searched %s", NIK));

    expect(text).not.toContain(NIK);
  });

  test("a line break in a value cannot forge a second line", () => {
    const text = logged((log) => log.info({ reason: 'x\n{"level":"info"}\u001b[31m' }, "refused"));

    expect(text.trimEnd().split("\n")).toHaveLength(1);
    expect(text).not.toContain("\u001b");
  });
});
