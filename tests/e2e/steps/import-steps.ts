import { expect, type Page } from "@playwright/test";
import {
  dtksFile,
  dukcapilFile,
  familyFile,
  type InventedFamily,
  memberFile,
  pkhFile,
} from "../support/invented-files";

/** The worker begins within a second; the rest is for a busy machine. */
const WORK_PATIENCE_MS = 60_000;

export interface UploadedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export interface ReleaseOfFamilies {
  /** As BPS names it: `v2 2026`. */
  readonly name: string;
  readonly asOf: string;
  readonly families: readonly InventedFamily[];
}

export function csvFile(name: string, buffer: Buffer): UploadedFile {
  return { name, mimeType: "text/csv", buffer };
}

export function releaseFiles({ name, families }: ReleaseOfFamilies): UploadedFile[] {
  const version = name.replace(" ", "_");
  return [
    csvFile(`keluarga_dtsen_${version}_3573.csv`, familyFile(families)),
    csvFile(`anggota_keluarga_dtsen_${version}_3573.csv`, memberFile(families)),
  ];
}

/** Uploads files on the page for it and arrives where they are described. */
export async function upload(operator: Page, files: readonly UploadedFile[]): Promise<void> {
  await operator.goto("/impor");
  await operator.getByRole("link", { name: "Impor baru" }).click();
  await operator.getByLabel("Berkas XLSX, CSV, ZIP, atau GZ").setInputFiles([...files]);
  await operator.getByRole("button", { name: "Unggah", exact: true }).click();
  await operator.waitForURL(/\/impor\/baru\/[0-9a-f-]{36}$/);
}

/** Has uploaded files checked and returns the import's address. */
export async function check(operator: Page): Promise<string> {
  await operator.getByRole("button", { name: "Periksa berkas" }).click();
  await operator.waitForURL(/\/impor\/(?!baru)[0-9a-f-]{36}$/);
  await expect(operator.getByRole("heading", { level: 1 })).toContainText("Siap ditinjau", {
    timeout: WORK_PATIENCE_MS,
  });
  return new URL(operator.url()).pathname;
}

export async function prepareRelease(operator: Page, release: ReleaseOfFamilies): Promise<string> {
  await upload(operator, releaseFiles(release));
  await expect(operator.getByLabel("Nama rilis")).toHaveValue(release.name);
  await operator.getByLabel("Keadaan per tanggal").fill(release.asOf);
  return check(operator);
}

export async function preparePkhList(
  operator: Page,
  families: readonly InventedFamily[],
): Promise<string> {
  await upload(operator, [csvFile("penerima_pkh_tahap_4.csv", pkhFile(families))]);
  await expect(operator.getByLabel("Program", { exact: true })).toHaveValue("PKH");
  await operator.getByLabel("Nama daftar").fill("PKH tahap 4 2026");
  return check(operator);
}

export async function prepareDtks(
  operator: Page,
  families: readonly InventedFamily[],
): Promise<string> {
  await upload(operator, [csvFile("dtks_kota_malang.csv", dtksFile(families))]);
  await operator.getByLabel("Nama daftar").fill("DTKS Desember 2024");
  await operator.getByLabel("Keadaan per tanggal").fill("2024-12-31");
  return check(operator);
}

/** What the population office answered of everybody in these families; of some that they died. */
export async function prepareDukcapil(
  operator: Page,
  families: readonly InventedFamily[],
  died: readonly string[],
): Promise<string> {
  await upload(operator, [csvFile("padan_dukcapil.csv", dukcapilFile(families, died))]);
  await operator.getByLabel("Nama daftar").fill("Padan Dukcapil April 2026");
  await operator.getByLabel("Keadaan per tanggal").fill("2026-04-21");
  return check(operator);
}

/** A second person looks at what was prepared and publishes it. */
export async function publish(verifier: Page, address: string): Promise<void> {
  await verifier.goto(address);
  await verifier.getByRole("button", { name: "Terbitkan" }).click();
  await expect(verifier.getByRole("heading", { level: 1 })).toContainText("Terbit", {
    timeout: WORK_PATIENCE_MS,
  });
  await expect(verifier.getByRole("heading", { name: "Kasus setelah terbit" })).toBeVisible();
}
