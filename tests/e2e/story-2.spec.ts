import type { Page } from "@playwright/test";
import {
  giveVisit,
  openTask,
  openVisit,
  sendAndSeeReceipt,
  verifyVisit,
} from "./steps/groundcheck-steps";
import { enterLine, lineOf, makeList, noteResult } from "./steps/hand-over-steps";
import { prepareDtks, prepareRelease, publish } from "./steps/import-steps";
import { type House, interview } from "./steps/interview-steps";
import { journeyStep, seesWholeJourney } from "./steps/journey-steps";
import {
  beginDraft,
  recordMinutes,
  saveDraft,
  submitDraft,
  takeUpAgain,
  validateProposal,
  verifyProposal,
} from "./steps/proposal-steps";
import { inspectPage } from "./support/inspect-page";
import { type InventedFamily, inventedFamily } from "./support/invented-files";
import { expect, PHONE, test } from "./support/story-test";

test.use({ story: "missing from DTSEN" });

const missing = inventedFamily(31, 2);
const [head, child] = missing.members;
const neighbours = [inventedFamily(32, 2), inventedFamily(33, 6), inventedFamily(34, 4)];

/** The old DTKS has two digits of the child's NIK the wrong way round. */
const WRONG_NIK = `${child?.nik.slice(0, -2)}13`;
const asDtksHasIt: InventedFamily = {
  ...missing,
  members: [head, ...missing.members.slice(1).map((one) => ({ ...one, nik: WRONG_NIK }))],
};

const v3 = { name: "v3 2026", asOf: "2026-01-20", families: neighbours };
const v4 = {
  name: "v4 2026",
  asOf: "2026-04-20",
  families: [{ ...inventedFamily(32, 3) }, ...neighbours.slice(1)],
};
const v5 = { name: "v5 2026", asOf: "2026-07-20", families: [missing, ...neighbours] };

const MISSING = { kind: "Tidak ada di DTSEN", headName: head.name };

const house: House = {
  ownership: "Bebas sewa",
  area: "20",
  floor: "Semen/bata merah",
  wall: "Tembok",
  roof: "Asbes",
  power: "450 watt",
  assets: { "Aset bergerak: Tabung gas 3 kg": "1" },
  members: [
    { name: head.name, relation: "Kepala keluarga" },
    { name: child?.name ?? "", relation: "Anak" },
  ],
};

const REFUSED_BECAUSE = "NIK anak tidak ditemukan di Dukcapil";

test("a family that DTSEN does not have is visited, proposed, refused, proposed again, and found in a later release", async ({
  signInAs,
  visit,
}) => {
  // Four imports, two proposals and pages looked at in two sizes, on a machine that may be busy.
  test.setTimeout(900_000);
  const operator = await signInAs("operator");
  const verifier = await signInAs("verifier");
  const chief = await signInAs("head");
  const companion = await visit("companion", PHONE);

  await test.step("missing", async () => {
    await publish(verifier, await prepareRelease(operator, v3));
    await publish(verifier, await prepareDtks(operator, [asDtksHasIt, ...neighbours]));
  });
  const caseAddress = await test.step("visited", async () => {
    const address = await giveVisit(operator, MISSING, companion);
    await openTask(companion.page, head.name);
    await interview(companion.page, house);
    await sendAndSeeReceipt(companion.page);
    await openVisit(verifier, head.name);
    await expect(verifier.getByText("Keluarga ini tidak ada di DTSEN")).toBeVisible();
    await verifyVisit(verifier);
    return address;
  });
  const first = await test.step("proposed and refused", async () => {
    const address = await proposes(operator, caseAddress);
    await approvesAndEnters({ operator, verifier, chief }, address);
    await isRefused(operator, address.address, caseAddress);
    return address;
  });
  const second = await test.step("proposed again", async () => {
    const address = await proposesAgain(operator, first.address);
    await approvesAndEnters({ operator, verifier, chief }, address);
    await operator.goto(address.address);
    await noteResult(operator, "Disetujui Kemensos");
    await noteResult(operator, "Diteruskan ke BPS");
    return address;
  });
  await test.step("not in the next release", async () => {
    await publish(verifier, await prepareRelease(operator, v4));
    await seesNothingChanged(operator, caseAddress, second.address);
  });
  await test.step("in the one after", async () => {
    await publish(verifier, await prepareRelease(operator, v5));
    await seesTheEnd(operator, caseAddress, { first: first.address, second: second.address });
  });
});

interface Proposal {
  readonly number: number;
  readonly address: string;
}

async function proposes(operator: Page, caseAddress: string): Promise<Proposal> {
  await beginDraft(operator, caseAddress, "Usul tambah");
  await expect(operator.getByLabel("Nomor kartu keluarga")).toHaveValue(missing.nomorKk);
  for (const [person, nik] of [
    ["Orang ke-1", head.nik],
    ["Orang ke-2", WRONG_NIK],
  ] as const)
    await expect(operator.getByRole("group", { name: person }).getByLabel("NIK")).toHaveValue(nik);
  await inspectPage(operator, "usulan-draf-tambah");
  const proposal = await saveDraft(
    operator,
    "Keluarga tinggal di kelurahan ini sejak 2012 dan dahulu tercatat di DTKS.",
  );
  await submitDraft(operator);
  return proposal;
}

async function approvesAndEnters(
  { operator, verifier, chief }: Readonly<Record<"operator" | "verifier" | "chief", Page>>,
  { number, address }: Proposal,
): Promise<void> {
  await verifyProposal(verifier, number);
  await validateProposal(chief, number);
  await recordMinutes(operator, address, {
    number: `470/${number}/35.73/2026`,
    day: "2026-02-10",
  });
  await makeList(operator, 1);
  await enterLine(operator, head.name, `Tiket SIKS 2026-00${number}`);
}

async function isRefused(operator: Page, address: string, caseAddress: string): Promise<void> {
  await operator.getByRole("link", { name: "Lihat yang menunggu hasil" }).click();
  await lineOf(operator, head.name).getByRole("checkbox").check();
  await noteResult(operator, "Ditolak Kemensos", {
    category: "NIK tidak padan",
    why: REFUSED_BECAUSE,
  });
  await operator.goto(address);
  await expect(journeyStep(operator, "Kemensos", "berhenti")).toContainText("NIK tidak padan");
  await inspectPage(operator, "usulan-ditolak");
  await operator.goto(caseAddress);
  await expect(operator.getByText("Sudah diperiksa", { exact: true }).first()).toBeVisible();
}

async function proposesAgain(operator: Page, address: string): Promise<Proposal> {
  await takeUpAgain(operator, address);
  await operator
    .getByRole("group", { name: "Orang ke-2" })
    .getByLabel("NIK")
    .fill(child?.nik ?? "");
  const proposal = await saveDraft(
    operator,
    "NIK anak diperbaiki menurut kartu keluarga pada foto kunjungan.",
  );
  await expect(operator.getByRole("link", { name: /^Usulan \d+$/ })).toHaveAttribute(
    "href",
    address,
  );
  await submitDraft(operator);
  return proposal;
}

async function seesNothingChanged(
  operator: Page,
  caseAddress: string,
  proposalAddress: string,
): Promise<void> {
  await operator.goto("/kasus?tahap=belum-berubah");
  await expect(operator.getByRole("row", { name: head.name })).toContainText("Belum berubah");
  await operator.goto(caseAddress);
  await expect(operator.getByText("Menunggu rilis", { exact: true }).first()).toBeVisible();
  await expect(
    operator.getByText(/^Belum berubah: keluarga Bapak\/Ibu masih belum ada di/).first(),
  ).toBeVisible();
  await inspectPage(operator, "kasus-belum-berubah");
  await operator.goto(proposalAddress);
  await expect(journeyStep(operator, "Berubah", "sekarang")).toContainText(
    "belum berubah di rilis v4 2026",
  );
  await inspectPage(operator, "usulan-belum-berubah");
}

async function seesTheEnd(
  operator: Page,
  caseAddress: string,
  { first, second }: { readonly first: string; readonly second: string },
): Promise<void> {
  await operator.goto(caseAddress);
  await expect(operator.getByText("Terselesaikan oleh data baru").first()).toBeVisible();
  await seesWholeJourney(operator);
  await operator.goto(second);
  await expect(operator.getByText("Sudah berubah", { exact: true }).first()).toBeVisible();
  await seesWholeJourney(operator);
  await operator.goto(first);
  await expect(operator.getByText("Ditolak Kemensos", { exact: true }).first()).toBeVisible();
}
