import { join } from "node:path";
import { expect, test } from "vitest";
import { may } from "./policy";
import { printPolicy } from "./print-policy";

test("docs/policy.md says what the table says", async () => {
  const path = join(import.meta.dirname, "../../docs/policy.md");

  await expect(`${printPolicy()}\n`).toMatchFileSnapshot(path);
});

test("the admin sees no family, no case and no import", () => {
  const seen = (
    ["household.list", "household.view", "case.list", "case.view", "import.list"] as const
  ).filter((permission) => may("admin", permission));

  expect(seen).toEqual([]);
});

test("who prepares an import never publishes one", () => {
  expect(may("operator", "import.create")).toBe(true);
  expect(may("operator", "import.publish")).toBe(false);
  expect(may("verifier", "import.create")).toBe(false);
});
