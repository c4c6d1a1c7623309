import { expect, type Page } from "@playwright/test";
import type { Visitor } from "../support/story-test";
import { openCase } from "./case-steps";
import { seesReceipt, sendVisit } from "./visit-steps";

/** The operator gives the visit of a case's family to one companion. */
export async function giveVisit(
  operator: Page,
  about: { readonly kind: string; readonly headName: string },
  companion: Visitor,
): Promise<string> {
  const address = await openCase(operator, about);
  await operator.getByRole("link", { name: "Tugaskan groundcheck" }).click();
  await expect(operator.getByRole("checkbox", { name: about.headName })).toBeChecked();
  await operator.getByRole("radio", { name: "Hanya pendamping yang dicentang" }).check();
  await operator.getByRole("checkbox", { name: new RegExp(companion.name) }).check();
  await operator.getByRole("button", { name: "Tugaskan", exact: true }).click();
  await expect(operator.getByText("1 keluarga sudah ditugaskan kepada 1 pendamping")).toBeVisible();
  return address;
}

/** The companion opens the task from the list. */
export async function openTask(companion: Page, headName: string): Promise<void> {
  await companion.goto("/tugas");
  await companion.getByRole("link", { name: headName }).click();
  await expect(companion.getByRole("heading", { level: 1 })).toHaveText(headName);
}

export async function sendAndSeeReceipt(companion: Page): Promise<void> {
  await sendVisit(companion);
  await seesReceipt(companion);
}

/** The verifier opens the visit that waits, by way of the list. */
export async function openVisit(verifier: Page, headName: string): Promise<void> {
  await verifier.goto("/groundcheck?tab=verifikasi");
  await verifier.getByRole("link", { name: headName }).click();
  await expect(verifier.getByRole("heading", { level: 1 })).toHaveText(headName);
}

export async function returnVisit(
  verifier: Page,
  {
    reason,
    question,
    why,
  }: { readonly reason: string; readonly question: string; readonly why: string },
): Promise<void> {
  await verifier.getByLabel("Alasan dikembalikan").fill(reason);
  await verifier.getByLabel("Pertanyaan 1", { exact: true }).selectOption({ label: question });
  await verifier.getByLabel("Alasan untuk pertanyaan 1").fill(why);
  await verifier.getByRole("button", { name: "Kembalikan ke pendamping" }).click();
  await expect(verifier.getByText("Hasil kunjungan sudah dikembalikan")).toBeVisible();
}

export async function verifyVisit(verifier: Page): Promise<void> {
  await verifier.getByRole("button", { name: "Verifikasi", exact: true }).click();
  await expect(verifier.getByText("Hasil kunjungan sudah diverifikasi")).toBeVisible();
}
