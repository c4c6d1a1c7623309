import { expect, test } from "vitest";
import { damageNik } from "./damaged-nik";

test("a NIK is damaged in every form that files have, none of them the number itself", () => {
  const forms = Array.from({ length: 8 }, (_, ordinal) => damageNik("1073051506941234", ordinal));

  expect(forms).toEqual([
    "107305150694123",
    "",
    "107305150694123O",
    "1073059913941234",
    "1073051506940000",
    "1,07305E+15",
    "0000000000000000",
    "10730515069412340",
  ]);
});
