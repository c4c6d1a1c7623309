import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { PlaceName } from "@/components/households/place-name";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import { Pagination } from "@/components/ui/pagination";
import { Tag } from "@/components/ui/tag";
import { COUNT_LIMIT, type ReadyPage, type ReadyProposal } from "@/lib/hand-over/list-ready";
import { BATCH_LINES_MAX, writeCursor } from "@/lib/hand-over/schema";
import { PROPOSAL_KIND_LABELS } from "@/lib/proposals/labels";
import { formatAge, formatCappedCount, formatNumber, type TimeZone } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";
import { CreateForm } from "./create-form";

type Row = ReadyProposal & { readonly age: string; readonly tickable: boolean };

const column = columnsOf<Row>();

const COLUMNS = column.columns([
  column.accessor("number", {
    header: "Usulan",
    cell: ({ row: { original } }) => (
      <span className="flex items-center gap-2.5">
        {original.tickable && (
          <label className="-my-2 flex size-6 shrink-0 items-center max-md:size-11">
            <span className="sr-only">Centang usulan {original.number}</span>
            <input
              type="checkbox"
              name="proposal"
              value={original.id}
              className="size-4.5 accent-brand"
            />
          </label>
        )}
        <Link href={`/usulan/${original.id}`} prefetch={false}>
          Usulan {original.number}
        </Link>
      </span>
    ),
  }),
  column.accessor("headName", {
    header: "Kepala keluarga",
    cell: ({ getValue }) => getValue() ?? <Nothing />,
  }),
  column.accessor("kind", {
    header: "Jenis",
    cell: ({ getValue }) => PROPOSAL_KIND_LABELS[getValue()],
  }),
  column.accessor("kelurahan", {
    header: "Kelurahan",
    cell: ({ row: { original } }) => <PlaceName {...original} />,
  }),
  column.accessor("nomorKkEnding", {
    header: "No KK",
    cell: ({ getValue }) => {
      const ending = getValue();
      if (ending === null) return <Nothing />;
      return <span className="tabular whitespace-nowrap">{maskNumber(ending)}</span>;
    },
  }),
  column.accessor("hasBasis", {
    header: "Dasar",
    cell: ({ getValue }) =>
      getValue() ? <Tag tone="positive">Ada</Tag> : <Tag tone="warning">Belum dicatat</Tag>,
  }),
  column.accessor("age", {
    header: "Disahkan",
    cell: ({ row: { original } }) => (
      <time dateTime={original.since.toISOString()} className="whitespace-nowrap">
        {original.age}
      </time>
    ),
  }),
]);

/** What can go on the next list, and what lacks its berita acara or SPTJM. */
export function ReadyCard({
  counts: { withBasis, withoutBasis },
  page: { rows, next },
  first,
  enters,
  timeZone,
}: {
  readonly counts: { readonly withBasis: number; readonly withoutBasis: number };
  readonly page: ReadyPage;
  readonly first: boolean;
  readonly enters: boolean;
  readonly timeZone: TimeZone;
}) {
  const now = new Date();
  const total = formatCappedCount(withBasis + withoutBasis, COUNT_LIMIT);
  const table = rows.length > 0 && (
    <DataTable
      caption={
        <>
          <strong className="tabular text-text">{formatNumber(withBasis)} siap</strong>
          {withoutBasis > 0 && (
            <>
              {" · "}
              <strong className="tabular text-warning">
                {formatNumber(withoutBasis)} belum punya dasar
              </strong>
              : catat berita acara atau SPTJM di usulannya agar dapat masuk daftar
            </>
          )}
        </>
      }
      columns={COLUMNS}
      rows={rows.map((row) => ({
        ...row,
        age: formatAge(row.since, now, timeZone),
        tickable: enters && row.hasBasis,
      }))}
      rowKey={({ id }) => id}
    />
  );
  return (
    <Card
      title="Siap diserahterimakan"
      note="Sudah disahkan kepala dinas, belum ada di daftar mana pun; yang paling lama menunggu di atas"
      flush
    >
      {enters ? (
        <CreateForm ready={withBasis} linesMax={BATCH_LINES_MAX}>
          {table}
        </CreateForm>
      ) : (
        <div className="overflow-x-auto">{table}</div>
      )}
      {rows.length === 0 && (
        <p className="px-4 py-6 text-muted">
          Tidak ada usulan yang menunggu. Usulan muncul di sini setelah disahkan.
        </p>
      )}
      {(next !== null || !first) && (
        <div className="px-4 pb-4">
          <Pagination
            label="Halaman usulan siap"
            firstHref={first ? null : "/serah-terima"}
            nextHref={next === null ? null : `/serah-terima?siap=${writeCursor(next)}`}
            shown={`Menampilkan ${formatNumber(rows.length)} dari ${total} usulan`}
          />
        </div>
      )}
    </Card>
  );
}
