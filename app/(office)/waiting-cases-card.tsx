import { Card } from "@/components/ui/card";
import { KIND_LABELS } from "@/lib/cases/labels";
import type { WaitingCases } from "@/lib/cases/waiting-cases";
import type { Office } from "@/lib/office/queries";
import { programShortName } from "@/lib/programs/labels";
import type { SuspendedAid } from "@/lib/programs/waiting-participations";
import { formatAge } from "@/lib/shared/format";
import { type WaitingRow, WaitingTable } from "./waiting-table";

/** Open cases by kind and aids that are held, each with its list behind it and how long the oldest waits. */
export function WaitingCasesCard({
  cases,
  suspended,
  office,
}: {
  readonly cases: readonly WaitingCases[];
  readonly suspended: readonly SuspendedAid[];
  readonly office: Office;
}) {
  const now = new Date();
  const { timeZone } = office;
  const rows: WaitingRow[] = [
    ...cases.map(({ kind, count, oldest }) => ({
      href: `/kasus?jenis=${kind}`,
      what: KIND_LABELS[kind].name,
      explanation: KIND_LABELS[kind].explanation,
      count,
      age: formatAge(oldest, now, timeZone),
    })),
    ...suspended.map(({ programCode, count, oldest }) => ({
      href: `/kasus?jenis=over-limit&program=${programCode}`,
      what: `Bantuan ${programShortName(programCode)} ditangguhkan`,
      explanation: "Ditahan sampai keadaan keluarganya diperiksa.",
      count,
      age: formatAge(oldest, now, timeZone),
    })),
  ];
  return (
    <Card title="Kasus terbuka" flush>
      {rows.length === 0 ? (
        <p className="px-4 py-4 text-muted">
          {office.release
            ? "Tidak ada kasus terbuka di wilayah tugas Anda."
            : "Kasus muncul setelah rilis DTSEN pertama diterbitkan."}
        </p>
      ) : (
        <WaitingTable caption="Kasus terbuka di wilayah tugas Anda" rows={rows} />
      )}
    </Card>
  );
}
