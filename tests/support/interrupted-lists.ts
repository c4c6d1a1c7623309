import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { receiveImport } from "@/lib/import/commands";
import { storeLocalFile } from "@/lib/import/storage";
import type { WorkContext } from "@/lib/jobs/work-context";
import { nik, nomorKk } from "./dtsen-files";

const COMMAND_LINE = { kind: "command_line" } as const;
const FAMILIES = 150;

/** What a list of each kind says of a family of the first release; some stand in no release yet. */
const LISTS = {
  recipients: {
    fileName: "penerima_pkh.csv",
    intake: { programCode: "PKH" },
    header: "NIK,NO KK,NAMA PENERIMA,PERIODE",
    row: (number: number, name: string) =>
      `${nik(number + 1)},${nomorKk(number)},SLAMET ${number},${name}`,
  },
  desil: {
    fileName: "desil.csv",
    intake: { asOf: "2026-09-15" },
    header: "NIK,NO KK,NAMA,DESIL",
    row: (number: number) =>
      `${number % 2 === 0 ? nik(number + 1) : ""},${nomorKk(number)},SLAMET ${number},${number % 11}`,
  },
  bnba: {
    fileName: "bnba.csv",
    intake: { asOf: "2026-09-15" },
    header: "DESIL NASIONAL,NO KK,NIK,NAMA,HUBUNGAN KELUARGA,PBI JK,BANSOS PKH,BANSOS SEMBAKO",
    row: (number: number) =>
      `DESIL ${(number % 10) + 1},${nomorKk(number)},${nik(number + 1)},SLAMET ${number},KEPALA KELUARGA,` +
      (number % 2 === 0 ? "YA (PBI JKN APBN),TIDAK,KELUARGA (SEMBAKO)" : "TIDAK,KELUARGA (PKH),"),
  },
} as const;

export type InterruptedList = keyof typeof LISTS;

interface ListContent {
  readonly name: string;
  /** The first family that it names, and every fifth from there. */
  readonly from: number;
}

/** Writes a list as a file. */
export async function writeList(
  { dataDir }: Pick<WorkContext, "dataDir">,
  kind: InterruptedList,
  { name, from }: ListContent,
): Promise<string> {
  const { fileName, header, row } = LISTS[kind];
  const path = join(dataDir, fileName);
  const rows = Array.from({ length: FAMILIES }, (_, index) => row(from + index * 5, name));
  await writeFile(path, [header, ...rows, ""].join("\n"));
  return path;
}

/** Takes such a list in as a run that is ready to be checked. */
export async function receiveList(
  ctx: WorkContext,
  kind: InterruptedList,
  content: ListContent,
): Promise<string> {
  const { fileName, intake } = LISTS[kind];
  const stored = await storeLocalFile(ctx.dataDir, await writeList(ctx, kind, content));
  if (!stored.ok) throw new Error(stored.problem.code);
  const files = [{ role: kind, name: fileName, ...stored.value }];
  const received = await ctx.db.$transaction((tx) =>
    receiveImport(tx, COMMAND_LINE, { kind, name: content.name, ...intake, files }),
  );
  if (!received.ok) throw new Error(received.problem.code);
  return received.value.runId;
}
