import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import { Notice } from "@/components/ui/notice";
import { Tag } from "@/components/ui/tag";
import { groupWords } from "@/lib/import/column-labels";
import { missingGroups } from "@/lib/import/column-names";
import type { IntakeFile } from "@/lib/import/intake";
import { IMPORT_FILE_ROLE_LABELS } from "@/lib/import/labels";
import { isRowNumber, normalizeHeader } from "@/lib/import/mapping";
import { maskSample } from "@/lib/import/mask-sample";
import type { ProposedFile } from "@/lib/import/propose-columns";
import { formatDay, formatNumber, type TimeZone } from "@/lib/shared/format";
import { BreakableName } from "../../breakable-name";
import { ColumnSelect } from "./column-select";
import { FoldedColumns } from "./folded-columns";
import { UnansweredNotice } from "./unanswered-notice";

/** More than a list has: the files of a release, whose columns are seldom in question. */
const COLUMNS_IN_SIGHT_MAX = 25;

interface ColumnRow {
  readonly file: number;
  readonly position: number;
  readonly name: string;
  readonly column: string | null;
  readonly guessed: boolean;
  readonly samples: readonly string[];
}

const column = columnsOf<ColumnRow>();

const COLUMNS = column.columns([
  column.accessor("name", {
    header: "Kolom di berkas",
    cell: ({ getValue }) => <BreakableName name={getValue()} />,
    meta: { className: "sm:w-1/4" },
  }),
  column.accessor("samples", {
    header: "Contoh isi",
    cell: ({ getValue }) => <Samples values={getValue()} />,
    meta: { className: "sm:w-2/5" },
  }),
  column.accessor("column", {
    header: "Dibaca sebagai",
    cell: ({ row: { original } }) => (
      <div className="[&>div]:mb-1">
        <ColumnSelect
          file={original.file}
          position={original.position}
          name={original.name}
          column={original.column}
        />
        {original.guessed && <Tag tone="info">tebakan dari judulnya</Tag>}
      </div>
    ),
    meta: { className: "max-sm:grid-cols-1 max-sm:gap-1" },
  }),
]);

/** What the columns of one file are read as, each with values of the file; what needs a look comes first. */
export function ColumnsCard({
  index,
  file,
  timeZone,
}: {
  /** The file's place in the form. */
  readonly index: number;
  readonly file: ProposedFile<IntakeFile>;
  readonly timeZone: TimeZone;
}) {
  const { role, remembered } = file;
  const rows = rowsOf(file, index);
  const unread = rows.filter(({ name, column }) => column === null && !isRowNumber(name));
  const read = rows.filter((row) => !unread.includes(row));
  const missing = missingGroups(role, new Set(file.columns.filter((name) => name !== null)));
  return (
    <Card
      title={`Kolom: ${IMPORT_FILE_ROLE_LABELS[role]}`}
      note={<BreakableName name={file.file.name} />}
      flush
    >
      {(missing.length > 0 || remembered) && (
        <div className="px-4 pt-4">
          {missing.length > 0 && (
            <UnansweredNotice title="Kolom wajib belum ada">
              <ul className="list-disc pl-5">
                {missing.map((group) => (
                  <li key={group.join()}>{groupWords(role, group)}</li>
                ))}
              </ul>
              <p>
                Pilih di bawah kolom mana yang memuatnya. Tanpa itu berkas tidak dapat diperiksa.
              </p>
            </UnansweredNotice>
          )}
          {remembered && (
            <Notice
              title={`Kolom dibaca seperti impor tanggal ${formatDay(remembered.setAt, timeZone)}`}
            >
              {remembered.setBy !== null && `Ditentukan oleh ${remembered.setBy}. `}
              Judul kolom berkas ini sama dengan waktu itu. Ubah bila tidak cocok.
            </Notice>
          )}
        </div>
      )}
      {unread.length > 0 && (
        <DataTable
          caption={
            <span className="font-semibold text-text">
              {formatNumber(unread.length)} kolom {remembered ? "seperti dulu" : "tidak dikenal:"}{" "}
              disimpan saja, tidak dipakai
            </span>
          }
          columns={COLUMNS}
          rows={unread}
          rowKey={({ position }) => String(position)}
        />
      )}
      {read.length > 0 && (
        <FoldedColumns
          file={index}
          positions={read.map(({ position }) => position)}
          open={rows.length <= COLUMNS_IN_SIGHT_MAX}
          summary={`${formatNumber(read.length)} kolom dikenal`}
        >
          <DataTable
            caption="Kolom yang dikenal"
            captionHidden
            columns={COLUMNS}
            rows={read}
            rowKey={({ position }) => String(position)}
          />
        </FoldedColumns>
      )}
    </Card>
  );
}

function Samples({ values }: { readonly values: readonly string[] }) {
  if (values.length === 0) return <Nothing />;
  return (
    <ul className="text-muted [overflow-wrap:anywhere]">
      {values.map((value) => (
        <li key={value}>{value}</li>
      ))}
    </ul>
  );
}

function rowsOf(
  { file, columns, guessed, remembered }: ProposedFile<IntakeFile>,
  index: number,
): ColumnRow[] {
  return file.header.map((name, position) => {
    const known = columns[position] ?? null;
    const byName = remembered === null && known !== null && known === guessed[position];
    return {
      file: index,
      position,
      name: maskSample(name) || `(tanpa judul, kolom ke-${position + 1})`,
      column: known,
      guessed: byName && normalizeHeader(name) !== normalizeHeader(known),
      samples: file.samples[position] ?? [],
    };
  });
}
