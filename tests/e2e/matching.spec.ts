import { check, csvFile, prepareRelease, publish, upload } from "./steps/import-steps";
import { inspectPage } from "./support/inspect-page";
import { inventedFamily } from "./support/invented-files";
import { expect, test } from "./support/story-test";

test.use({ story: "pemadanan" });

const FAMILIES = [inventedFamily(71, 2), inventedFamily(72, 3), inventedFamily(73, 4)] as const;
const [first, second, third] = FAMILIES;

/** One by its NIK, two whose NIK belongs to somebody of another name, one whom nobody knows. */
const LIST = csvFile(
  "calon_penerima_beasiswa.csv",
  Buffer.from(
    [
      "NO;NIK;NAMA SISWA;TGL LAHIR;SEKOLAH",
      `1;${first.members[0].nik};H. ${first.members[0].name}, S.Pd;;SMP Contoh 1`,
      `2;${second.members[0].nik};BAGASKARA WIRYAWAN;;SMP Contoh 1`,
      `3;${third.members[0].nik};PRAMESWARI KUSUMA;;SMP Contoh 2`,
      "4;1035730101709999;SULASTRI;01/01/1970;SMP Contoh 2",
      "",
    ].join("\n"),
  ),
);

test("a list of another office is compared, decided by keyboard, and given back", async ({
  signInAs,
}) => {
  test.setTimeout(240_000);
  const operator = await signInAs("operator");
  const verifier = await signInAs("verifier");
  const release = { name: "v1 2026", asOf: "2026-01-20", families: [...FAMILIES] };
  await publish(verifier, await prepareRelease(operator, release));
  await operator.goto("/pemadanan");
  await expect(operator.getByText("Belum ada daftar yang dipadankan")).toBeVisible();

  await test.step("the file is recognised and compared", async () => {
    await upload(operator, [LIST]);
    await operator.getByLabel("Nama daftar").fill("Dinas Pendidikan, calon penerima beasiswa");
    await operator.getByRole("button", { name: "Padankan" }).click();
    await operator.waitForURL(/\/pemadanan\/[0-9a-f-]{36}$/);
    await expect(operator.getByRole("heading", { level: 1 })).toContainText("Menunggu keputusan", {
      timeout: 60_000,
    });
    const tabs = operator.getByRole("navigation", { name: "Hasil pemadanan" });
    await expect(tabs.getByRole("link", { name: "Mirip" })).toContainText("2");
    await expect(tabs.getByRole("link", { name: "Padan 1", exact: true })).toBeVisible();
    await expect(operator.getByRole("table").first()).not.toContainText(second.members[0].nik);
    await inspectPage(operator, "pemadanan-mirip");
    await tabs.getByRole("link", { name: "Tidak padan" }).click();
    await expect(operator.getByRole("table").first()).toContainText("SULASTRI");
    await tabs.getByRole("link", { name: "Mirip" }).click();
  });

  await test.step("two doubtful rows are decided without a mouse", async () => {
    await operator.getByRole("link", { name: "Putuskan satu per satu" }).click();
    await expect(operator.getByRole("heading", { level: 1 })).toContainText("BAGASKARA");
    await inspectPage(operator, "pemadanan-baris");
    await expect(operator.getByRole("radio").first()).toBeFocused();
    await operator.keyboard.press("ArrowDown");
    await operator.keyboard.press("Enter");
    await expect(operator.getByRole("heading", { level: 1 })).toContainText("PRAMESWARI");
    await operator.getByRole("button", { name: "Putuskan" }).click();
    await expect(operator.getByRole("link", { name: /Pilih orangnya/ })).toBeVisible();
    await operator.getByRole("radio").first().focus();
    await operator.keyboard.press("Space");
    await operator.keyboard.press("Enter");
    await operator.waitForURL(/tab=mirip$/);
    await expect(operator.getByText("Tidak ada baris yang menunggu keputusan")).toBeVisible();
    await expect(operator.getByRole("heading", { level: 1 })).toContainText("Selesai");
  });

  await test.step("a decision is taken back", async () => {
    const tabs = operator.getByRole("navigation", { name: "Hasil pemadanan" });
    await tabs.getByRole("link", { name: "Padan 2", exact: true }).click();
    await inspectPage(operator, "pemadanan-padan");
    await operator.getByRole("link", { name: "PRAMESWARI KUSUMA" }).click();
    await inspectPage(operator, "pemadanan-baris-diputus");
    await operator.getByRole("button", { name: "Tarik keputusan ini" }).click();
    await expect(operator.getByRole("radio").first()).toBeVisible();
  });

  await test.step("the list comes back with its own columns and what was found", async () => {
    await operator.getByRole("link", { name: "Kembali ke hasil pemadanan" }).click();
    await operator.getByText("Unduh hasil").click();
    await operator.getByLabel("Untuk apa?").fill("Jawaban kepada Dinas Pendidikan");
    await operator.getByLabel(/CSV/).check();
    const download = operator.waitForEvent("download");
    await operator.getByRole("button", { name: "Unduh", exact: true }).click();
    const stream = await (await download).createReadStream();
    const text = (await stream.toArray()).join("");
    expect(text).toContain("NO;NIK;NAMA SISWA;TGL LAHIR;SEKOLAH;Hasil pemadanan;Cara;Skor");
    expect(text).toContain("SMP Contoh 2;Tidak padan;Tidak ada orang yang cocok");
    expect(text).not.toContain(first.members[0].nik);
    await operator.goto("/pemadanan");
    await inspectPage(operator, "pemadanan");
  });
});

test("a list of deaths asks before it calls a namesake dead", async ({ signInAs }) => {
  const operator = await signInAs("operator");
  const verifier = await signInAs("verifier");
  const release = { name: "v2 2026", asOf: "2026-02-20", families: FAMILIES.toReversed() };
  await publish(verifier, await prepareRelease(operator, release));
  const [member] = third.members;
  const rows = [
    "NIK;NAMA;TGL LAHIR;TGL MENINGGAL;SUMBER",
    `${second.members[0].nik};${second.members[0].name};;01/10/2026;Kelurahan`,
    `;${member.name};${member.birthDate};02/10/2026;RSUD`,
    "",
  ];
  await upload(operator, [csvFile("kematian_oktober.csv", Buffer.from(rows.join("\n")))]);
  await operator.getByLabel("Nama daftar").fill("RSUD, kematian Oktober 2026");
  const address = await check(operator);
  const found = operator.getByRole("region", { name: "Orang dalam daftar kematian" });
  await expect(found).toContainText("Mirip1");
  await inspectPage(operator, "impor-kematian");

  await found.getByRole("link", { name: "Putuskan" }).click();
  await expect(operator.getByText("belum cukup untuk memastikan")).toBeVisible();
  const navigation = operator.getByRole("navigation", { name: "Utama" });
  await expect(navigation.getByRole("link", { name: "Impor" })).toHaveAttribute("aria-current");
  await operator.getByRole("link", { name: "Putuskan satu per satu" }).click();
  await expect(operator.getByText("meninggal 2 Oktober 2026, dilaporkan RSUD")).toBeVisible();
  await inspectPage(operator, "kematian-baris");
  await operator.getByRole("radio").first().check();
  await operator.getByRole("button", { name: "Putuskan" }).click();
  await operator.waitForURL(/tab=mirip$/);
  await publish(verifier, address);
});
