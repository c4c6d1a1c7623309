import "server-only";
import { z } from "zod";
import { normalizeAreaName } from "@/lib/areas/area-name";
import { createVillageFinder, type VillageFinder } from "@/lib/areas/village-finder";
import type { Db } from "@/lib/db/client";
import { invariant } from "@/lib/shared/invariant";

/** The columns in which a file writes an area, widest first, as `source_area` keeps them. */
export const SOURCE_AREA_COLUMNS = [
  "kode_provinsi",
  "provinsi",
  "kode_kabupaten_kota",
  "kabupaten_kota",
  "kode_kecamatan",
  "kecamatan",
  "kode_kelurahan_desa",
  "kelurahan_desa",
] as const;
export type SourceAreaColumn = (typeof SOURCE_AREA_COLUMNS)[number];

/** An area as a file wrote it; empty where the file says nothing. */
export type SourceAreaText = Readonly<Record<SourceAreaColumn, string>>;

export interface SourceArea {
  readonly id: number;
  /** 0: not recognised. */
  readonly villageId: number;
}

/** Recognises areas as files write them, and remembers each under an id of its own. */
export interface SourceAreas {
  /** Finds or adds areas; the answer is in the order of the question. */
  resolve(texts: readonly SourceAreaText[]): Promise<SourceArea[]>;
}

const Village = z.object({
  id: z.int(),
  name: z.string(),
  kecamatanName: z.string(),
  regencyName: z.string(),
});
type Village = z.infer<typeof Village>;

const StoredArea = z.object({ id: z.int(), villageId: z.int().nullable() });

/**
 * Opens the bridge between the codes of BPS in the files and the kelurahan of the office. Codes
 * differ and are numbered otherwise, names agree: kelurahan within kecamatan within the regency.
 */
export async function openSourceAreas(db: Db): Promise<SourceAreas> {
  const villages = await listVillages(db);
  const findVillage = inRegency(villages[0]?.regencyName ?? "", createVillageFinder(villages));
  return {
    async resolve(texts) {
      const found: SourceArea[] = [];
      for (const text of texts) found.push(await rememberArea(db, text, findVillage(text)));
      return found;
    },
  };
}

async function listVillages(db: Db): Promise<Village[]> {
  return z.array(Village).parse(
    await db.$queryRaw`
      SELECT village.id, village.name, kecamatan.name AS "kecamatanName",
             regency.name AS "regencyName"
        FROM area AS village
        JOIN area AS kecamatan ON kecamatan.id = village.parent_id
        JOIN area AS regency ON regency.id = kecamatan.parent_id
        JOIN office ON office.regency_code = regency.code
       WHERE village.level = 'kelurahan'`,
  );
}

/** People's KTP may be from anywhere: a kelurahan is looked for in the office's regency only. */
function inRegency(regencyName: string, find: VillageFinder): (text: SourceAreaText) => number {
  const regency = normalizeAreaName(regencyName);
  const names = ["", regency, regency.replace(/^(KOTA|KABUPATEN) /, "")];
  return (text) =>
    names.includes(normalizeAreaName(text.kabupaten_kota))
      ? (find(text.kecamatan, text.kelurahan_desa) ?? 0)
      : 0;
}

/** An area that was not recognised before may be now; one that a person settled stays as it is. */
async function rememberArea(db: Db, text: SourceAreaText, villageId: number): Promise<SourceArea> {
  const stored = z.tuple([StoredArea]).parse(
    await db.$queryRaw`
      INSERT INTO source_area AS known
             (kode_provinsi, provinsi, kode_kabupaten_kota, kabupaten_kota,
              kode_kecamatan, kecamatan, kode_kelurahan_desa, kelurahan_desa, village_id)
      VALUES (${text.kode_provinsi}, ${text.provinsi},
              ${text.kode_kabupaten_kota}, ${text.kabupaten_kota},
              ${text.kode_kecamatan}, ${text.kecamatan},
              ${text.kode_kelurahan_desa}, ${text.kelurahan_desa}, ${villageId || null}::int)
          ON CONFLICT (kode_provinsi, provinsi, kode_kabupaten_kota, kabupaten_kota,
                       kode_kecamatan, kecamatan, kode_kelurahan_desa, kelurahan_desa)
          DO UPDATE SET village_id = COALESCE(known.village_id, EXCLUDED.village_id)
   RETURNING id, village_id AS "villageId"`,
  );
  const [area] = stored;
  invariant(area.id > 0, "an area has an id");
  return { id: area.id, villageId: area.villageId ?? 0 };
}
