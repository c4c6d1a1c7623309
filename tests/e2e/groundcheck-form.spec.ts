import {
  answerHouse,
  choose,
  FRONT,
  fillInterview,
  goOn,
  LIVING_ROOM,
  seesReceipt,
  seesStep,
  sendVisit,
  takePhoto,
} from "./steps/visit-steps";
import { expect, giveTask, listVisits, returnTask, test } from "./support/field-test";
import { inspectPage } from "./support/inspect-page";

test("a companion finds the task, fills the form in on the phone and holds the receipt", async ({
  companion,
  office,
}) => {
  test.setTimeout(240_000);
  const { page, id } = companion;
  await page.goto("/tugas");
  await expect(page.getByText("Tidak ada keluarga yang perlu dikunjungi")).toBeVisible();
  await inspectPage(page, "tugas-kosong");
  const task = await giveTask(office, id);
  await page.reload();
  await inspectPage(page, "tugas-daftar");

  await page.getByRole("link", { name: task.headName }).click();
  await expect(page.getByRole("region", { name: "Mengapa dikunjungi" })).toContainText(
    "Di atas batas desil",
  );
  await inspectPage(page, "tugas-keberadaan");
  await fillInterview(page, task.names);
  await expect(page.getByText("Semua pertanyaan terjawab.")).toBeVisible();
  await inspectPage(page, "tugas-kirim");
  await sendVisit(page);
  await seesReceipt(page);
  await inspectPage(page, "tugas-terkirim");

  const [visit, ...others] = await listVisits(office, task.id);
  expect(others).toEqual([]);
  expect(visit).toMatchObject({ result: "found", positionSource: "device" });
  expect(visit?.answers.answers).toMatchObject({ "9": 42, "22c": 1, "22g_nilai": 6_500_000 });
  const { rows } = await office.pool.query<{ question: string; bytes: number; side: number }>(
    `SELECT question, bytes, greatest(width, height) AS side
       FROM attachment WHERE groundcheck_id = $1 ORDER BY question`,
    [task.id],
  );
  expect(rows.map(({ question }) => question)).toEqual(["21a", "21b", "kk"]);
  for (const { side } of rows) expect(side).toBe(1024);
  const views = await office.pool.query(
    `SELECT FROM audit_event WHERE action = 'household.view' AND subject_id = $1 AND actor_id = $2`,
    [task.householdId, id],
  );
  expect(views.rowCount).toBeGreaterThan(0);
  await page.getByRole("link", { name: "Kembali ke Tugas saya" }).click();
  await page.getByRole("link", { name: /^Terkirim/ }).click();
  await expect(page.getByRole("link", { name: task.headName })).toBeVisible();
});

test("what is missing leads to its question, and a warning has to be looked at", async ({
  companion,
  office,
}) => {
  const { page, id } = companion;
  const task = await giveTask(office, id);
  await page.goto(`/tugas/${task.id}`);
  await choose(page, "Status keberadaan keluarga", "Ditemukan");
  await page.getByText("Semua langkah").click();
  await page.getByRole("button", { name: /Periksa dan kirim$/ }).click();
  await seesStep(page, "Periksa dan kirim");
  await inspectPage(page, "tugas-galat");

  await page.getByRole("button", { name: "7 pertanyaan belum dijawab" }).click();
  await expect(page.getByLabel(`Ambil foto: ${FRONT}`)).toBeFocused();
  const area = page.getByLabel("Luas lantai bangunan tempat tinggal (m²)");
  await expect(area).toHaveAccessibleDescription(/Belum diisi/);
  await area.fill("0");
  await expect(page.getByText("Paling sedikit 1.")).toBeVisible();
  await inspectPage(page, "tugas-pertanyaan-galat");
  await page.getByText("Semua langkah").click();
  await page.getByRole("button", { name: /Periksa dan kirim$/ }).click();
  await page.getByRole("button", { name: /^Luas lantai.* Paling sedikit 1\.$/ }).click();
  await expect(area).toBeFocused();
  await area.fill("36");
  await expect(area).not.toHaveAccessibleDescription(/Paling sedikit/);

  await page.getByText("Semua langkah").click();
  await page.getByRole("button", { name: /Anggota keluarga$/ }).click();
  await page.getByRole("button", { name: "Tambah anggota baru" }).click();
  await expect(page.getByLabel("Nama anggota keluarga")).toBeFocused();
  await page.getByLabel("Nomor Induk Kependudukan (NIK)").fill("1012 3456 7890");
  await expect(page.getByText("NIK anggota baru harus 16 digit.")).toBeVisible();
  await inspectPage(page, "tugas-anggota");
});

test("a family that is not there needs no interview", async ({ companion, office }) => {
  const { page, id } = companion;
  const task = await giveTask(office, id);
  await page.goto(`/tugas/${task.id}`);
  await choose(page, "Status keberadaan keluarga", "Tidak Ditemukan (STOP)");
  await goOn(page, "Perumahan");
  await expect(page.getByRole("textbox")).toHaveCount(0);
  await takePhoto(page, FRONT);
  await expect(page.getByText("Terkirim", { exact: true })).toBeVisible();
  await goOn(page, "Posisi dan catatan");
  await goOn(page, "Periksa dan kirim");
  const button = page.getByRole("button", { name: "Kirim hasil kunjungan" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await inspectPage(page, "tugas-peringatan");

  await page.getByRole("button", { name: /Tulis catatan singkat/ }).click();
  await page.getByLabel(/^Catatan/).fill("Rumahnya sudah menjadi toko; tetangga tidak kenal.");
  await page.getByText("Tulis posisi sendiri").click();
  await page.getByLabel("Lintang (latitude)").fill("-7,95");
  await page.getByLabel("Bujur (longitude)").fill("112.63");
  await expect(page.getByText("ditulis sendiri", { exact: true })).toBeVisible();
  await inspectPage(page, "tugas-posisi");
  await goOn(page, "Periksa dan kirim");
  await sendVisit(page);
  await seesReceipt(page);

  const [visit] = await listVisits(office, task.id);
  expect(visit).toMatchObject({ result: "not_found", positionSource: "manual" });
  expect(visit?.answers.members).toEqual([]);
});

test("answers survive a lost connection and a closed page, and nothing is stored in the browser", async ({
  companion,
  office,
}) => {
  const { page, id, context } = companion;
  const task = await giveTask(office, id);
  await page.goto(`/tugas/${task.id}`);
  await choose(page, "Status keberadaan keluarga", "Ditemukan");
  await goOn(page, "Perumahan");
  await expect(page.getByText(/^Tersimpan \d\d\.\d\d$/)).toBeVisible();

  await context.setOffline(true);
  await takePhoto(page, FRONT);
  await page.getByLabel("Luas lantai bangunan tempat tinggal (m²)").fill("27");
  await expect(page.getByText("Tidak ada sambungan: jawaban tetap di halaman ini")).toBeVisible();
  await expect(page.getByText("Menunggu sinyal")).toBeVisible();
  await inspectPage(page, "tugas-tanpa-sambungan");
  await context.setOffline(false);
  await expect(page.getByText("Terkirim", { exact: true })).toBeVisible();
  await expect(page.getByText(/^Tersimpan \d\d\.\d\d$/)).toBeVisible();

  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await page.reload();
  await goOn(page, "Perumahan");
  await expect(page.getByLabel("Luas lantai bangunan tempat tinggal (m²)")).toHaveValue("27");
  const picture = page.getByRole("img", { name: FRONT });
  await expect(picture).toBeVisible();
  await expect
    .poll(() =>
      picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth),
    )
    .toBeGreaterThan(0);
});

test("a visit whose receipt was lost is sent again and counted once", async ({
  companion,
  office,
}) => {
  test.setTimeout(240_000);
  const { page, id } = companion;
  const task = await giveTask(office, id);
  await page.goto(`/tugas/${task.id}`);
  await fillInterview(page, task.names);
  await page.route(
    "**/api/v1/kiriman",
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await sendVisit(page);
  await expect(page.getByText("Tidak ada sambungan", { exact: true })).toBeVisible();
  await inspectPage(page, "tugas-kirim-terputus");
  expect(await listVisits(office, task.id)).toHaveLength(1);

  await sendVisit(page);
  await seesReceipt(page);
  expect(await listVisits(office, task.id)).toHaveLength(1);
  const { rowCount } = await office.pool.query(
    "SELECT FROM submission_conflict WHERE groundcheck_id = $1",
    [task.id],
  );
  expect(rowCount).toBe(0);
});

test("a visit that came back shows what to do again and keeps the other answers", async ({
  companion,
  office,
}) => {
  test.setTimeout(240_000);
  const { page, id } = companion;
  const task = await giveTask(office, id);
  await page.goto(`/tugas/${task.id}`);
  await fillInterview(page, task.names);
  await sendVisit(page);
  await seesReceipt(page);
  await returnTask(office, task.id, { code: "10a", reason: "Di foto lantainya keramik." });

  await page.goto("/tugas?tab=dikembalikan");
  await expect(page.getByText("Satu jawaban belum jelas.")).toBeVisible();
  await inspectPage(page, "tugas-dikembalikan-daftar");
  await page.getByRole("link", { name: task.headName }).click();
  await inspectPage(page, "tugas-dikembalikan");
  await goOn(page, "Perumahan");
  const floor = page.getByRole("group", { name: "Bahan bangunan utama lantai rumah terluas" });
  await expect(floor).toContainText("Diminta petugas kantor: Di foto lantainya keramik.");
  await choose(page, "Bahan bangunan utama lantai rumah terluas", "Keramik");
  for (const photo of [FRONT, LIVING_ROOM])
    await expect(page.getByRole("img", { name: photo })).toBeVisible();
  await page.getByText("Semua langkah").click();
  await page.getByRole("button", { name: /Periksa dan kirim$/ }).click();
  await sendVisit(page);
  await seesReceipt(page);

  const visits = await listVisits(office, task.id);
  expect(visits.map(({ answers }) => answers.answers["10a"])).toEqual(["6", "2"]);
  expect(visits[1]?.answers.photos.kk).toBe(visits[0]?.answers.photos.kk);
});

test("somebody else's task does not exist", async ({ companion, office, visitAs }) => {
  const task = await giveTask(office, companion.id);
  const other = await visitAs("companion");

  expect((await other.goto(`/tugas/${task.id}`))?.status()).toBe(404);
  expect((await companion.page.goto(`/tugas/${task.id}`))?.status()).toBe(200);
});

test("a picture that is none is refused in plain words", async ({ companion, office }) => {
  const { page, id } = companion;
  const task = await giveTask(office, id);
  await page.goto(`/tugas/${task.id}`);
  await choose(page, "Status keberadaan keluarga", "Ditemukan");
  await goOn(page, "Perumahan");
  await page.getByLabel(`Ambil foto: ${FRONT}`).setInputFiles({
    name: "bukan-foto.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.from("bukan foto"),
  });
  await expect(page.getByText("Foto ini tidak dapat dibaca.", { exact: false })).toBeVisible();
  await answerHouse(page);
  await expect(page.getByText("Foto ini tidak dapat dibaca.", { exact: false })).toHaveCount(0);
});

test("a position that is found while somebody writes takes nothing away", async ({
  companion,
  office,
}) => {
  const { page, id } = companion;
  const task = await giveTask(office, id);
  await page.addInitScript(() => {
    const { geolocation } = navigator;
    const locate = geolocation.getCurrentPosition.bind(geolocation);
    const late: typeof locate = (found, failed, options) => {
      setTimeout(() => locate(found, failed, options), 2000);
    };
    Object.defineProperty(geolocation, "getCurrentPosition", { value: late });
  });
  await page.goto(`/tugas/${task.id}`);
  await choose(page, "Status keberadaan keluarga", "Pindah");
  await goOn(page, "Perumahan");
  await goOn(page, "Posisi dan catatan");
  await page.getByRole("button", { name: "Ambil posisi sekarang" }).click();
  await page.getByLabel(/^Catatan/).fill("Pindah ke Batu sejak Agustus.");

  await expect(page.getByText("dari ponsel, ±12 m")).toBeVisible();
  await expect(page.getByLabel(/^Catatan/)).toHaveValue("Pindah ke Batu sejak Agustus.");
});
