import { isAbsolute } from "node:path";
import { describe, expect, test } from "vitest";
import { parseEnvironment } from "./env";

/** Only what a test is about; the type of `process.env` wants this one. */
const nothing = { NODE_ENV: "production" } as const;

describe("the settings of a process", () => {
  test("are complete when nothing is set", () => {
    const settings = parseEnvironment(nothing);

    expect(settings).toMatchObject({ PORT: 3000, HOST: "127.0.0.1", TEPAT_SCHEMA: "tepat" });
    expect(settings.DATABASE_URL).toBeUndefined();
    expect(isAbsolute(settings.TEPAT_DATA_DIR)).toBe(true);
  });

  test("take an empty variable for none", () => {
    expect(parseEnvironment({ ...nothing, PORT: "", DATABASE_URL: "" }).PORT).toBe(3000);
  });

  test.each([
    ["PORT", "tiga ribu"],
    ["TEPAT_SCHEMA", 'kantor"; DROP SCHEMA'],
    ["TEPAT_SCHEMA", "pg_catalog"],
    ["DATABASE_URL", "mysql://root:rahasia@localhost/tepat"],
    ["TEPAT_URL", "http://tepat.example.go.id"],
    ["NEXTAUTH_SECRET", "rahasia"],
  ])("refuse a wrong %s by its name, without its value", (name, value) => {
    const parse = () => parseEnvironment({ ...nothing, [name]: value });

    expect(parse).toThrow(name);
    expect(parse).not.toThrow(value);
  });

  test.each(["https://tepat.example.go.id", "http://localhost:3000", "http://127.0.0.1:3000"])(
    "take %s as the public address",
    (address) => {
      expect(parseEnvironment({ ...nothing, TEPAT_URL: address }).TEPAT_URL).toBe(address);
    },
  );
});
