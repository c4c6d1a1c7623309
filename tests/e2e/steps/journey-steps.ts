import { expect, type Locator, type Page } from "@playwright/test";

const STEPS = [
  "Ditemukan",
  "Dicek",
  "Diputus",
  "Usulan",
  "SIKS-NG",
  "Kemensos",
  "BPS",
  "Berubah",
] as const;
type StepName = (typeof STEPS)[number];

/** A step of the journey that the open page shows, by its name and how it stands. */
export function journeyStep(
  page: Page,
  name: StepName,
  state: "selesai" | "sekarang" | "belum" | "dilewati" | "berhenti",
): Locator {
  return (
    page
      .getByRole("region", { name: "Perjalanan" })
      .getByRole("listitem")
      // A step that is not taken yet begins with its place, for the eye alone.
      .filter({ hasText: new RegExp(`^\\d?${name}, ${state}`) })
  );
}

/** All eight steps are taken, each with its day; but for those that a story never had. */
export async function seesWholeJourney(
  page: Page,
  { without = [] }: { readonly without?: readonly StepName[] } = {},
): Promise<void> {
  for (const name of STEPS) {
    if (without.includes(name)) await expect(journeyStep(page, name, "dilewati")).toBeVisible();
    else await expect(journeyStep(page, name, "selesai").getByRole("time")).toHaveText(/\d{4}$/);
  }
}
