import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { StatusTag } from "@/components/ui/tag";
import { may } from "@/lib/auth/policy";
import type { UserActor } from "@/lib/auth/types";
import { IMPORT_STATE_LABELS } from "@/lib/import/labels";
import type { listImportRuns } from "@/lib/import/queries";
import { formatAge, type TimeZone } from "@/lib/shared/format";

type Run = Awaited<ReturnType<typeof listImportRuns>>["runs"][number];
type Row = Run & { readonly age: string; readonly next: string };

const column = columnsOf<Row>();

const COLUMNS = column.columns([
  column.accessor("name", {
    header: "Impor",
    cell: ({ row: { original } }) => (
      <Link href={`/impor/${original.id}`} prefetch={false}>
        {original.name}
      </Link>
    ),
  }),
  column.accessor("state", {
    header: "Status",
    cell: ({ getValue }) => <StatusTag labels={IMPORT_STATE_LABELS} value={getValue()} />,
  }),
  column.accessor("next", { header: "Selanjutnya" }),
  column.accessor("age", { header: "Sejak" }),
]);

/** Imports that stand still until somebody acts; absent when there is none. */
export function WaitingImportsCard({
  runs,
  actor,
  timeZone,
}: {
  readonly runs: readonly Run[];
  readonly actor: UserActor;
  readonly timeZone: TimeZone;
}) {
  if (runs.length === 0) return null;
  const now = new Date();
  return (
    <Card title="Impor menunggu tindakan" flush className="max-w-4xl">
      <DataTable
        caption="Impor yang menunggu tindakan"
        captionHidden
        columns={COLUMNS}
        rows={runs.map((run) => ({
          ...run,
          age: formatAge(run.createdAt, now, timeZone),
          next: nextStep(run, actor),
        }))}
        rowKey={({ id }) => id}
      />
    </Card>
  );
}

function nextStep({ state, createdBy }: Run, actor: UserActor): string {
  if (state === "failed") return "Baca sebabnya, lalu coba lagi atau buang";
  if (!may(actor.role, "import.publish")) return "Menunggu diterbitkan verifikator";
  return createdBy === actor.id
    ? "Anda yang menyiapkan: harus diterbitkan orang lain"
    : "Periksa pratinjau, lalu terbitkan";
}
