import { expect, test } from "vitest";
import { usernameOf } from "./set-up-office";

// biome-ignore format: a table reads as a table
test.each([
  ["Siti Aminah, S.Sos.",       "siti.aminah"],
  ["H. Moch. Yusuf Al-Anshori", "moch.yusuf"],
  ["Désirée",                   "desiree"],
  ["Al",                        "admin"],
  ["李",                         "admin"],
])("%s signs in as %s", (name, username) => {
  expect(usernameOf(name)).toBe(username);
});
