import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import { Notice } from "@/components/ui/notice";
import { Tag } from "@/components/ui/tag";
import { groupWords } from "@/lib/import/column-labels";
import { missingGroups } from "@/lib/import/column-names";
import { reasonOfGuess } from "@/lib/import/guess/labels";
import type { IntakeFile } from "@/lib/import/intake";
import { IMPORT_FILE_ROLE_LABELS } from "@/lib/import/labels";
import { isRowNumber, normalizeHeader } from "@/lib/import/mapping";
import { maskSample } from "@/lib/import/mask-sample";
import type { ColumnProfile } from "@/lib/import/profiles/queries";
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
  /** Whether the name led to it, and is not the column's own. */
  readonly guessed: boolean;
  /** Why the values led to it. */
  readonly reason: string | null;
  /** Whether the profile knows this column of the file. */
  readonly ofProfile: boolean;
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
        {original.reason !== null && (
          <>
            <Tag tone="warning">tebakan dari isinya</Tag>
            <span className="block text-caption text-muted">{original.reason}</span>
          </>
        )}
      </div>
    ),
    meta: { className: "max-sm:grid-cols-1 max-sm:gap-1" },
  }),
]);

/** What the columns of one file are read as, each with values of the file; what needs a look comes first. */
export function ColumnsCard({
  index,
  file,
  alike,
  timeZone,
}: {
  /** The file's place in the form. */
  readonly index: number;
  readonly file: ProposedFile<IntakeFile>;
  /** How many other files have the same columns, and are read as is said here. */
  readonly alike: number;
  readonly timeZone: TimeZone;
}) {
  const { role, profile } = file;
  const rows = rowsOf(file, index);
  const unread = rows.filter(({ name, column }) => column === null && !isRowNumber(name));
  const doubtful = rows.filter(({ reason }) => reason !== null);
  const read = rows.filter((row) => !unread.includes(row) && !doubtful.includes(row));
  const known = file.columns.flatMap(({ column }) => column ?? []);
  const missing = missingGroups(role, new Set(known));
  return (
    <Card
      title={`Kolom: ${IMPORT_FILE_ROLE_LABELS[role]}`}
      note={
        <>
          <BreakableName name={file.file.name} />
          {alike > 0 && ` dan ${formatNumber(alike)} berkas lain dengan kolom yang sama`}
        </>
      }
      flush
    >
      {(missing.length > 0 || profile) && (
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
          {profile && <ProfileNotice profile={profile} rows={rows} timeZone={timeZone} />}
        </div>
      )}
      {doubtful.length > 0 && (
        <DataTable
          caption={
            <span className="font-semibold text-text">
              {formatNumber(doubtful.length)} kolom ditebak dari isinya: periksa lebih dulu
            </span>
          }
          columns={COLUMNS}
          rows={doubtful}
          rowKey={({ position }) => String(position)}
        />
      )}
      {unread.length > 0 && (
        <DataTable
          caption={
            <span className="font-semibold text-text">
              {formatNumber(unread.length)} kolom {profile ? "menurut profil" : "tidak dikenal:"}{" "}
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

/** Who said what is proposed, and which columns the profile does not know. */
function ProfileNotice({
  profile,
  rows,
  timeZone,
}: {
  readonly profile: ColumnProfile;
  readonly rows: readonly ColumnRow[];
  readonly timeZone: TimeZone;
}) {
  const { name, source, setAt, setBy, usedAt } = profile;
  const others = rows.filter(({ ofProfile, name }) => !ofProfile && !isRowNumber(name)).length;
  return (
    <Notice title={`Kolom dibaca menurut profil ${name}${source === null ? "" : ` (${source})`}`}>
      Ditentukan {setBy !== null && `oleh ${setBy} `}pada {formatDay(setAt, timeZone)}, terakhir
      dipakai {formatDay(usedAt, timeZone)}. Ubah di bawah bila ada yang tidak cocok.
      {others > 0 &&
        ` ${formatNumber(others)} kolom berkas ini belum ada di profil itu dan ditebak: periksa lebih dulu.`}
    </Notice>
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

function rowsOf({ file, columns }: ProposedFile<IntakeFile>, index: number): ColumnRow[] {
  return file.header.map((name, position) => {
    const proposed = columns[position] ?? { column: null, by: "name" };
    const { column, by } = proposed;
    return {
      file: index,
      position,
      name: maskSample(name) || `(tanpa judul, kolom ke-${position + 1})`,
      column,
      guessed:
        by === "name" && column !== null && normalizeHeader(name) !== normalizeHeader(column),
      reason: proposed.by === "values" ? reasonOfGuess(proposed.seen) : null,
      ofProfile: by === "profile",
      samples: file.samples[position] ?? [],
    };
  });
}
