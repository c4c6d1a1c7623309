import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import sharp from "sharp";
import {
  answerMembers,
  answerOccupations,
  answerWater,
  CARD,
  choose,
  FRONT,
  goOn,
  LIVING_ROOM,
} from "./visit-steps";

/** What a visitor sees and hears in a house. */
export interface House {
  readonly ownership: string;
  readonly area: string;
  readonly floor: string;
  readonly wall: string;
  readonly roof: string;
  readonly power: string;
  /** Question and answer; of everything that is not named there is nothing. */
  readonly assets: Readonly<Record<string, string>>;
  /** Head first. */
  readonly members: readonly {
    readonly name: string;
    /** Only where no list says it. */
    readonly relation?: string;
  }[];
}

/** A small picture as phones take them; with the place in it where the phone notes it. */
async function picture(gps: boolean): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
  const image = sharp({
    create: { width: 1200, height: 900, channels: 3, background: "#888888", noise },
  });
  const noted = gps
    ? image.withExif({
        IFD0: { Make: "Kamera Uji" },
        IFD3: {
          GPSLatitudeRef: "S",
          GPSLatitude: "7/1 58/1 0/1",
          GPSLongitudeRef: "E",
          GPSLongitude: "112/1 37/1 57/1",
        },
      })
    : image;
  return noted.jpeg({ quality: 80 }).toBuffer();
}

async function takePicture(page: Page, label: string, { gps = false } = {}): Promise<void> {
  await page.getByLabel(`Ambil foto: ${label}`).setInputFiles({
    name: "IMG_0001.jpg",
    mimeType: "image/jpeg",
    buffer: await picture(gps),
  });
  await expect(page.getByRole("img", { name: label })).toBeVisible();
}

/** Presence, house, assets, everybody at home, pictures and position, up to the screen that sends. */
export async function interview(page: Page, house: House): Promise<void> {
  await choose(page, "Status keberadaan keluarga", "Ditemukan");
  await goOn(page, "Perumahan");
  await answerBuilding(page, house);
  await goOn(page, "Air minum dan sanitasi");
  await answerWater(page);
  await goOn(page, "Listrik");
  await answerPower(page, house.power);
  await goOn(page, "Kepemilikan aset");
  await answerAssets(page, house.assets);
  await goOn(page, "Anggota keluarga");
  await answerWhoLivesHere(page, house.members);
  await goOn(page, "Pekerjaan");
  await answerOccupations(page);
  await goOn(page, "Kartu Keluarga");
  await takePicture(page, CARD);
  await goOn(page, "Posisi dan catatan");
  await takePosition(page);
  await goOn(page, "Periksa dan kirim");
}

async function answerBuilding(page: Page, house: House): Promise<void> {
  await takePicture(page, FRONT, { gps: true });
  await takePicture(page, LIVING_ROOM);
  await choose(page, "Status kepemilikan bangunan tempat tinggal", house.ownership);
  await page.getByLabel("Luas lantai bangunan tempat tinggal (m²)").fill(house.area);
  await choose(page, "Bahan bangunan utama lantai rumah terluas", house.floor);
  await choose(page, "Bahan bangunan utama dinding rumah terluas", house.wall);
  await choose(page, "Bahan bangunan utama atap rumah terluas", house.roof);
}

async function answerPower(page: Page, power: string): Promise<void> {
  await choose(page, "Sumber penerangan utama rumah", "Listrik PLN dengan meteran");
  await page.getByRole("button", { name: /^Tambah satu: Jumlah meteran/ }).click();
  await choose(page, "Daya yang terpasang (per meteran)", power);
  await page.getByLabel(/^ID pelanggan PLN/).fill("123456789012");
}

async function answerAssets(page: Page, assets: House["assets"]): Promise<void> {
  await page.getByLabel("Aset bergerak: Emas/perhiasan").fill("0");
  for (const [question, answer] of Object.entries(assets))
    await page.getByLabel(question, { exact: true }).fill(answer);
  const none = page.getByRole("button", { name: /^Tidak ada/ });
  while ((await none.count()) > 0) await none.first().click();
}

async function answerWhoLivesHere(page: Page, members: House["members"]): Promise<void> {
  await answerMembers(
    page,
    members.map(({ name }) => name),
  );
  for (const { name, relation } of members)
    if (relation !== undefined)
      await page
        .getByRole("region", { name })
        .getByRole("group", { name: "Hubungan dengan kepala keluarga" })
        .getByRole("radio", { name: relation, exact: true })
        .check();
}

async function takePosition(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Ambil posisi sekarang" }).click();
  await expect(page.getByText("dari ponsel, ±12 m")).toBeVisible();
}

/** The family moved away: a picture of the house, what the neighbours say, and no questions. */
export async function findFamilyGone(page: Page, note: string): Promise<void> {
  await choose(page, "Status keberadaan keluarga", "Pindah");
  await goOn(page, "Perumahan");
  await takePicture(page, FRONT);
  await goOn(page, "Posisi dan catatan");
  await takePosition(page);
  await page.getByLabel(/^Catatan/).fill(note);
  await goOn(page, "Periksa dan kirim");
}
