import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";
import readXlsxFile from "read-excel-file/node";

export function lineOf(page: Page, headName: string): Locator {
  return page.getByRole("region", { name: new RegExp(`^\\d+\\. ${headName}$`) });
}

/** Makes a list of all that is ready and opens it. */
export async function makeList(operator: Page, proposals: number): Promise<void> {
  await operator.goto("/serah-terima");
  await operator
    .getByRole("button", { name: `Buat daftar dari semua yang siap (${proposals})` })
    .click();
  await operator.getByRole("link", { name: /^Buka daftar \d+$/ }).click();
  await expect(operator.getByRole("heading", { level: 1 })).toHaveText(/^Daftar serah terima \d+$/);
}

/** The rows of a sheet of the downloaded workbook, each by the titles of its columns. */
export async function downloadSheet(
  operator: Page,
  name: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const [download] = await Promise.all([
    operator.waitForEvent("download"),
    operator.getByRole("link", { name: "Unduh XLSX" }).click(),
  ]);
  const sheets = await readXlsxFile(await readFile(await download.path()));
  const rows = sheets.find(({ sheet }) => sheet === name)?.data ?? [];
  const start = rows.findIndex((row) => row.includes("No KK"));
  const titles = (rows[start] ?? []).map(String);
  return rows
    .slice(start + 1)
    .map((row) => Object.fromEntries(titles.map((title, place) => [title, row[place]])));
}

/** Ticks a line as typed into SIKS-NG today, with what SIKS-NG answered. */
export async function enterLine(operator: Page, headName: string, evidence: string): Promise<void> {
  const line = lineOf(operator, headName);
  await expect(line.getByLabel("Tanggal entri")).toHaveValue(/^\d{4}-\d{2}-\d{2}$/);
  await line.getByLabel("Bukti dari SIKS-NG").fill(evidence);
  await line.getByRole("button", { name: "Sudah dientri" }).click();
  await expect(operator.getByText(/^Usulan \d+ dicatat sudah dientri$/)).toBeVisible();
}

/** Notes a result for the ticked lines of a list, or on a proposal's own page. */
export async function noteResult(
  operator: Page,
  result: string,
  { category, why }: { readonly category?: string; readonly why?: string } = {},
): Promise<void> {
  await operator.getByRole("radio", { name: result }).check();
  if (category !== undefined) {
    await operator.getByLabel("Alasan penolakan").selectOption({ label: category });
    await operator.getByLabel("Penjelasan").fill(why ?? "");
  }
  await operator.getByRole("button", { name: "Catat hasil" }).click();
  await expect(operator.getByText(/^(Usulan \d+|\d+ usulan) dicatat hasilnya$/)).toBeVisible();
}
