import { expect, type Page } from "@playwright/test";

/** Opens the open case of a family from the list of cases and returns its address. */
export async function openCase(
  page: Page,
  { kind, headName }: { readonly kind: string; readonly headName: string },
): Promise<string> {
  await page.goto("/kasus");
  await page
    .getByRole("region", { name: "Daftar kasus" })
    .getByRole("row", { name: headName })
    .filter({ hasText: kind })
    .getByRole("link", { name: headName })
    .click();
  await page.waitForURL(/\/kasus\/\d+$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(kind);
  return new URL(page.url()).pathname;
}

/** From a case's page to the family's. */
export async function openFamily(page: Page, headName: string): Promise<void> {
  await page
    .getByRole("region", { name: "Keluarga" })
    .getByRole("link", { name: headName })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(headName);
}
