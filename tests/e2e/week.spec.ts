import { readFile } from "node:fs/promises";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import readXlsxFile from "read-excel-file/node";
import { openCase } from "./steps/case-steps";
import {
  giveVisit,
  openTask,
  openVisit,
  sendAndSeeReceipt,
  verifyVisit,
} from "./steps/groundcheck-steps";
import { enterLine, makeList } from "./steps/hand-over-steps";
import { prepareDukcapil, preparePkhList, prepareRelease, publish } from "./steps/import-steps";
import { type House, interview } from "./steps/interview-steps";
import {
  beginDraft,
  recordMinutesOfSeveral,
  saveDraft,
  submitDraft,
  validateProposal,
  verifyProposal,
} from "./steps/proposal-steps";
import { smallPicture } from "./support/checked-families";
import { inventedFamily } from "./support/invented-files";
import { expect, PHONE, test, type Visitor } from "./support/story-test";

test.use({ story: "a week of an office" });

const jumping = inventedFamily(61, 3);
const bereaved = inventedFamily(62, 2);
const neighbours = [inventedFamily(63, 2), inventedFamily(64, 7), inventedFamily(65, 5)];
const families = [jumping, bereaved, ...neighbours];
const [head, child] = jumping.members;
const [dead] = bereaved.members;

const v2 = { name: "v2 2026", asOf: "2026-01-20", families };
const v3 = {
  name: "v3 2026",
  asOf: "2026-04-20",
  families: [{ ...jumping, desil: 6 }, bereaved, ...neighbours],
};

const house: House = {
  ownership: "Milik sendiri",
  area: "24",
  floor: "Tanah",
  wall: "Anyaman bambu",
  roof: "Seng",
  power: "450 watt",
  assets: {},
  members: [{ name: head.name }, { name: child?.name ?? "" }],
};

const COMPANION = { name: "Laras Puspita", username: "laras.puspita" };
const PASSWORD = "perahu kuning danau seruling";

test("a week of an office: five people, from an invitation and files to signatures, a print and a hand-over", async ({
  browser,
  office,
  locale,
  timezoneId,
  signInAs,
}) => {
  // Four imports, a visit, two proposals and a dashboard, on a machine that may be busy.
  test.setTimeout(900_000);
  const admin = await signInAs("admin");
  const operator = await signInAs("operator");
  const verifier = await signInAs("verifier");
  const chief = await signInAs("head");
  const phone = { baseURL: office.url, locale, timezoneId, ...PHONE };

  const companion = await test.step("Monday: a companion is invited, and files come", async () => {
    const invited = await invites(admin, browser, phone);
    await publish(verifier, await prepareRelease(operator, v2));
    await publish(verifier, await preparePkhList(operator, [jumping, bereaved]));
    await publish(verifier, await prepareRelease(operator, v3));
    await publish(verifier, await prepareDukcapil(operator, families, [dead.nik]));
    return invited;
  });
  const cases = await test.step("Tuesday: what was found is visited", async () => {
    const jumped = await giveVisit(
      operator,
      { kind: "Di atas batas desil", headName: head.name },
      companion,
    );
    await openTask(companion.page, head.name);
    await interview(companion.page, house);
    await sendAndSeeReceipt(companion.page);
    return {
      jumped,
      died: await openCase(operator, { kind: "Penerima meninggal", headName: dead.name }),
    };
  });
  const proposals = await test.step("Wednesday: verified, and proposed", async () => {
    await openVisit(verifier, head.name);
    await verifyVisit(verifier);
    return [await amends(operator, cases.jumped), await removes(operator, cases.died)];
  });
  await test.step("Thursday: the head reads for five minutes, and signs", async () => {
    for (const { number } of proposals) await verifyProposal(verifier, number);
    await reads(chief);
    for (const { number } of proposals) await validateProposal(chief, number);
    await prints(chief);
  });
  await test.step("Friday: handed over, taken along, and looked through", async () => {
    await recordMinutesOfSeveral(
      operator,
      proposals.map(({ number }) => number),
      { number: "470/44/35.73/2026", day: "2026-04-30" },
    );
    await makeList(operator, 2);
    await enterLine(operator, head.name, "Tiket SIKS 2026-0044");
    await enterLine(operator, dead.name, "Tiket SIKS 2026-0045");
    await takesTheListAlong(operator);
    await looksThroughTheWeek(admin, companion);
  });
});

/** The admin hands a link over; the companion sets a password and signs in on the phone. */
async function invites(
  admin: Page,
  browser: Browser,
  phone: BrowserContextOptions,
): Promise<Visitor> {
  await admin.goto("/pengguna/baru");
  await admin.getByLabel("Nama lengkap").fill(COMPANION.name);
  await admin.getByLabel("Peran").selectOption({ label: "Pendamping" });
  await admin.getByLabel("Kecamatan atau kelurahan tertentu").check();
  await admin.getByLabel("Kecamatan Lowokwaru, seluruhnya").check();
  await admin.getByLabel("Nama pengguna").fill(COMPANION.username);
  await admin.getByRole("button", { name: "Undang dan buat tautan" }).click();
  await expect(admin.getByText(`Serahkan tautan ini kepada ${COMPANION.name}`)).toBeVisible();
  const link = (await admin.locator("code").textContent()) ?? "";

  const page = await (await browser.newContext(phone)).newPage();
  await page.goto(new URL(link).pathname);
  await page.getByLabel("Kata sandi baru").fill(PASSWORD);
  await page.getByLabel("Ketik sekali lagi").fill(PASSWORD);
  await page.getByRole("button", { name: "Simpan kata sandi" }).click();
  await page.getByLabel("Nama pengguna").fill(COMPANION.username);
  await page.getByLabel("Kata sandi").fill(PASSWORD);
  await page.getByRole("button", { name: "Masuk" }).click();
  await expect(page.getByRole("heading", { name: "Yang menunggu" })).toBeVisible();
  return { name: COMPANION.name, page };
}

async function amends(operator: Page, caseAddress: string) {
  await beginDraft(operator, caseAddress, "Usul perbaikan");
  const proposal = await saveDraft(operator, "Rumah lebih sederhana daripada yang tercatat.");
  await submitDraft(operator);
  return proposal;
}

/** No visit is needed: the certificate is the evidence. */
async function removes(operator: Page, caseAddress: string) {
  await beginDraft(operator, caseAddress, "Usul hapus");
  await expect(operator.getByRole("radio", { name: "Anggota tertentu" })).toBeChecked();
  await expect(operator.getByRole("checkbox", { name: dead.name })).toBeChecked();
  await operator.getByLabel("Pilih foto").setInputFiles({
    name: "akta.jpg",
    mimeType: "image/jpeg",
    buffer: await smallPicture(),
  });
  await operator.getByRole("button", { name: "Unggah foto" }).click();
  await expect(operator.getByText("1 foto tersimpan")).toBeVisible();
  const proposal = await saveDraft(operator, "Akta kematian ditunjukkan keluarga.");
  await submitDraft(operator);
  return proposal;
}

/** The figures are those of the five families of this office. */
async function reads(chief: Page): Promise<void> {
  await chief.goto("/");
  await chief.getByRole("link", { name: "Buka dasbor" }).click();
  await expect(chief.getByRole("heading", { level: 1, name: "Dasbor" })).toBeVisible();
  await expect(chief.getByText("dari 5 keluarga, 10 jiwa", { exact: true })).toBeVisible();
  await expect(chief.getByText("dari 1 bantuan yang ditangguhkan", { exact: true })).toBeVisible();
  await expect(chief.getByRole("region", { name: "Menunggu Anda" })).toContainText(
    "Usulan yang menunggu pengesahan",
  );
  await chief.getByRole("link", { name: /^Kasus terbuka/ }).click();
  await expect(chief.getByText("2 kasus terbuka")).toBeVisible();
}

async function prints(chief: Page): Promise<void> {
  await chief.goto("/dasbor");
  const pdf = (await chief.pdf({ preferCSSPageSize: true })).toString("latin1");

  expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
}

async function takesTheListAlong(operator: Page): Promise<void> {
  await operator.goto("/kasus?tahap=menunggu-rilis");
  await operator.getByText("Unduh daftar", { exact: true }).click();
  await operator.getByLabel("Untuk apa?").fill("Rapat evaluasi mingguan");
  const [download] = await Promise.all([
    operator.waitForEvent("download"),
    operator.getByRole("button", { name: "Unduh", exact: true }).click(),
  ]);
  const [data] = await readXlsxFile(await readFile(await download.path()));
  const [titles = [], ...rows] = data?.data ?? [];
  const heads = rows.map((row) => row[titles.indexOf("Kepala keluarga")]);

  expect(heads.toSorted()).toEqual([head.name, dead.name].toSorted());
}

/** What was taken and by whom stands there; the companion's phone is signed out for the weekend. */
async function looksThroughTheWeek(admin: Page, companion: Visitor): Promise<void> {
  await admin.goto("/audit?tindakan=list.export");
  await expect(admin.getByRole("row", { name: /Daftar diunduh/ })).toHaveCount(1);
  await admin.goto("/pengguna");
  await admin.getByRole("link", { name: COMPANION.name }).click();
  await admin.getByRole("button", { name: /^Keluarkan/ }).click();
  await expect(admin.getByText("1 perangkat dikeluarkan")).toBeVisible();
  await companion.page.goto("/tugas");
  await expect(companion.page).toHaveURL(/\/masuk$/);
}
