import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readImage } from "@/lib/attachments/read-image";
import { ToldCapture } from "@/lib/attachments/schema";
import type { UserActor } from "@/lib/auth/types";
import { receivePhoto, type SentPhoto } from "@/lib/groundchecks/receive-photo";
import { takeSubmission } from "@/lib/groundchecks/submit";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { type Field, openField, type Task } from "../support/field";
import { itemFor } from "../support/phone";

const NOTHING_TOLD: ToldCapture = { position: null, takenAt: null };

let database: TestDatabase;
let field: Field;
let dataDir: string;
let companion: UserActor;
let task: Task;

beforeAll(async () => {
  database = await createTestDatabase();
  field = await openField(database, 30);
  dataDir = await mkdtemp(join(tmpdir(), "tepat-photos-"));
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

beforeEach(async () => {
  companion = await field.signIn("companion", [field.areas.villageA1]);
  task = await field.assignTo(companion);
});

/** A picture of one colour; another colour is another picture. */
function picture(width = 60, height = 40, background = "#884422"): ReturnType<typeof sharp> {
  return sharp({ create: { width, height, channels: 3, background } });
}

/** As a camera with a satellite fix writes it: 7°57'30" S, 112°38'15" E, at 10.00 by its clock. */
const CAMERA_NOTES = {
  IFD0: { Make: "Kamera Uji", Copyright: "SUGENG" },
  IFD2: { DateTimeOriginal: "2026:11:20 10:00:00" },
  IFD3: {
    GPSLatitudeRef: "S",
    GPSLatitude: "7/1 57/1 30/1",
    GPSLongitudeRef: "E",
    GPSLongitude: "112/1 38/1 15/1",
  },
} as const;

function receive(changes: Partial<SentPhoto> & Pick<SentPhoto, "bytes">, by = companion) {
  return receivePhoto(database.appDb, by, dataDir, {
    groundcheckId: task.id,
    photoId: randomUUID(),
    question: "21a",
    told: NOTHING_TOLD,
    ...changes,
  });
}

async function keptFiles(): Promise<string[]> {
  const entries = await readdir(join(dataDir, "attachments"), { recursive: true }).catch(() => []);
  return entries.filter((name) => !/^[0-9a-f]{2}$/.test(name));
}

const stored = () => database.db.attachment.findMany({ where: { groundcheckId: task.id } });

describe("a photo", () => {
  test("is made anew: its notes are gone from the file, position and time are kept as data", async () => {
    const bytes = await picture(3000, 2000)
      .withExif({ ...CAMERA_NOTES })
      .withIccProfile("p3")
      .jpeg()
      .toBuffer();
    const told = ToldCapture.parse({ position: "1.5,2.5", takenAt: "2026-11-21T00:00:00Z" });
    const photoId = randomUUID();

    const received = await receive({ bytes, photoId, told });

    const [row] = await stored();
    expect(received).toMatchObject({
      ok: true,
      value: {
        id: photoId,
        sha256: row?.receivedSha256,
        width: 1280,
        height: 853,
        repeated: false,
      },
    });
    expect(row).toMatchObject({
      id: photoId,
      question: "21a",
      uploadedBy: companion.id,
      // By the office's clock, which is seven hours ahead of UTC.
      takenAt: new Date("2026-11-20T03:00:00Z"),
    });
    expect(Number(row?.latitude)).toBeCloseTo(-7.958333, 5);
    expect(Number(row?.longitude)).toBeCloseTo(112.6375, 5);
    const jpeg = await readImage(database.appDb, companion, dataDir, photoId);
    const { exif, icc, xmp, format, width } = await sharp(jpeg ?? Buffer.alloc(0)).metadata();
    expect({ exif, icc, xmp, format, width }).toEqual({
      ...{ exif: undefined, icc: undefined, xmp: undefined },
      ...{ format: "jpeg", width: 1280 },
    });
    expect(jpeg?.includes("SUGENG")).toBe(false);
    expect(jpeg?.byteLength).toBe(row?.bytes);
  });

  test("that says nothing of itself has the position and time that the phone tells", async () => {
    const told = ToldCapture.parse({ position: "-7.951,112.631", takenAt: "2026-11-21T01:02:03Z" });
    await receive({ bytes: await picture().png().toBuffer(), told });

    const [row] = await stored();
    expect([Number(row?.latitude), Number(row?.longitude)]).toEqual([-7.951, 112.631]);
    expect(row?.takenAt).toEqual(new Date("2026-11-21T01:02:03Z"));
  });

  test("lying on its side is turned upright, and a small one is not blown up", async () => {
    const bytes = await picture(60, 40).jpeg().withMetadata({ orientation: 6 }).toBuffer();

    expect(await receive({ bytes })).toMatchObject({ ok: true, value: { width: 40, height: 60 } });
  });

  test("may be WebP, and what was clear becomes white", async () => {
    const clear = sharp({
      create: { width: 20, height: 20, channels: 4, background: "#00000000" },
    });
    const photoId = randomUUID();
    await receive({ bytes: await clear.webp().toBuffer(), photoId });

    const jpeg = await readImage(database.appDb, companion, dataDir, photoId);
    const { channels } = await sharp(jpeg ?? Buffer.alloc(0)).stats();
    expect(channels.map(({ mean }) => Math.round(mean))).toEqual([255, 255, 255]);
  });
});

describe("sending again", () => {
  test("the same photo gets the same receipt, and one row", async () => {
    const photo = { bytes: await picture().jpeg().toBuffer(), photoId: randomUUID() };

    const results = await Promise.all([receive(photo), receive(photo), receive(photo)]);

    const receipts = results.map((result) => (result.ok ? result.value : result.problem));
    expect(receipts.filter((one) => "repeated" in one && !one.repeated)).toHaveLength(1);
    const ignoringRepeats = receipts.map((one) => ({ ...one, repeated: undefined }));
    expect(new Set(ignoringRepeats.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await stored()).toHaveLength(1);
  });

  test("other bytes under the same id are refused, and the first photo stays", async () => {
    const photoId = randomUUID();
    await receive({ bytes: await picture().jpeg().toBuffer(), photoId });
    const [before] = await stored();

    const other = await picture(60, 40, "#0000ff").jpeg().toBuffer();
    expect(await receive({ bytes: other, photoId })).toEqual({
      ok: false,
      problem: { code: "altered" },
    });
    expect(await stored()).toEqual([before]);
  });

  test("the same photo for another question or task is another photo", async () => {
    const photo = { bytes: await picture().jpeg().toBuffer(), photoId: randomUUID() };
    await receive(photo);
    const other = await field.assignTo(companion);

    const refused = { ok: false, problem: { code: "altered" } };
    expect(await receive({ ...photo, question: "21b" })).toEqual(refused);
    expect(await receive({ ...photo, groundcheckId: other.id })).toEqual(refused);
  });
});

/** One that a browser, and libvips, would draw. */
const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">
  <rect width="40" height="30" fill="red"/><script>alert(1)</script></svg>`;

describe("what is no photo", () => {
  test.each([
    ["an SVG", Buffer.from(DRAWING)],
    ["a page", Buffer.from("<html><script>alert(1)</script></html>")],
    ["a page that begins like a JPEG", Buffer.from("\xff\xd8\xff<html><script/></html>", "latin1")],
    ["two bytes", Buffer.from([0xff, 0xd8])],
  ])("%s is refused and leaves nothing", async (_name, bytes) => {
    const before = await keptFiles();

    expect(await receive({ bytes })).toEqual({ ok: false, problem: { code: "not_an_image" } });
    expect(await stored()).toEqual([]);
    expect(await keptFiles()).toEqual(before);
  });

  test("nor is a GIF or a TIFF, although it is a picture", async () => {
    const refused = { ok: false, problem: { code: "not_an_image" } };

    expect(await receive({ bytes: await picture().gif().toBuffer() })).toEqual(refused);
    expect(await receive({ bytes: await picture().tiff().toBuffer() })).toEqual(refused);
  });

  test("nor is nothing at all, or half a photo", async () => {
    const whole = await picture(400, 400).jpeg().toBuffer();

    expect(await receive({ bytes: Buffer.alloc(0) })).toMatchObject({ problem: { code: "empty" } });
    expect(await receive({ bytes: whole.subarray(0, whole.byteLength / 2) })).toMatchObject({
      problem: { code: "not_an_image" },
    });
  });

  test("a picture of more pixels than a camera has is refused before it is unpacked", async () => {
    const bytes = await picture(8000, 5001).png().toBuffer();

    expect(await receive({ bytes })).toEqual({ ok: false, problem: { code: "too_many_pixels" } });
  });

  test("a page behind a real photo's bytes is not in what is kept", async () => {
    const photoId = randomUUID();
    const script = "<script>alert(1)</script>";
    const bytes = Buffer.concat([await picture().jpeg().toBuffer(), Buffer.from(script)]);
    await receive({ bytes, photoId });

    const jpeg = await readImage(database.appDb, companion, dataDir, photoId);
    expect(jpeg?.includes(script)).toBe(false);
  });
});

describe("whose photo", () => {
  test("nobody adds one to another's task or outside the area", async () => {
    const bytes = await picture().jpeg().toBuffer();
    const stranger = await field.signIn("companion", [field.areas.villageA1]);
    const moved: UserActor = {
      ...companion,
      area: { level: "villages", villageIds: [field.areas.villageB1] },
    };

    const refused = { ok: false, problem: { code: "not_found" } };
    expect(await receive({ bytes }, stranger)).toEqual(refused);
    expect(await receive({ bytes }, moved)).toEqual(refused);
    expect(await receive({ bytes, groundcheckId: randomUUID() })).toEqual(refused);
    expect(await stored()).toEqual([]);
  });

  test("it is seen by its companion and by the office of its area alone, and each look is written down", async () => {
    const photoId = randomUUID();
    await receive({ bytes: await picture().jpeg().toBuffer(), photoId });
    const look = async (by: UserActor) =>
      (await readImage(database.appDb, by, dataDir, photoId)) !== null;
    const { villageA1, villageB1 } = field.areas;

    expect({
      companion: await look(companion),
      verifier: await look(await field.signIn("verifier")),
      near: await look(await field.signIn("village_operator", [villageA1])),
      elsewhere: await look(await field.signIn("village_operator", [villageB1])),
      otherCompanion: await look(await field.signIn("companion", [villageA1])),
    }).toEqual({
      ...{ companion: true, verifier: true, near: true },
      ...{ elsewhere: false, otherCompanion: false },
    });
    const seen = { action: "attachment.view", subjectId: photoId };
    expect(await database.db.auditEvent.count({ where: seen })).toBe(3);
  });
});

describe("after the submission", () => {
  test("the photos that it names may still come, others not", async () => {
    await takeSubmission(database.appDb, companion, JSON.stringify(itemFor(task)));
    const bytes = await picture().jpeg().toBuffer();
    const { "21a": named = "" } = task.visit.photos;

    expect(await receive({ bytes, photoId: named })).toMatchObject({ ok: true });
    expect(await receive({ bytes, photoId: randomUUID() })).toEqual({
      ok: false,
      problem: { code: "closed" },
    });
  });
});
