import type { Page } from "@playwright/test";
import sharp from "sharp";
import { openFamily } from "./steps/case-steps";
import {
  giveVisit,
  openTask,
  openVisit,
  returnVisit,
  sendAndSeeReceipt,
  verifyVisit,
} from "./steps/groundcheck-steps";
import { downloadSheet, enterLine, lineOf, makeList, noteResult } from "./steps/hand-over-steps";
import { preparePkhList, prepareRelease, publish } from "./steps/import-steps";
import { type House, interview } from "./steps/interview-steps";
import { journeyStep, seesWholeJourney } from "./steps/journey-steps";
import {
  beginDraft,
  recordMinutes,
  saveDraft,
  submitDraft,
  validateProposal,
  verifyProposal,
} from "./steps/proposal-steps";
import { choose, goOn } from "./steps/visit-steps";
import { inspectPage } from "./support/inspect-page";
import { inventedFamily } from "./support/invented-files";
import { expect, PHONE, test } from "./support/story-test";

test.use({ story: "over the limit" });

const jumping = inventedFamily(1, 3);
const [head, child] = jumping.members;
const otherRecipient = inventedFamily(2, 4);
const neighbours = [inventedFamily(3, 2), inventedFamily(4, 7), inventedFamily(5, 5)];

const v2 = {
  name: "v2 2026",
  asOf: "2026-01-20",
  families: [jumping, otherRecipient, ...neighbours],
};
const v3 = {
  name: "v3 2026",
  asOf: "2026-04-20",
  families: [{ ...jumping, desil: 6 }, otherRecipient, ...neighbours],
};
/** As in v2 again, but for a neighbour: the very same files would be asked why they come again. */
const v4 = {
  name: "v4 2026",
  asOf: "2026-07-20",
  families: [jumping, otherRecipient, inventedFamily(3, 1), ...neighbours.slice(1)],
};

const OVER_LIMIT = { kind: "Di atas batas desil", headName: head.name };

/** Smaller and poorer than DTSEN says. */
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

const MINUTES = { number: "470/12/35.73/2026", day: "2026-07-25" };

test("a PKH family jumps to desil 6: the aid is held, the family visited, its data mended, and a person gives the aid back", async ({
  signInAs,
  visit,
}) => {
  // Four imports, two sendings and a dozen pages looked at in two sizes, on a machine that may be busy.
  test.setTimeout(900_000);
  const operator = await signInAs("operator");
  const verifier = await signInAs("verifier");
  const chief = await signInAs("head");
  const companion = await visit("companion", PHONE);

  await test.step("found by the release", () => findsTheCase(operator, verifier));
  const caseAddress = await test.step("given out", () =>
    giveVisit(operator, OVER_LIMIT, companion));
  await test.step("visited", () => visitsTheFamily(companion.page));
  await test.step("returned once", () => returnsTheVisit(verifier, companion.page));
  await test.step("verified", () => verifiesTheVisit(verifier, caseAddress));
  const proposal = await test.step("proposed", () => proposes(operator, caseAddress));
  await test.step("approved", () => approves(verifier, chief, proposal));
  await test.step("handed over", () => handsOver(operator, proposal));
  await test.step("answered", () => notesAnswers(operator, proposal.address));
  await test.step("closed by the next release", async () => {
    await publish(verifier, await prepareRelease(operator, v4));
    await seesTheEnd(verifier, caseAddress, proposal.address);
  });
  await test.step("given back by a person", () => givesTheAidBack(chief, verifier, caseAddress));
});

interface Proposal {
  readonly number: number;
  readonly address: string;
}

async function findsTheCase(operator: Page, verifier: Page): Promise<void> {
  await publish(verifier, await prepareRelease(operator, v2));
  await publish(verifier, await preparePkhList(operator, [jumping, otherRecipient]));

  const address = await prepareRelease(operator, v3);
  await inspectPage(operator, "impor-siap-operator");
  await expect(operator.getByText("Menunggu diterbitkan oleh verifikator.")).toBeVisible();
  await expect(operator.getByRole("button", { name: "Terbitkan" })).toHaveCount(0);
  await verifier.goto("/impor");
  await expect(verifier.getByRole("table", { name: "Menunggu penerbitan Anda" })).toContainText(
    "v3 2026",
  );
  await verifier.goto(address);
  await seesOneFamilyMoveUp(verifier);
  await inspectPage(verifier, "impor-siap-verifikator");
  await publish(verifier, address);
  await inspectPage(verifier, "impor-terbit");

  await opensTheOnlyNewCase(verifier);
  await readsWhy(verifier);
  await inspectPage(verifier, "kasus-di-atas-batas");
  await openFamily(verifier, head.name);
  await seesAid(verifier, "Ditangguhkan");
  await inspectPage(verifier, "keluarga-ditangguhkan");
}

async function seesOneFamilyMoveUp(verifier: Page): Promise<void> {
  const changes = verifier.getByRole("region", { name: "Perubahan terhadap v2 2026" });
  await expect(changes.getByRole("row", { name: /^Dalam rilis ini/ })).toContainText("5");
  const shifts = verifier.getByRole("region", { name: "Perubahan desil" });
  await expect(shifts.getByRole("row", { name: /^Naik 1–3 tingkat/ })).toContainText("1");
  await expect(shifts.getByRole("row", { name: /^Tetap/ })).toContainText("4");
}

async function opensTheOnlyNewCase(verifier: Page): Promise<void> {
  const outcome = verifier.getByRole("region", { name: "Kasus setelah terbit" });
  await expect(outcome).toContainText("1 bantuan ditangguhkan");
  await outcome.getByRole("link", { name: OVER_LIMIT.kind }).click();
  const cases = verifier.getByRole("region", { name: "Daftar kasus" });
  await expect(cases).toContainText("1 kasus terbuka");
  await cases.getByRole("link", { name: head.name }).click();
}

async function readsWhy(verifier: Page): Promise<void> {
  await expect(verifier.getByRole("heading", { level: 1 })).toContainText(OVER_LIMIT.kind);
  for (const sentence of [
    "Menurut DTSEN rilis v3 2026 (keadaan 20 April 2026), keluarga Bapak/Ibu berada di desil 6; pada rilis sebelumnya desil 3.",
    /diberikan sampai desil 4\./,
    /ditangguhkan otomatis oleh sistem sampai keadaan keluarga diperiksa/,
  ])
    await expect(verifier.getByText(sentence)).toBeVisible();
}

/** On the family's page. */
async function seesAid(page: Page, state: "Ditangguhkan" | "Aktif"): Promise<void> {
  const programs = page.getByRole("region", { name: "Program bantuan" });
  await expect(programs).toContainText("PKH");
  await expect(programs.getByText(state, { exact: true })).toBeVisible();
}

async function visitsTheFamily(companion: Page): Promise<void> {
  await openTask(companion, head.name);
  await interview(companion, house);
  await sendAndSeeReceipt(companion);
}

async function returnsTheVisit(verifier: Page, companion: Page): Promise<void> {
  await openVisit(verifier, head.name);
  await inspectPage(verifier, "groundcheck-dikirim");
  await seesPhotosWithoutNotes(verifier);
  await returnVisit(verifier, {
    reason: "Satu jawaban tidak cocok dengan fotonya.",
    question: "Bahan bangunan utama atap rumah terluas",
    why: "Di foto atapnya terlihat genteng.",
  });

  await companion.goto("/tugas?tab=dikembalikan");
  await expect(companion.getByText("Satu jawaban tidak cocok dengan fotonya.")).toBeVisible();
  await companion.getByRole("link", { name: head.name }).click();
  await expect(companion.getByText("Di foto atapnya terlihat genteng.").first()).toBeVisible();
  await goOn(companion, "Perumahan");
  await choose(companion, "Bahan bangunan utama atap rumah terluas", "Genteng");
  await companion.getByText("Semua langkah").click();
  await companion.getByRole("button", { name: /Periksa dan kirim$/ }).click();
  await sendAndSeeReceipt(companion);
}

/** What the camera noted is not in the files that the office sees. */
async function seesPhotosWithoutNotes(verifier: Page): Promise<void> {
  const photos = verifier.getByRole("region", { name: "Foto", exact: true }).getByRole("img");
  await expect(photos).toHaveCount(3);
  for (const photo of await photos.all()) {
    const response = await verifier.request.get((await photo.getAttribute("src")) ?? "");
    expect(response.headers()["content-type"]).toBe("image/jpeg");
    const { format, width, exif } = await sharp(await response.body()).metadata();
    expect({ format, width, exif }).toEqual({ format: "jpeg", width: 1024, exif: undefined });
  }
}

async function verifiesTheVisit(verifier: Page, caseAddress: string): Promise<void> {
  await openVisit(verifier, head.name);
  const differences = verifier.getByRole("region", { name: "Yang berbeda dari DTSEN" });
  await expect(differences.getByRole("row", { name: /Luas lantai/ })).toContainText("24");
  await expect(verifier.getByRole("region", { name: "Posisi" })).toContainText("-7.96662");
  await verifyVisit(verifier);
  await inspectPage(verifier, "groundcheck-terverifikasi");

  await verifier.goto("/penangguhan");
  const row = verifier.getByRole("row", { name: head.name });
  await expect(row).toContainText("Digroundcheck: ditemukan");
  await verifier.goto(caseAddress);
  await expect(journeyStep(verifier, "Dicek", "selesai")).toContainText("ditemukan");
  await expect(journeyStep(verifier, "Diputus", "sekarang")).toContainText("perlu diputus");
}

async function proposes(operator: Page, caseAddress: string): Promise<Proposal> {
  await beginDraft(operator, caseAddress, "Usul perbaikan");
  for (const change of [/Luas lantai.*36.*24/, /lantai.*Tanah/i, /dinding.*Anyaman bambu/i])
    await expect(operator.getByRole("checkbox", { name: change })).toBeChecked();
  await inspectPage(operator, "usulan-draf-perbaikan");
  const proposal = await saveDraft(
    operator,
    "Rumah lebih kecil dan lebih sederhana daripada yang tercatat; kepala keluarga tidak bekerja.",
  );
  await submitDraft(operator);
  return proposal;
}

async function approves(verifier: Page, chief: Page, { number }: Proposal): Promise<void> {
  await verifyProposal(verifier, number);
  await validateProposal(chief, number);
  await inspectPage(chief, "usulan-disahkan");
}

async function handsOver(operator: Page, { number, address }: Proposal): Promise<void> {
  await operator.goto("/serah-terima");
  const row = operator.getByRole("row", { name: new RegExp(`Usulan ${number}\\b`) });
  await expect(row).toContainText("Belum dicatat");
  await expect(operator.getByText("1 belum punya dasar")).toBeVisible();
  await expect(operator.getByRole("button", { name: /^Buat daftar/ })).toHaveCount(0);
  await recordMinutes(operator, address, MINUTES);

  await makeList(operator, 1);
  const [line, ...others] = await downloadSheet(operator, "Usulan");
  expect(others).toEqual([]);
  expect(line).toMatchObject({
    "No KK": jumping.nomorKk,
    NIK: head.nik,
    Nama: head.name,
    "Nomor dasar": MINUTES.number,
  });
  await enterLine(operator, head.name, "Tiket SIKS 2026-0001");
}

async function notesAnswers(operator: Page, address: string): Promise<void> {
  await operator.getByRole("link", { name: "Lihat yang menunggu hasil" }).click();
  await lineOf(operator, head.name).getByRole("checkbox").check();
  await noteResult(operator, "Disetujui Kemensos");
  await operator.goto(address);
  await noteResult(operator, "Diteruskan ke BPS");
  await expect(journeyStep(operator, "Berubah", "sekarang")).toContainText("menunggu rilis");
  await inspectPage(operator, "usulan-di-bps");
}

async function seesTheEnd(
  verifier: Page,
  caseAddress: string,
  proposalAddress: string,
): Promise<void> {
  const outcome = verifier.getByRole("region", { name: "Kasus setelah terbit" });
  await expect(outcome).toContainText("Usulan yang sudah berubah di rilis ini");
  await expect(outcome).toContainText("Bantuan ditangguhkan yang menunggu keputusan");

  await verifier.goto(caseAddress);
  await seesWholeJourney(verifier);
  await expect(verifier.getByText("Terselesaikan oleh data baru").first()).toBeVisible();
  await expect(verifier.getByRole("row", { name: /^Desil yang membuka kasus/ })).toContainText("6");
  await expect(verifier.getByRole("row", { name: /^Desil saat selesai/ })).toContainText("3");
  await inspectPage(verifier, "kasus-selesai-oleh-data");

  await verifier.goto(proposalAddress);
  await expect(verifier.getByText("Sudah berubah", { exact: true }).first()).toBeVisible();
  await seesWholeJourney(verifier);
  await inspectPage(verifier, "usulan-sudah-berubah");
}

async function givesTheAidBack(chief: Page, verifier: Page, caseAddress: string): Promise<void> {
  await verifier.goto(caseAddress);
  await openFamily(verifier, head.name);
  await seesAid(verifier, "Ditangguhkan");

  await chief.goto("/penangguhan");
  await expect(chief.getByRole("row", { name: head.name })).toContainText("Data baru: DTSEN v4");
  await chief.getByRole("link", { name: head.name }).click();
  await expect(chief.getByRole("heading", { name: "Keputusan" })).toBeVisible();
  await inspectPage(chief, "penangguhan-putusan-kepala");
  await chief.getByRole("radio", { name: "Lanjutkan bantuan" }).check();
  await chief.getByRole("button", { name: "Simpan keputusan" }).click();
  await expect(chief.getByRole("alert", { name: "Ada yang perlu diperbaiki" })).toBeVisible();
  await chief
    .getByLabel("Alasan")
    .fill("Desil kembali 3 dan kunjungan menunjukkan rumah sederhana");
  await chief.getByRole("button", { name: "Simpan keputusan" }).click();
  await expect(chief.getByText("PKH dilanjutkan")).toBeVisible();

  await verifier.reload();
  await seesAid(verifier, "Aktif");
  await seesEveryStepInTheStory(verifier);
  await inspectPage(verifier, "keluarga-selesai");
}

/** The family's page tells the whole way, each step with its day and who took it. */
async function seesEveryStepInTheStory(verifier: Page): Promise<void> {
  const story = verifier.getByRole("region", { name: "Riwayat", exact: true });
  for (const step of [
    "Kasus dibuka",
    "Bantuan ditangguhkan otomatis",
    "Groundcheck ditugaskan",
    "Dikembalikan ke pendamping",
    "Hasil kunjungan diverifikasi",
    "Usulan dibuat",
    "Usulan disahkan",
    "Dimasukkan ke SIKS-NG",
    "Disetujui Kemensos",
    "Diteruskan ke BPS",
    "Terselesaikan oleh data baru",
    "Bantuan dilanjutkan",
  ]) {
    const entry = story.getByRole("listitem").filter({ hasText: step });
    await expect(entry.getByRole("time").first()).toBeVisible();
  }
}
