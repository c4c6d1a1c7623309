import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { DesilChange } from "@/components/households/desil-change";
import { PlaceName } from "@/components/households/place-name";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import type { Office } from "@/lib/office/queries";
import { programShortName } from "@/lib/programs/labels";
import { COUNT_LIMIT, listSuspended } from "@/lib/programs/list-suspended";
import { type SuspensionRow, standingOf } from "@/lib/programs/suspension";
import type {
  SuspensionFilter,
  SuspensionListParams,
  SuspensionTab,
} from "@/lib/programs/suspension-schema";
import { formatAge, formatCappedCount, formatNumber, type TimeZone } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";
import { suspensionListAddress } from "./address";
import { StandingLine } from "./standing-line";

type Row = SuspensionRow & { readonly age: string; readonly timeZone: TimeZone };

const column = columnsOf<Row>();

/** The last column says why somebody can decide, or whom the aid waits for. */
const columnsFor = (tab: SuspensionTab) =>
  column.columns([
    column.accessor("headName", {
      header: "Kepala keluarga",
      cell: ({ row: { original } }) => (
        <>
          <Link href={`/penangguhan/${original.id}`} prefetch={false}>
            {original.headName ?? "Nama tidak diisi"}
          </Link>
          <span className="block font-normal text-caption text-muted">
            {original.nomorKkEnding !== null && (
              <span className="tabular whitespace-nowrap">
                KK {maskNumber(original.nomorKkEnding)}
              </span>
            )}
            {original.recipientName !== null && ` · penerima ${original.recipientName}`}
          </span>
        </>
      ),
    }),
    column.accessor("programCode", {
      header: "Bantuan",
      cell: ({ getValue }) => (
        <span className="whitespace-nowrap">{programShortName(getValue())}</span>
      ),
    }),
    column.accessor("desil", {
      header: "Desil",
      cell: ({ row: { original } }) => (
        <span className="inline-flex items-center gap-x-2 whitespace-nowrap">
          <DesilChange
            before={original.desil}
            now={original.closing ? original.closing.desil : original.desil}
          />
          {original.limit !== null && (
            <span className="text-caption text-muted">
              batas {original.closing?.limit ?? original.limit}
            </span>
          )}
        </span>
      ),
    }),
    column.accessor("kelurahan", {
      header: "Kelurahan",
      cell: ({ row: { original } }) => <PlaceName {...original} />,
    }),
    column.accessor("age", {
      header: "Ditangguhkan",
      cell: ({ row: { original } }) => (
        <time dateTime={original.since.toISOString()} className="whitespace-nowrap">
          {original.age}
        </time>
      ),
    }),
    column.display({
      id: "standing",
      header: tab === "putuskan" ? "Dapat diputus karena" : "Menunggu",
      meta: tab === "putuskan" ? { label: "Karena" } : undefined,
      cell: ({ row: { original } }) => (
        <StandingLine standing={standingOf(original)} timeZone={original.timeZone} />
      ),
    }),
  ]);

const COLUMNS = { putuskan: columnsFor("putuskan"), menunggu: columnsFor("menunggu") } as const;

const CAPTIONS: Record<SuspensionTab, string> = {
  putuskan: "bantuan menunggu keputusan",
  menunggu: "bantuan menunggu pemeriksaan",
};

/** The suspended aids that the filters find, the ones held longest first. */
export async function SuspensionList({
  actor,
  office,
  filter,
  wanted,
  count,
  where,
}: {
  readonly actor: UserActor;
  readonly office: Office;
  readonly filter: SuspensionFilter;
  readonly wanted: SuspensionListParams;
  readonly count: number;
  readonly where: string | undefined;
}) {
  const page = await listSuspended(db(), actor, filter, wanted.setelah ?? null);
  if (page.rows.length === 0) return <NoAid wanted={wanted} />;
  const now = new Date();
  const { timeZone } = office;
  const counted = formatCappedCount(count, COUNT_LIMIT);
  return (
    <section aria-label="Daftar bantuan yang ditangguhkan" className="min-w-0">
      <div className="overflow-x-auto rounded border border-line bg-surface">
        <DataTable
          caption={
            <>
              <strong className="tabular text-text">
                {counted} {CAPTIONS[wanted.tab]}
              </strong>
              {where ? ` di ${where}` : ""}, yang paling lama ditahan di atas
            </>
          }
          columns={COLUMNS[wanted.tab]}
          rows={page.rows.map((row) => ({
            ...row,
            timeZone,
            age: formatAge(row.since, now, timeZone),
          }))}
          rowKey={({ id }) => String(id)}
        />
      </div>
      <Pagination
        label="Halaman daftar penangguhan"
        firstHref={wanted.setelah ? suspensionListAddress(wanted) : null}
        nextHref={page.next ? suspensionListAddress(wanted, page.next) : null}
        shown={`Menampilkan ${formatNumber(page.rows.length)} dari ${counted} bantuan`}
      />
    </section>
  );
}

function NoAid({ wanted }: { readonly wanted: SuspensionListParams }) {
  const { tab, wilayah, program, umur } = wanted;
  if ([wilayah, program, umur].some(Boolean))
    return (
      <EmptyState
        title="Tidak ada bantuan yang cocok"
        action={<ButtonLink href={suspensionListAddress({ tab })}>Hapus semua saringan</ButtonLink>}
      >
        Kurangi saringannya, atau pilih wilayah yang lebih luas.
      </EmptyState>
    );
  return tab === "putuskan" ? (
    <EmptyState title="Tidak ada bantuan yang menunggu keputusan">
      Bantuan muncul di sini setelah keluarganya diperiksa, atau setelah data baru menunjukkan
      keadaan lain. Sistem hanya menahan; melanjutkan dan mengakhiri diputuskan orang.
    </EmptyState>
  ) : (
    <EmptyState title="Tidak ada bantuan yang menunggu pemeriksaan">
      Setiap bantuan yang ditangguhkan di wilayah tugas Anda sudah dapat diputus.
    </EmptyState>
  );
}
