import type { OfficeUnderTest } from "../support/e2e-office";
import { findOpenCase } from "./support/demo-families";
import { expect, test } from "./support/demo-test";
import { inspectPage } from "./support/inspect-page";

interface Named {
  readonly name: string;
  readonly nik: string;
}

/** Whom a case about a person is about, as the release says it. */
async function personOf(office: OfficeUnderTest, caseId: string): Promise<Named> {
  const { rows } = await office.pool.query<Named>(
    `SELECT individual_release.nama AS name, individual_release.nik
       FROM error_case
       JOIN individual_release ON individual_release.individual_id = error_case.individual_id
       JOIN release ON release.id = individual_release.release_id AND release.status = 'published'
      WHERE error_case.id = $1`,
    [caseId],
  );
  const [person] = rows;
  if (!person) throw new Error("The release does not have the person");
  return person;
}

/** Whom the lists name that a double benefit was found in. */
async function recipientsOf(office: OfficeUnderTest, caseId: string): Promise<Named[]> {
  const { rows } = await office.pool.query<Named>(
    `SELECT recipient_row.nama AS name, recipient_row.nik
       FROM error_case
 CROSS JOIN LATERAL jsonb_path_query(error_case.evidence, '$.doublings[*].lines[*]') AS line
       JOIN recipient_row
         ON recipient_row.list_id = (line ->> 'listId')::int
        AND recipient_row.line_no = (line ->> 'lineNo')::int
      WHERE error_case.id = $1
   ORDER BY recipient_row.list_id, recipient_row.line_no`,
    [caseId],
  );
  return rows;
}

for (const kind of ["deceased-recipient", "invalid-nik"])
  test(`a case of ${kind} says who it is, masks the NIK and leads to the family`, async ({
    visitAs,
    office,
  }) => {
    const { id, householdId } = await findOpenCase(office, kind);
    const { name, nik } = await personOf(office, id);
    const page = await visitAs("operator");
    await page.goto(`/kasus/${id}`);

    const card = page.getByRole("region", { name: "Orang" });
    await expect(card).toContainText(name);
    await expect(card).toContainText(`•••• ${nik.slice(-4)}`);
    expect(await page.content()).not.toContain(nik);
    await inspectPage(page, `kasus-${kind}`);

    await page.getByRole("region", { name: "Keluarga" }).getByRole("link").click();
    await page.waitForURL(`/keluarga/${householdId}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });

test("a case of double-benefit names everybody who receives, line by line", async ({
  visitAs,
  office,
}) => {
  const { id, householdId } = await findOpenCase(office, "double-benefit");
  const recipients = await recipientsOf(office, id);
  const page = await visitAs("operator");
  await page.goto(`/kasus/${id}`);

  const table = page.getByRole("table", { name: /^Penerima di keluarga ini/ });
  await expect(table.getByRole("rowheader")).toHaveText(recipients.map(({ name }) => name));
  expect(recipients.length).toBeGreaterThan(1);
  for (const { nik } of recipients) {
    await expect(table).toContainText(`•••• ${nik.slice(-4)}`);
    expect(await page.content()).not.toContain(nik);
  }
  await inspectPage(page, "kasus-double-benefit");

  await page.getByRole("region", { name: "Keluarga" }).getByRole("link").click();
  await page.waitForURL(`/keluarga/${householdId}`);
});
