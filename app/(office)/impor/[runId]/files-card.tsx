import { Download, Pencil } from "lucide-react";
import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import type { WarnedRows } from "@/lib/import/count-warned-rows";
import { byName } from "@/lib/import/interpret-files";
import { IMPORT_FILE_ROLE_LABELS } from "@/lib/import/labels";
import type { ImportRunPage } from "@/lib/import/queries";
import { formatNumber } from "@/lib/shared/format";
import { BreakableName } from "../breakable-name";

type RunFile = ImportRunPage["files"][number];

/** What is counted of a file, or of the files of a role together. */
interface Counted {
  readonly id: string;
  readonly role: RunFile["role"];
  readonly files: readonly RunFile[];
  readonly rowsRead: number;
  readonly rowsGood: number;
  readonly rowsRejected: number;
  readonly warned: WarnedRows | undefined;
  readonly repairable: boolean;
}

const column = columnsOf<Counted>();

const rowsRead = column.accessor("rowsRead", {
  header: "Baris dibaca",
  cell: ({ getValue }) => formatNumber(getValue()),
  meta: { align: "end" },
});
const rowsGood = column.accessor("rowsGood", {
  header: "Diterima",
  cell: ({ getValue }) => formatNumber(getValue()),
  meta: { align: "end" },
});
const rowsRejected = column.accessor("rowsRejected", {
  header: "Ditolak",
  cell: ({
    row: {
      original: { files, rowsRejected: count, repairable },
    },
  }) => {
    const [file, ...others] = files;
    return (
      <>
        {formatNumber(count)}
        {count > 0 && file && others.length === 0 && <RejectedRowsLink file={file} />}
        {count > 0 && file && repairable && others.length === 0 && <RepairLink file={file} />}
      </>
    );
  },
  meta: { align: "end" },
});

const COLUMNS = column.columns([
  column.accessor("role", {
    header: "Berkas",
    cell: ({ row: { original } }) => (
      <>
        {IMPORT_FILE_ROLE_LABELS[original.role]}
        <span className="block font-normal text-caption text-muted">
          <FileNames files={original.files} />
        </span>
      </>
    ),
  }),
  rowsRead,
  rowsGood,
  column.accessor("warned", {
    header: "Dengan peringatan",
    cell: ({ getValue }) => warnedWords(getValue()),
    meta: { align: "end" },
  }),
  rowsRejected,
]);

const COLUMNS_OF_ONE = column.columns([
  column.accessor("files", {
    header: "Berkas",
    cell: ({ getValue }) => <FileNames files={getValue()} />,
  }),
  rowsRead,
  rowsGood,
  rowsRejected,
]);

/** How many rows of each file were taken, and those that were not, to repair. */
export function FilesCard({
  files,
  warned,
  repairable,
  repaired,
}: {
  readonly files: ImportRunPage["files"];
  readonly warned: readonly WarnedRows[];
  /** Whether this person may put rejected rows right now. */
  readonly repairable: boolean;
  /** Whether rows were put right before. */
  readonly repaired: boolean;
}) {
  const counted = [...Map.groupBy(files, ({ role }) => role)].map(([role, ofRole]) => ({
    ...countTogether(role, ofRole),
    warned: warned.find((rows) => rows.role === role),
    repairable,
  }));
  return (
    <Card title="Berkas" flush>
      <DataTable
        caption="Baris tiap berkas"
        captionHidden
        columns={COLUMNS}
        rows={counted}
        rowKey={({ id }) => id}
      />
      {counted
        .filter(({ files: ofRole }) => ofRole.length > 1)
        .map(({ id, role, files: ofRole }) => (
          <details key={id} className="border-t border-line">
            <summary className="flex min-h-11 items-center px-4 py-2 text-link underline">
              {formatNumber(ofRole.length)} {IMPORT_FILE_ROLE_LABELS[role].toLowerCase()}, satu per
              satu
            </summary>
            <DataTable
              caption={`Baris tiap ${IMPORT_FILE_ROLE_LABELS[role].toLowerCase()}`}
              captionHidden
              columns={COLUMNS_OF_ONE}
              rows={ofRole.toSorted(byName).map((file) => ({
                ...countTogether(role, [file]),
                repairable,
              }))}
              rowKey={({ id: fileId }) => fileId}
            />
          </details>
        ))}
      {repaired && repairable && files[0] && (
        <Link
          href={`/impor/${files[0].runId}/perbaiki?diperbaiki=ya`}
          prefetch={false}
          className="flex min-h-11 items-center border-t border-line px-4"
        >
          Lihat baris yang sudah diperbaiki
        </Link>
      )}
    </Card>
  );
}

function countTogether(role: RunFile["role"], files: readonly RunFile[]): Counted {
  const sum = (count: (file: RunFile) => number) =>
    files.reduce((total, file) => total + count(file), 0);
  return {
    id: files[0]?.id ?? role,
    role,
    files,
    rowsRead: sum((file) => file.rowsRead),
    rowsGood: sum((file) => file.rowsGood),
    rowsRejected: sum((file) => file.rowsRejected),
    warned: undefined,
    repairable: false,
  };
}

function FileNames({ files }: { readonly files: readonly RunFile[] }) {
  const [file, ...others] = files;
  if (!file) return null;
  if (others.length > 0) return `${formatNumber(files.length)} berkas`;
  return (
    <>
      <BreakableName name={file.name} />
      {file.archiveName !== null && (
        <>
          {" "}
          dari <BreakableName name={file.archiveName} />
        </>
      )}
      {file.sheet !== null && (
        <>
          , lembar <BreakableName name={file.sheet} />
        </>
      )}
    </>
  );
}

/** A plain link: the answer is a file, which the router must not fetch ahead. */
function RejectedRowsLink({ file }: { readonly file: RunFile }) {
  return (
    <a
      href={`/api/impor/${file.runId}/ditolak/${file.id}`}
      download
      className="ml-2 inline-flex items-center gap-1 whitespace-nowrap md:ml-0 md:flex md:justify-end"
    >
      <Download aria-hidden className="size-4" />
      Unduh
      <span className="sr-only">
        {" "}
        baris ditolak {IMPORT_FILE_ROLE_LABELS[file.role]}, {file.name}
      </span>
    </a>
  );
}

/** Where the rejected rows are put right. */
function RepairLink({ file }: { readonly file: RunFile }) {
  return (
    <Link
      href={`/impor/${file.runId}/perbaiki?berkas=${file.id}`}
      prefetch={false}
      className="ml-2 inline-flex items-center gap-1 whitespace-nowrap md:ml-0 md:flex md:justify-end"
    >
      <Pencil aria-hidden className="size-4" />
      Perbaiki
      <span className="sr-only">
        {" "}
        baris ditolak {IMPORT_FILE_ROLE_LABELS[file.role]}, {file.name}
      </span>
    </Link>
  );
}

function warnedWords(warned: WarnedRows | undefined): string {
  const rows = formatNumber(warned?.rows ?? 0);
  return warned?.isLeast ? `sedikitnya ${rows}` : rows;
}
