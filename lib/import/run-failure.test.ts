import { expect, test } from "vitest";
import { NotExactlyOneInForce } from "@/lib/programs/rules";
import { failureOfError } from "./run-failure";

test("a publication that stops for want of one rule says which rule and which day", () => {
  const failure = failureOfError(new NotExactlyOneInForce("PKH", "2026-11-22", 0), "publish");

  expect(failure.code).toBe("rule_not_in_force");
  expect(failure.sentence).toContain("Aturan PKH yang berlaku pada 2026-11-22 ada 0");
});

test("only a check promises that the data in force did not change", () => {
  const promise = "data yang berlaku tidak berubah";

  expect(failureOfError(new Error("boom"), "check").sentence).toContain(promise);
  expect(failureOfError(new Error("boom"), "publish").sentence).not.toContain(promise);
});

test("a full disk is told with the step that is there to be taken again", () => {
  const full = Object.assign(new Error("could not extend file"), { code: "53100" });

  expect(failureOfError(full, "check").sentence).toContain("lalu periksa ulang");
  expect(failureOfError(full, "publish").sentence).toContain("lalu terbitkan sekali lagi");
  expect(failureOfError(full, "withdraw").sentence).toContain("tidak ada yang berubah");
});
