import { ok, type Result } from "@/lib/shared/result";
import { recogniseValues } from "./guess/recognise-values";
import type { IntakeFile } from "./intake";
import { maskSample } from "./mask-sample";
import { type StoredFile, storedFilePath } from "./storage";
import { openTable, sampleRows, type TablePlace, type TableRefusal } from "./table/open-table";

/** Rows that are looked at: a column is often empty in the first ones. */
const ROWS_READ = 200;
const SAMPLES_PER_COLUMN = 3;

/** Reads where a stored file has its table, what its header says, and a few values of each column. */
export async function readFileHead(
  dataDir: string,
  file: StoredFile & { readonly name: string; readonly archiveName?: string },
  place: TablePlace = {},
): Promise<Result<IntakeFile, TableRefusal>> {
  const opened = await openTable(storedFilePath(dataDir, file.sha256), place);
  if (!opened.ok) return opened;
  const { header, lineCount, sheet, sheets, headerLine } = opened.value;
  const { name, archiveName, sha256, sizeBytes } = file;
  const columns = columnsOf(header.length, await sampleRows(opened.value, ROWS_READ));
  return ok({
    name,
    archiveName,
    sha256,
    sizeBytes,
    header: [...header],
    lineCount,
    sheet: sheet ?? undefined,
    headerLine,
    sheets: sheets.map((listed) => ({ ...listed })),
    samples: columns.map(samplesOf),
    seen: recogniseValues(columns),
  });
}

function columnsOf(count: number, rows: readonly (readonly string[])[]): string[][] {
  return Array.from({ length: count }, (_, column) =>
    rows.map((fields) => fields[column]?.trim() ?? "").filter(Boolean),
  );
}

/** The first values that differ; numbers of people are masked before they are kept. */
function samplesOf(values: readonly string[]): string[] {
  return [...new Set(values)].slice(0, SAMPLES_PER_COLUMN).map(maskSample);
}
