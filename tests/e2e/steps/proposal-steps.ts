import { expect, type Page } from "@playwright/test";

/** Begins a proposal of the kind that the case suggests, and arrives at its draft. */
export async function beginDraft(
  operator: Page,
  caseAddress: string,
  kind: "Usul tambah" | "Usul perbaikan" | "Usul hapus",
): Promise<void> {
  await operator.goto(caseAddress);
  await operator.getByRole("link", { name: "Buat usulan" }).click();
  await expect(operator.getByRole("radio", { name: kind })).toBeChecked();
  await operator.getByRole("button", { name: "Buat draf usulan" }).click();
  await operator.waitForURL(/\/usulan\/[0-9a-f-]{36}\/ubah$/);
}

/** Gives the reason, saves, and returns the proposal's number and address. */
export async function saveDraft(
  operator: Page,
  reason: string,
): Promise<{ readonly number: number; readonly address: string }> {
  await operator.getByLabel("Alasan usulan").fill(reason);
  await operator.getByRole("button", { name: "Simpan draf" }).click();
  await operator.waitForURL(/\/usulan\/[0-9a-f-]{36}$/);
  const heading = await operator.getByRole("heading", { level: 1 }).textContent();
  return {
    number: Number(/nomor (\d+)$/.exec(heading ?? "")?.[1]),
    address: new URL(operator.url()).pathname,
  };
}

/** The page of a saved draft is open. */
export async function submitDraft(operator: Page): Promise<void> {
  await operator.getByRole("button", { name: "Ajukan ke verifikator" }).click();
  await expect(operator.getByText("Usulan diajukan ke verifikator")).toBeVisible();
  await expect(operator.getByRole("link", { name: "Ubah draf" })).toHaveCount(0);
}

/** Verifier and head each find the proposal in their own list. */
async function openFromList(page: Page, number: number): Promise<void> {
  await page.goto("/usulan");
  await page.getByRole("link", { name: `Usulan ${number}`, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`nomor ${number}`);
}

export async function verifyProposal(verifier: Page, number: number): Promise<void> {
  await openFromList(verifier, number);
  await verifier.getByRole("button", { name: "Verifikasi usulan" }).click();
  await expect(verifier.getByText("Usulan sudah diverifikasi")).toBeVisible();
}

export async function validateProposal(head: Page, number: number): Promise<void> {
  await openFromList(head, number);
  await head.getByRole("button", { name: "Sahkan usulan" }).click();
  await expect(head.getByText("Usulan sudah disahkan")).toBeVisible();
}

/** Records the berita acara of the muskel on the proposal's own page. */
export async function recordMinutes(
  operator: Page,
  address: string,
  { number, day }: { readonly number: string; readonly day: string },
): Promise<void> {
  await operator.goto(address);
  const basis = operator.getByRole("region", { name: "Dasar usulan" });
  await basis.getByText("Catat dasar", { exact: true }).click();
  await expect(basis.getByRole("radio", { name: "Berita acara musyawarah" })).toBeChecked();
  await basis.getByLabel("Nomor").fill(number);
  await basis.getByLabel("Tanggal").fill(day);
  await basis.getByRole("button", { name: "Simpan dasar" }).click();
  await expect(basis.getByText("1 usulan dicatat dasarnya")).toBeVisible();
}

/** One berita acara for the proposals that the head has validated, ticked in the list. */
export async function recordMinutesOfSeveral(
  operator: Page,
  numbers: readonly number[],
  { number, day }: { readonly number: string; readonly day: string },
): Promise<void> {
  await operator.goto("/usulan?tab=siap");
  for (const one of numbers)
    await operator.getByRole("checkbox", { name: `Centang usulan ${one}` }).check();
  await operator.getByText("Catat dasar untuk yang dicentang").click();
  await operator.getByLabel("Nomor").fill(number);
  await operator.getByLabel("Tanggal", { exact: true }).fill(day);
  await operator.getByRole("button", { name: "Catat dasar", exact: true }).click();
  await expect(operator.getByText(`${numbers.length} usulan dicatat dasarnya`)).toBeVisible();
}

/** Takes a refused proposal up again and arrives at the new draft. */
export async function takeUpAgain(operator: Page, address: string): Promise<void> {
  await operator.goto(address);
  await operator.getByRole("button", { name: "Usulkan lagi" }).click();
  await operator.waitForURL(/\/usulan\/[0-9a-f-]{36}\/ubah$/);
}
