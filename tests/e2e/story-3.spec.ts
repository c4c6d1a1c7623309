import type { Page } from "@playwright/test";
import {
  giveVisit,
  openTask,
  openVisit,
  sendAndSeeReceipt,
  verifyVisit,
} from "./steps/groundcheck-steps";
import { lineOf, makeList, noteResult } from "./steps/hand-over-steps";
import { prepareRelease, publish } from "./steps/import-steps";
import { findFamilyGone, type House, interview } from "./steps/interview-steps";
import { journeyStep, seesWholeJourney } from "./steps/journey-steps";
import {
  beginDraft,
  recordMinutesOfSeveral,
  saveDraft,
  submitDraft,
  validateProposal,
  verifyProposal,
} from "./steps/proposal-steps";
import { inspectPage } from "./support/inspect-page";
import { inventedFamily } from "./support/invented-files";
import { expect, PHONE, test } from "./support/story-test";

test.use({ story: "well-off but ranked low" });

const wealthy = {
  ...inventedFamily(41, 2),
  house: { aset_bergerak_mobil: "1", daya_terpasang: "4", jenis_lantai_terluas: "8" },
};
const gone = { ...inventedFamily(42, 3), house: { aset_tidak_bergerak_rumah_lainnya: "1" } };
const neighbours = [inventedFamily(43, 2), inventedFamily(44, 5)];
const [wealthyHead, wealthyChild] = wealthy.members;
const [goneHead] = gone.members;

const v3 = { name: "v3 2026", asOf: "2026-01-20", families: [wealthy, gone, ...neighbours] };
/** Something of a neighbour's changes, nothing of theirs. */
const v4 = {
  name: "v4 2026",
  asOf: "2026-04-20",
  families: [wealthy, gone, inventedFamily(43, 3), inventedFamily(44, 5)],
};
const v5 = {
  name: "v5 2026",
  asOf: "2026-07-20",
  families: [{ ...wealthy, desil: 7 }, ...neighbours],
};

const KIND = "Ditempatkan terlalu rendah";

const house: House = {
  ownership: "Milik sendiri",
  area: "140",
  floor: "Keramik",
  wall: "Tembok",
  roof: "Genteng",
  power: "2.200 watt",
  assets: {
    "Aset bergerak: Lemari es/kulkas": "2",
    "Aset bergerak: AC": "2",
    "Aset bergerak: Mobil": "1",
    "Total nilai aset mobil": "145.000.000",
  },
  members: [{ name: wealthyHead.name }, { name: wealthyChild?.name ?? "" }],
};

test("families with a car or a second house are ranked low: one is mended, one has gone, and it takes two releases", async ({
  signInAs,
  visit,
}) => {
  // Three imports, two visits and pages looked at in two sizes, on a machine that may be busy.
  test.setTimeout(900_000);
  const operator = await signInAs("operator");
  const verifier = await signInAs("verifier");
  const chief = await signInAs("head");
  const companion = await visit("companion", PHONE);

  const cases = await test.step("found and given out", async () => {
    await publish(verifier, await prepareRelease(operator, v3));
    const of = (headName: string) => giveVisit(operator, { kind: KIND, headName }, companion);
    return { wealthy: await of(wealthyHead.name), gone: await of(goneHead.name) };
  });
  await test.step("visited", async () => {
    await visitsBoth(companion.page);
    await verifiesBoth(verifier);
  });
  const proposals = await test.step("proposed and approved", async () => {
    const made = await proposesBoth(operator, cases);
    for (const { number } of [made.amendment, made.removal]) {
      await verifyProposal(verifier, number);
      await validateProposal(chief, number);
    }
    return made;
  });
  await test.step("handed over and answered, several at once", async () => {
    const { amendment, removal } = proposals;
    await recordMinutesOfSeveral(operator, [amendment.number, removal.number], {
      number: "470/31/35.73/2026",
      day: "2026-02-10",
    });
    await makeList(operator, 2);
    await entersBoth(operator);
    await areApproved(operator);
  });
  await test.step("unchanged in the next release", async () => {
    await publish(verifier, await prepareRelease(operator, v4));
    await seesNothingChanged(verifier, cases.wealthy, proposals.amendment.address);
  });
  await test.step("changed in the one after", async () => {
    await publish(verifier, await prepareRelease(operator, v5));
    await seesTheEnd(verifier, cases, proposals);
  });
});

interface Cases {
  readonly wealthy: string;
  readonly gone: string;
}

interface Proposal {
  readonly number: number;
  readonly address: string;
}

interface Proposals {
  readonly amendment: Proposal;
  readonly removal: Proposal;
}

async function visitsBoth(companion: Page): Promise<void> {
  await openTask(companion, wealthyHead.name);
  await expect(companion.getByRole("region", { name: "Mengapa dikunjungi" })).toContainText(KIND);
  await interview(companion, house);
  await sendAndSeeReceipt(companion);
  await openTask(companion, goneHead.name);
  await findFamilyGone(companion, "Menurut ketua RT, keluarga ini pindah ke Surabaya bulan lalu.");
  await sendAndSeeReceipt(companion);
}

async function verifiesBoth(verifier: Page): Promise<void> {
  await openVisit(verifier, wealthyHead.name);
  const asset = verifier.getByRole("row", { name: /^Aset bergerak: Mobil/ });
  await expect(asset).toContainText("Ya");
  await verifyVisit(verifier);
  await openVisit(verifier, goneHead.name);
  await expect(verifier.getByText("Wawancara tidak dilakukan: Pindah")).toBeVisible();
  await inspectPage(verifier, "groundcheck-pindah");
  await verifyVisit(verifier);
}

async function proposesBoth(operator: Page, cases: Cases): Promise<Proposals> {
  await beginDraft(operator, cases.wealthy, "Usul perbaikan");
  await expect(operator.getByRole("checkbox", { name: /lantai.*Tanah.*Keramik/i })).toBeChecked();
  const amendment = await saveDraft(
    operator,
    "Rumah besar berlantai keramik, dua AC, mobil sendiri: lantai tanah di DTSEN keliru.",
  );
  await submitDraft(operator);

  await beginDraft(operator, cases.gone, "Usul hapus");
  await expect(operator.getByRole("radio", { name: "Seluruh keluarga" })).toBeChecked();
  await expect(operator.getByLabel("Sebab penghapusan")).toHaveValue("moved");
  await inspectPage(operator, "usulan-draf-hapus");
  const removal = await saveDraft(
    operator,
    "Keluarga pindah; rumahnya sekarang ditempati penyewa.",
  );
  await submitDraft(operator);
  return { amendment, removal };
}

async function tickBoth(operator: Page): Promise<void> {
  for (const name of [wealthyHead.name, goneHead.name])
    await lineOf(operator, name).getByRole("checkbox").check();
}

async function entersBoth(operator: Page): Promise<void> {
  await tickBoth(operator);
  const many = operator.getByRole("complementary", { name: "Catat beberapa baris sekaligus" });
  await many.getByLabel("Bukti dari SIKS-NG").fill("Tiket SIKS 2026-0031");
  await many.getByRole("button", { name: "Catat yang dicentang" }).click();
  await expect(operator.getByText("2 usulan dicatat sudah dientri")).toBeVisible();
}

async function areApproved(operator: Page): Promise<void> {
  await operator.getByRole("link", { name: "Lihat yang menunggu hasil" }).click();
  for (const result of ["Disetujui Kemensos", "Diteruskan ke BPS"]) {
    await tickBoth(operator);
    await noteResult(operator, result);
    await operator.reload();
  }
}

async function seesNothingChanged(
  verifier: Page,
  caseAddress: string,
  proposalAddress: string,
): Promise<void> {
  const outcome = verifier.getByRole("region", { name: "Kasus setelah terbit" });
  await expect(outcome).toContainText("Usulan yang disetujui, tetapi belum berubah");
  await verifier.goto(caseAddress);
  await expect(
    verifier
      .getByText(/^Belum berubah: menurut .*v4 2026.* keluarga Bapak\/Ibu masih berada di desil 2/)
      .first(),
  ).toBeVisible();
  await expect(verifier.getByText("Rilis baru: belum berubah").first()).toBeVisible();
  await verifier.goto(proposalAddress);
  await expect(verifier.getByText("Belum berubah", { exact: true }).first()).toBeVisible();
}

async function seesTheEnd(verifier: Page, cases: Cases, proposals: Proposals): Promise<void> {
  await verifier.goto(cases.wealthy);
  await seesWholeJourney(verifier);
  await expect(journeyStep(verifier, "Ditemukan", "selesai")).toContainText("rilis v3 2026");
  await expect(verifier.getByRole("row", { name: /^Desil di DTSEN/ })).toContainText("2");
  await expect(verifier.getByRole("row", { name: /^Desil saat selesai/ })).toContainText("7");
  await inspectPage(verifier, "kasus-terlalu-rendah-selesai");
  await verifier.goto(cases.gone);
  await seesWholeJourney(verifier);
  await expect(verifier.getByRole("row", { name: /^Desil saat selesai/ })).toContainText(
    "Tidak ada di rilis ini",
  );
  for (const { address } of [proposals.amendment, proposals.removal]) {
    await verifier.goto(address);
    await expect(verifier.getByText("Sudah berubah", { exact: true }).first()).toBeVisible();
    await seesWholeJourney(verifier);
  }
}
