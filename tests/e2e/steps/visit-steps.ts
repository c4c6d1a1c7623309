import { expect, type Page } from "@playwright/test";
import sharp from "sharp";

const CAMERA = { width: 1800, height: 2400 } as const;

let picture: Promise<Buffer> | undefined;

/** A picture as a phone's camera makes one: larger than what is sent, and not one colour. */
function cameraPicture(): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
  picture ??= sharp({ create: { ...CAMERA, channels: 3, background: "#888888", noise } })
    .jpeg({ quality: 80 })
    .toBuffer();
  return picture;
}

/** The heading of the screen that is open. */
export async function seesStep(page: Page, title: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 2, name: title })).toBeFocused();
}

export async function goOn(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "Lanjut" }).click();
  await seesStep(page, title);
}

export async function takePhoto(page: Page, label: string): Promise<void> {
  await page.getByLabel(`Ambil foto: ${label}`).setInputFiles({
    name: "kamera.jpg",
    mimeType: "image/jpeg",
    buffer: await cameraPicture(),
  });
}

export const FRONT = "Foto rumah tampak depan (atap dan dinding)";
export const LIVING_ROOM = "Foto ruang tamu (dinding dan lantai)";
export const CARD = "Foto Kartu Keluarga (KK)";

export async function choose(page: Page, question: string, option: string): Promise<void> {
  await page
    .getByRole("group", { name: question })
    .getByRole("radio", { name: option, exact: true })
    .check();
}

export async function answerHouse(page: Page): Promise<void> {
  await takePhoto(page, FRONT);
  await takePhoto(page, LIVING_ROOM);
  await choose(page, "Status kepemilikan bangunan tempat tinggal", "Milik sendiri");
  await page.getByLabel("Luas lantai bangunan tempat tinggal (m²)").fill("42");
  await choose(page, "Bahan bangunan utama lantai rumah terluas", "Semen/bata merah");
  await choose(page, "Bahan bangunan utama dinding rumah terluas", "Tembok");
  await choose(page, "Bahan bangunan utama atap rumah terluas", "Genteng");
}

export async function answerWater(page: Page): Promise<void> {
  await choose(page, "Sumber air utama yang digunakan keluarga untuk minum", "Sumur bor/pompa");
  await choose(
    page,
    "Fasilitas tempat buang air besar dan siapa yang menggunakan",
    "Ada, digunakan oleh anggota keluarga dalam satu rumah",
  );
  await choose(page, "Jenis kloset yang digunakan", "Leher angsa");
  await choose(page, "Tempat pembuangan akhir tinja", "Tangki septik");
}

export async function answerElectricity(page: Page): Promise<void> {
  await choose(page, "Sumber penerangan utama rumah", "Listrik PLN dengan meteran");
  await page.getByRole("button", { name: /^Tambah satu: Jumlah meteran/ }).click();
  await choose(page, "Daya yang terpasang (per meteran)", "900 watt");
  await page.getByLabel(/^ID pelanggan PLN/).fill("123456789012");
}

/** One motorcycle and a refrigerator; of everything else nothing. */
export async function answerAssets(page: Page): Promise<void> {
  await page.getByLabel("Aset bergerak: Emas/perhiasan").fill("0");
  for (const name of ["Lemari es/kulkas", "Sepeda motor"])
    await page.getByLabel(`Aset bergerak: ${name}`, { exact: true }).fill("1");
  await page.getByLabel("Total nilai aset sepeda motor").fill("6.500.000");
  const none = page.getByRole("button", { name: /^Tidak ada/ });
  while ((await none.count()) > 0) await none.first().click();
}

/** Everybody is at home and nobody works. */
export async function answerMembers(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names)
    await page
      .getByRole("region", { name })
      .getByRole("radio", { name: "Tinggal di rumah/tempat tinggal ini" })
      .check();
}

export async function answerOccupations(page: Page): Promise<void> {
  const none = page.getByRole("button", { name: "Tidak bekerja" });
  while ((await none.count()) > 0) await none.first().click();
}

/** A whole interview, up to the screen that sends. */
export async function fillInterview(page: Page, names: readonly string[]): Promise<void> {
  await choose(page, "Status keberadaan keluarga", "Ditemukan");
  await goOn(page, "Perumahan");
  await answerHouse(page);
  await goOn(page, "Air minum dan sanitasi");
  await answerWater(page);
  await goOn(page, "Listrik");
  await answerElectricity(page);
  await goOn(page, "Kepemilikan aset");
  await answerAssets(page);
  await goOn(page, "Anggota keluarga");
  await answerMembers(page, names);
  await goOn(page, "Pekerjaan");
  await answerOccupations(page);
  await goOn(page, "Kartu Keluarga");
  await takePhoto(page, CARD);
  await goOn(page, "Posisi dan catatan");
  await page.getByRole("button", { name: "Ambil posisi sekarang" }).click();
  await expect(page.getByText("dari ponsel, ±12 m")).toBeVisible();
  await goOn(page, "Periksa dan kirim");
}

export async function sendVisit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Kirim hasil kunjungan" }).click();
}

export async function seesReceipt(page: Page): Promise<void> {
  await expect(page.getByRole("region", { name: "Hasil kunjungan diterima" })).toBeVisible();
}
