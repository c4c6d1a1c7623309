import type { Page } from "@playwright/test";
import type { OfficeUnderTest } from "../support/e2e-office";
import { findOpenCase } from "./support/demo-families";
import { expect, test } from "./support/demo-test";
import { inspectPage } from "./support/inspect-page";

/** A case of the demonstration office whose proposal stands in a state, and the family it is about. */
async function findCaseWith(office: OfficeUnderTest, proposalState: string) {
  const { rows } = await office.pool.query<{ id: string; householdId: string; number: number }>(
    `SELECT error_case.id::text, error_case.household_id::text AS "householdId", proposal.number
       FROM proposal
       JOIN proposal_case ON proposal_case.proposal_id = proposal.id
       JOIN error_case ON error_case.id = proposal_case.case_id
      WHERE proposal.state = $1::proposal_state
   ORDER BY proposal.number, error_case.id
      LIMIT 1`,
    [proposalState],
  );
  const [found] = rows;
  if (!found) throw new Error(`The demonstration office has no proposal that is ${proposalState}`);
  return found;
}

/** A case that a verified visit left to be decided, apart from the demonstration's own. */
async function leaveToDecide(office: OfficeUnderTest): Promise<string> {
  const { id } = await findOpenCase(office, "misplaced-high");
  await office.pool.query("UPDATE error_case SET state = 'checked' WHERE id = $1", [id]);
  return id;
}

const journey = (page: Page) => page.getByRole("region", { name: "Perjalanan" });
const step = (page: Page, name: string) =>
  journey(page).getByRole("listitem").filter({ hasText: name });

test("a case shows its whole journey with dates, people and what is waited for", async ({
  visitAs,
  office,
}) => {
  const { id, number } = await findCaseWith(office, "entered_siks_ng");
  const page = await visitAs("operator");
  await page.goto(`/kasus/${id}`);

  await expect(journey(page).getByRole("listitem")).toHaveText([
    /^Ditemukan, selesai/,
    /^Dicek, selesai.*Vera Anggraini/,
    new RegExp(`^Diputus, selesaiusulan ${number}.*Oki Lestari`),
    /^Usulan, selesai.*Hadi Kusuma/,
    /^SIKS-NG, selesai.*Oki Lestari/,
    /^Kemensos, sekarangmenunggu hasil/,
    /^BPS, belum$/,
    /^Berubah, belum$/,
  ]);
  await expect(journey(page).locator("[aria-current=step]")).toHaveText(/^Kemensos/);
  await expect(page.getByRole("region", { name: "Riwayat kasus" })).toContainText(
    "Usulan disahkan",
  );
  await inspectPage(page, "kasus-perjalanan");
});

test("from a case each role is led to its own next step, and to no other's", async ({
  visitAs,
  office,
}) => {
  const { id, householdId } = await findOpenCase(office, "over-limit");
  const operator = await visitAs("operator");
  await operator.goto(`/kasus/${id}`);
  await operator.getByRole("link", { name: "Tugaskan groundcheck" }).click();
  await operator.waitForURL(`**/groundcheck/tugaskan?keluarga=${householdId}`);

  const verifier = await visitAs("verifier");
  await verifier.goto(`/kasus/${id}`);
  await expect(verifier.getByRole("link", { name: "Tugaskan groundcheck" })).toHaveCount(0);

  const { id: signedId } = await findCaseWith(office, "verified");
  const head = await visitAs("head");
  await head.goto(`/kasus/${signedId}`);
  await head.getByRole("link", { name: "Buka usulan" }).click();
  await head.waitForURL("**/usulan/*");
  const companion = await visitAs("companion");
  await companion.goto(`/kasus/${signedId}`);
  await expect(companion.getByRole("link", { name: "Buka usulan" })).toHaveCount(0);
});

test("after a visit the verifier decides that the data is right, with a reason", async ({
  visitAs,
  office,
}) => {
  const id = await leaveToDecide(office);
  const operator = await visitAs("operator");
  await operator.goto(`/kasus/${id}`);
  await expect(operator.getByRole("link", { name: "Buat usulan" })).toHaveAttribute(
    "href",
    `/kasus/${id}/usulan`,
  );
  await expect(operator.getByRole("button", { name: "Putuskan: data benar" })).toHaveCount(0);

  const page = await visitAs("verifier");
  await page.goto(`/kasus/${id}`);
  await page.getByRole("button", { name: "Putuskan: data benar" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Ada yang perlu" })).toBeFocused();
  await inspectPage(page, "kasus-data-benar-galat");
  await page.getByLabel("Alasan").fill("Rumah dan pekerjaan sesuai dengan data.");
  await page.getByRole("button", { name: "Putuskan: data benar" }).click();

  await expect(page.getByText("Alasan Anda tersimpan di riwayat.")).toBeVisible();
  await expect(step(page, "Diputus")).toContainText("data benar");
  await expect(step(page, "Usulan")).toContainText("dilewati");
  await inspectPage(page, "kasus-data-benar");
});

test("the page of a family tells its visits and proposals, and how far each case is", async ({
  visitAs,
  office,
}) => {
  const { householdId, number } = await findCaseWith(office, "entered_siks_ng");
  const page = await visitAs("operator");
  await page.goto(`/keluarga/${householdId}`);

  await expect(page.getByRole("region", { name: "Kasus terbuka" })).toContainText(
    "Langkah 6 dari 8: Kemensos, menunggu hasil",
  );
  const card = page.getByRole("region", { name: "Groundcheck dan usulan" });
  await expect(card.getByRole("link", { name: `Usul perbaikan nomor ${number}` })).toBeVisible();
  await expect(card.getByRole("link", { name: "Groundcheck: Ditemukan" })).toBeVisible();
  const story = page.getByRole("region", { name: "Riwayat", exact: true });
  for (const words of ["Groundcheck ditugaskan", "Hasil kunjungan diverifikasi", "Usulan disahkan"])
    await expect(story).toContainText(words);
  await inspectPage(page, "keluarga-diusulkan");
});

for (const { role, work, list } of [
  { role: "operator", work: "Keluarga yang belum ditugaskan", list: "/groundcheck" },
  {
    role: "verifier",
    work: "Usulan yang perlu diverifikasi",
    list: "/usulan?tab=verifikasi",
  },
  { role: "head", work: "Usulan yang menunggu pengesahan", list: "/usulan?tab=pengesahan" },
] as const)
  test(`the start page of ${role} begins with their own work`, async ({ visitAs }) => {
    const page = await visitAs(role);
    await page.goto("/");
    const own = page.getByRole("table", { name: "Yang menunggu tindakan Anda" });
    await expect(own.getByRole("link", { name: work })).toHaveAttribute("href", list);
    await inspectPage(page, `beranda-${role}`);

    await own.getByRole("link", { name: work }).click();
    await page.waitForURL(`**${list}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });

test("cases are found by what they wait for", async ({ visitAs }) => {
  const page = await visitAs("operator");
  await page.goto("/kasus");
  await page
    .getByLabel("Tahap kasus terbuka")
    .selectOption({ label: "Di SIKS-NG, menunggu rilis" });
  await page.getByRole("button", { name: "Terapkan saringan" }).click();

  await expect(page).toHaveURL(/tahap=menunggu-rilis/);
  const list = page.getByRole("region", { name: "Daftar kasus" });
  await expect(list.getByRole("cell", { name: "Menunggu rilis" }).first()).toBeVisible();
  await expect(list.getByRole("cell", { name: "Terbuka", exact: true })).toHaveCount(0);
  await inspectPage(page, "kasus-tahap");
});
