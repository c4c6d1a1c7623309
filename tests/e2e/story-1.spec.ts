import type { Page } from "@playwright/test";
import { preparePkhList, prepareRelease, publish } from "./steps/import-steps";
import { inspectPage } from "./support/inspect-page";
import { inventedFamily } from "./support/invented-files";
import { expect, test } from "./support/story-test";

const jumping = inventedFamily(1, 3);
const otherRecipient = inventedFamily(2, 4);
const neighbours = [inventedFamily(3, 2), inventedFamily(4, 7), inventedFamily(5, 5)];

const v2 = {
  name: "v2 2026",
  asOf: "2026-07-20",
  families: [jumping, otherRecipient, ...neighbours],
};
const v3 = {
  name: "v3 2026",
  asOf: "2026-10-20",
  families: [{ ...jumping, desil: 6 }, otherRecipient, ...neighbours],
};

test("a PKH family jumps to desil 6: the case says why, and the aid is held until it is checked", async ({
  signInAs,
}) => {
  // Three imports and six pages looked at in two sizes, on a machine that may be busy.
  test.setTimeout(300_000);
  const operator = await signInAs("operator");
  const verifier = await signInAs("verifier");
  await publish(verifier, await prepareRelease(operator, v2));
  await publish(verifier, await preparePkhList(operator, [jumping, otherRecipient]));

  const address = await prepareRelease(operator, v3);
  await inspectPage(operator, "impor-siap-operator");
  await expect(operator.getByText("Menunggu diterbitkan oleh verifikator.")).toBeVisible();
  await expect(operator.getByRole("button", { name: "Terbitkan" })).toHaveCount(0);
  await verifier.goto("/impor");
  await expect(verifier.getByRole("table", { name: "Menunggu penerbitan Anda" })).toContainText(
    "v3 2026",
  );
  await verifier.goto(address);
  await seesOneFamilyMoveUp(verifier);
  await inspectPage(verifier, "impor-siap-verifikator");
  await publish(verifier, address);
  await inspectPage(verifier, "impor-terbit");

  await opensTheOnlyNewCase(verifier);
  await readsWhy(verifier);
  await inspectPage(verifier, "kasus-di-atas-batas");
  await seesAidHeldAtTheFamily(verifier);
});

async function seesOneFamilyMoveUp(verifier: Page): Promise<void> {
  const changes = verifier.getByRole("region", { name: "Perubahan terhadap v2 2026" });
  await expect(changes.getByRole("row", { name: /^Dalam rilis ini/ })).toContainText("5");
  const shifts = verifier.getByRole("region", { name: "Perubahan desil" });
  await expect(shifts.getByRole("row", { name: /^Naik 1–3 tingkat/ })).toContainText("1");
  await expect(shifts.getByRole("row", { name: /^Tetap/ })).toContainText("4");
}

async function opensTheOnlyNewCase(verifier: Page): Promise<void> {
  const outcome = verifier.getByRole("region", { name: "Kasus setelah terbit" });
  await expect(outcome).toContainText("1 bantuan ditangguhkan");
  await outcome.getByRole("link", { name: "Di atas batas desil" }).click();
  const cases = verifier.getByRole("region", { name: "Daftar kasus" });
  await expect(cases).toContainText("1 kasus terbuka");
  await cases.getByRole("link", { name: jumping.members[0].name }).click();
}

async function readsWhy(verifier: Page): Promise<void> {
  await expect(verifier.getByRole("heading", { level: 1 })).toContainText("Di atas batas desil");
  for (const sentence of [
    "Menurut DTSEN rilis v3 2026 (keadaan 20 Oktober 2026), keluarga Bapak/Ibu berada di desil 6; pada rilis sebelumnya desil 3.",
    /diberikan sampai desil 4\./,
    /ditangguhkan otomatis oleh sistem sampai keadaan keluarga diperiksa/,
  ])
    await expect(verifier.getByText(sentence)).toBeVisible();
}

async function seesAidHeldAtTheFamily(verifier: Page): Promise<void> {
  await verifier
    .getByRole("region", { name: "Keluarga" })
    .getByRole("link", { name: jumping.members[0].name })
    .click();
  const programs = verifier.getByRole("region", { name: "Program bantuan" });
  await expect(programs).toContainText("PKH");
  await expect(programs).toContainText("Ditangguhkan");
  await inspectPage(verifier, "keluarga-ditangguhkan");
}
