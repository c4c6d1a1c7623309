import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { packPieces, writeRawWorkbook } from "../support/workbooks";
import { median } from "./measure";
import { report, table } from "./report";

const ROUNDS = 3;
const COMPARED_ROWS = 50_000;
const LARGE_ROWS = 500_000;
const COLUMNS = [
  ...["NIK", "NO KK", "NAMA", "ALAMAT", "RT", "RW", "KELURAHAN", "KECAMATAN", "PERIODE"],
  ...["PENYALUR", "NOMINAL", "TANGGAL LAHIR", "JENIS KELAMIN", "DESIL", "PEKERJAAN", "PENDIDIKAN"],
  ...["STATUS KAWIN", "HUBUNGAN KELUARGA", "PKH", "KETERANGAN"],
];

const Cost = z.object({
  rows: z.number(),
  cpuSeconds: z.number(),
  peakMegabytes: z.number(),
});
type Cost = z.infer<typeof Cost>;

/** Our reader of workbooks beside the fastest one that is maintained, each in a process of its own. */
export async function benchXlsx(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tepat-bench-xlsx-"));
  try {
    const compared = join(folder, "compared.xlsx");
    const large = join(folder, "large.xlsx");
    await writeWorkbook(compared, COMPARED_ROWS);
    await writeWorkbook(large, LARGE_ROWS);
    const costs = { rows: [] as Cost[], blocks: [] as Cost[], other: [] as Cost[] };
    const readers = ["rows", "blocks", "other"] as const;
    for (let round = 0; round < ROUNDS; round += 1)
      for (const reader of round % 2 === 0 ? readers : readers.toReversed())
        costs[reader].push(await costOf(reader, compared));
    const nothing = await costOf("nothing", compared);
    const largeRows = await costOf("rows", large);
    report("xlsx", resultTable(costs, { nothing, largeRows }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A list as a spreadsheet writes it: texts in the shared strings, numbers in their cells. */
async function writeWorkbook(path: string, rows: number): Promise<void> {
  const numbers = new Map<string, number>();
  const shared = (text: string) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  const cellOf = (line: number, column: number, value: string | number) => {
    const place = `${String.fromCharCode(65 + column)}${line}`;
    return typeof value === "number"
      ? `<c r="${place}" s="1"><v>${value}</v></c>`
      : `<c r="${place}" s="2" t="s"><v>${shared(value)}</v></c>`;
  };
  const rowOf = (line: number, values: readonly (string | number)[]) =>
    `<row r="${line}" spans="1:20">${values.map((value, column) => cellOf(line, column, value)).join("")}</row>`;
  function* sheet() {
    yield '<?xml version="1.0"?><worksheet><sheetData>';
    yield rowOf(1, COLUMNS);
    for (let row = 0; row < rows; row += 1) yield rowOf(row + 2, personOf(row));
    yield "</sheetData></worksheet>";
  }
  function* strings() {
    yield '<?xml version="1.0"?><sst>';
    for (const text of numbers.keys()) yield `<si><t>${text}</t></si>`;
    yield "</sst>";
  }
  const sheetPart = await packPieces(sheet());
  await writeRawWorkbook(path, {
    sheets: [{ name: "Daftar", rows: "" }],
    strings: "",
    styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="1"/><xf numFmtId="49"/></cellXfs>',
    parts: {
      "xl/worksheets/sheet1.xml": sheetPart,
      "xl/sharedStrings.xml": await packPieces(strings()),
    },
  });
}

function personOf(row: number): (string | number)[] {
  const serial = String(row).padStart(8, "0");
  return [
    `10730141${serial}`,
    `10730101${String(Math.floor(row / 3)).padStart(8, "0")}`,
    `NAMA ${row % 4000} KELUARGA ${row % 977}`,
    `JL MAWAR NO ${row % 6000}`,
    String(row % 12).padStart(3, "0"),
    String(row % 15).padStart(3, "0"),
    `KELURAHAN ${row % 57}`,
    `KECAMATAN ${row % 5}`,
    "TAHAP 4 2026",
    row % 3 === 0 ? "POS" : "BRI",
    225_000 * (1 + (row % 4)),
    `${String(1 + (row % 28)).padStart(2, "0")}/0${1 + (row % 9)}/19${50 + (row % 50)}`,
    1 + (row % 2),
    1 + (row % 10),
    `PEKERJAAN ${row % 30}`,
    1 + (row % 8),
    1 + (row % 4),
    1 + (row % 8),
    row % 5 === 0 ? "YA" : "TIDAK",
    row % 50 === 0 ? "PINDAH" : "TETAP",
  ];
}

const run = promisify(execFile);

async function costOf(reader: string, path: string): Promise<Cost> {
  const { stdout } = await run(process.execPath, [
    "--max-old-space-size=8192",
    "scripts/tsx.mjs",
    "tests/bench/read-workbook.ts",
    reader,
    path,
  ]);
  return Cost.parse(JSON.parse(stdout));
}

function resultTable(
  costs: Readonly<Record<"rows" | "blocks" | "other", readonly Cost[]>>,
  { nothing, largeRows }: { readonly nothing: Cost; readonly largeRows: Cost },
): string {
  const rate = (all: readonly Cost[]) =>
    median(all.map(({ rows, cpuSeconds }) => rows / cpuSeconds));
  const peak = (all: readonly Cost[]) => median(all.map(({ peakMegabytes }) => peakMegabytes));
  const other = rate(costs.other);
  const line = (name: string, all: readonly Cost[]) => [
    name,
    format(all[0]?.rows ?? 0),
    format(rate(all)),
    `${(rate(all) / other).toFixed(1)} ×`,
    format(peak(all)),
  ];
  return [
    `${COLUMNS.length} columns; median of ${ROUNDS} rounds, each in a process of its own, which takes ${format(nothing.peakMegabytes)} MB before it reads anything.`,
    "",
    table(
      ["reader", "rows", "rows / CPU s", "of read-excel-file", "peak memory MB"],
      [
        line("read-excel-file", costs.other),
        line("ours, every field as text", costs.rows),
        line("ours, blocks of bytes", costs.blocks),
        line("ours, every field as text", [largeRows]),
      ],
    ),
  ].join("\n");
}

function format(value: number): string {
  return Math.round(value).toLocaleString("en");
}
