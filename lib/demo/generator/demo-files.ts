import { join } from "node:path";
import { writeDtksFile } from "./dtks-file";
import { writeDtsenFiles } from "./dtsen-files";
import { writeDukcapilFile } from "./dukcapil-file";
import type { FamilyHistory } from "./family-history";
import type { Places } from "./places";
import { writeRecipientFile } from "./recipient-file";
import { createTextFile } from "./text-file";

/** Where each file of the demonstration is. */
export type DemoPaths = {
  readonly v2: { readonly families: string; readonly members: string };
  readonly v3: { readonly families: string; readonly members: string };
  readonly dtks: string;
  readonly recipients: { readonly PKH: string; readonly SEMBAKO: string; readonly PBI_JK: string };
  readonly dukcapil: string;
  readonly truth: string;
};

export function demoPaths(outDir: string, regencyCode: string): DemoPaths {
  const release = (version: string) => ({
    families: join(outDir, `keluarga_dtsen_${version}_2026_${regencyCode}.csv`),
    members: join(outDir, `anggota_keluarga_dtsen_${version}_2026_${regencyCode}.csv`),
  });
  return {
    v2: release("v2"),
    v3: release("v3"),
    dtks: join(outDir, "dtks_desember_2024.csv"),
    recipients: {
      PKH: join(outDir, "penerima_pkh.csv"),
      SEMBAKO: join(outDir, "penerima_sembako.csv"),
      PBI_JK: join(outDir, "penerima_pbi.csv"),
    },
    dukcapil: join(outDir, "padan_dukcapil.csv"),
    truth: join(outDir, "truth.json"),
  };
}

/** All files at once, so that each family is drawn once and written wherever it stands. */
export async function createDemoFiles(paths: DemoPaths, places: Places, brokenLineEvery: number) {
  const files = {
    v2Families: await createTextFile(paths.v2.families, "utf8"),
    v2Members: await createTextFile(paths.v2.members, "latin1"),
    v3Families: await createTextFile(paths.v3.families, "utf8"),
    v3Members: await createTextFile(paths.v3.members, "utf8"),
    dtks: await createTextFile(paths.dtks, "windows1252"),
    pkh: await createTextFile(paths.recipients.PKH, "utf8WithBom"),
    sembako: await createTextFile(paths.recipients.SEMBAKO, "utf8WithBom"),
    pbiJk: await createTextFile(paths.recipients.PBI_JK, "utf8WithBom"),
    dukcapil: await createTextFile(paths.dukcapil, "utf8"),
  };
  const v2 = writeDtsenFiles(places, { families: files.v2Families, members: files.v2Members });
  const v3 = writeDtsenFiles(
    places,
    { families: files.v3Families, members: files.v3Members },
    brokenLineEvery,
  );
  const dtks = writeDtksFile(files.dtks);
  const recipients = {
    PKH: writeRecipientFile("PKH", files.pkh),
    SEMBAKO: writeRecipientFile("SEMBAKO", files.sembako),
    PBI_JK: writeRecipientFile("PBI_JK", files.pbiJk),
  };
  const dukcapil = writeDukcapilFile(files.dukcapil);
  return {
    append(family: FamilyHistory) {
      if (family.v2) v2.append(family.v2);
      if (family.v3) v3.append(family.v3);
      if (family.dtks) dtks.append(family.dtks);
      for (const row of family.recipients) recipients[row.program].append(row);
      dukcapil.append(family);
    },
    async drain() {
      for (const file of Object.values(files)) await file.drain();
    },
    async close() {
      for (const file of Object.values(files)) await file.close();
    },
    brokenLines: v3.brokenLines,
    counts: () => ({
      v2: v2.counts,
      v3: v3.counts,
      dtks: dtks.counts.rows,
      PKH: recipients.PKH.counts.rows,
      SEMBAKO: recipients.SEMBAKO.counts.rows,
      PBI: recipients.PBI_JK.counts.rows,
      dukcapil: dukcapil.counts.rows,
    }),
  };
}
