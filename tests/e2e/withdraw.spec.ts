import { prepareRelease, publish } from "./steps/import-steps";
import { inspectPage } from "./support/inspect-page";
import { inventedFamily } from "./support/invented-files";
import { expect, test } from "./support/story-test";

test.use({ story: "tarik" });

/** Every fifth invented family lives in Klojen. */
const KLOJEN = Array.from({ length: 60 }, (_, index) => inventedFamily(500 + index * 5, 3));
const ELSEWHERE = Array.from({ length: 8 }, (_, index) => inventedFamily(101 + index * 5, 4));
const WORK_PATIENCE_MS = 60_000;

test("a file that lost a kecamatan is confirmed with a reason, and withdrawn by the admin", async ({
  signInAs,
}) => {
  const operator = await signInAs("operator");
  const verifier = await signInAs("verifier");
  const admin = await signInAs("admin");

  await test.step("a release is in force, and the admin is told that it is the only one", async () => {
    await admin.goto("/rilis");
    await expect(admin.getByText("Belum ada rilis DTSEN", { exact: true })).toBeVisible();
    await inspectPage(admin, "rilis-kosong");
    const families = [...KLOJEN, ...ELSEWHERE];
    await publish(
      verifier,
      await prepareRelease(operator, { name: "v1 2026", asOf: "2026-01-20", families }),
    );
    await admin.goto("/rilis");
    await expect(
      admin.getByText("Tidak ada rilis sebelumnya yang dapat berlaku lagi"),
    ).toBeVisible();
  });

  const address = await prepareRelease(operator, {
    name: "v2 2026",
    asOf: "2026-04-20",
    families: [...KLOJEN.slice(0, 5), ...ELSEWHERE],
  });

  await test.step("the preview stops the verifier until the warning is confirmed", async () => {
    await verifier.goto(address);
    await expect(
      verifier.getByText("91,7% keluarga Kecamatan Klojen hilang (55 dari 60).", { exact: false }),
    ).toBeVisible();
    await expect(
      verifier.getByRole("region", { name: "Kelurahan dengan perubahan terbesar" }),
    ).toContainText("Oro-oro Dowo");
    await verifier.getByRole("button", { name: "Terbitkan" }).click();
    const summary = verifier.getByRole("alert", { name: "Ada yang perlu diperbaiki" });
    await expect(summary).toBeFocused();
    await inspectPage(verifier, "impor-peringatan");
    await summary.getByRole("link", { name: "Tuliskan alasan tetap diterbitkan" }).click();
    await expect(verifier.getByLabel("Alasan tetap diterbitkan")).toBeFocused();
    await summary.getByRole("link", { name: "Beri tanda centang" }).click();
    await expect(verifier.getByLabel("Saya sudah memeriksa peringatan")).toBeFocused();
    await verifier.keyboard.press("Space");
    await verifier.getByLabel("Alasan tetap diterbitkan").fill("Menunggu berkas susulan Klojen");
    await verifier.getByRole("button", { name: "Terbitkan" }).click();
    await expect(verifier.getByRole("heading", { level: 1 })).toContainText("Terbit", {
      timeout: WORK_PATIENCE_MS,
    });
    await expect(verifier.getByText("Menunggu berkas susulan Klojen")).toBeVisible();
  });

  await test.step("the admin withdraws it with a reason and sees counts only", async () => {
    await admin.goto("/rilis");
    await admin.getByText("Tarik rilis ini", { exact: true }).click();
    await admin.getByRole("button", { name: "Tarik rilis v2 2026" }).click();
    await expect(admin.getByRole("link", { name: /Tuliskan alasannya/ })).toBeVisible();
    await inspectPage(admin, "rilis-tarik");
    await admin.getByLabel("Alasan ditarik").fill("Berkas Klojen terpotong");
    await admin.getByRole("button", { name: "Tarik rilis v2 2026" }).click();
    await expect(admin.getByRole("heading", { name: "Rilis yang berlaku: v1 2026" })).toBeVisible({
      timeout: WORK_PATIENCE_MS,
    });
    const withdrawn = admin.getByRole("row", { name: /^v2 2026/ });
    await expect(withdrawn).toContainText("Ditarik");
    await expect(withdrawn).toContainText("Berkas Klojen terpotong");
    await expect(admin.getByText("Rilis berlaku: DTSEN v1 2026").first()).toBeVisible();
    await inspectPage(admin, "rilis");
  });

  await test.step("everybody reads in the import why it is in force no more", async () => {
    await operator.goto(address);
    await expect(operator.getByText("Rilis ini ditarik dan tidak berlaku lagi")).toBeVisible();
    await expect(operator.getByText("Alasannya: Berkas Klojen terpotong")).toBeVisible();
  });
});
