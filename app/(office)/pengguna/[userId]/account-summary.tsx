import Link from "next/link";
import { Card } from "@/components/ui/card";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import { StatusTag } from "@/components/ui/tag";
import { describeAreaNames } from "@/lib/areas/describe-area-names";
import { ROLE_LABELS } from "@/lib/auth/labels";
import { formatDay, formatInstant, formatNumber, type TimeZone } from "@/lib/shared/format";
import type { UserView } from "@/lib/users/find-user";
import { DEACTIVATION_REASON_LABELS, USER_STATE_LABELS } from "@/lib/users/labels";

/** Where an account stands, and the way to what it did and what was done to it. */
export function AccountSummary({
  user,
  timeZone,
}: {
  readonly user: UserView;
  readonly timeZone: TimeZone;
}) {
  const { id, username, role, areaNames, state, createdAt, closedAt, closedBecause } = user;
  const rows: SummaryRow[] = [
    { term: "Keadaan", value: <StatusTag labels={USER_STATE_LABELS} value={state} /> },
    { term: "Nama pengguna", value: username },
    { term: "Peran", value: ROLE_LABELS[role] },
    { term: "Wilayah tugas", value: describeAreaNames(areaNames) },
    { term: "Dibuat", value: formatDay(createdAt, timeZone) },
  ];
  if (state === "waiting") rows.push({ term: "Tautan", value: linkText(user, timeZone) });
  if (closedAt)
    rows.push({
      term: "Nonaktif sejak",
      value: `${formatInstant(closedAt, timeZone)}${closedBecause ? ` · ${DEACTIVATION_REASON_LABELS[closedBecause]}` : ""}`,
    });
  if (user.openTasks > 0)
    rows.push({ term: "Kunjungan padanya", value: formatNumber(user.openTasks) });
  return (
    <Card title="Akun">
      <SummaryList rows={rows} />
      <p className="mt-3 flex flex-wrap gap-x-4 text-small">
        <Link
          href={`/audit?tentang=user&nomor=${id}`}
          prefetch={false}
          className="inline-flex min-h-11 items-center md:min-h-8"
        >
          Jejak audit akun ini
        </Link>
        <Link
          href={`/audit?pelaku=${id}`}
          prefetch={false}
          className="inline-flex min-h-11 items-center md:min-h-8"
        >
          Yang dikerjakannya
        </Link>
      </p>
    </Card>
  );
}

function linkText({ linkEndsAt }: UserView, timeZone: TimeZone): string {
  return linkEndsAt
    ? `Berlaku sampai ${formatInstant(linkEndsAt, timeZone)}`
    : "Sudah lewat waktu: buat tautan baru";
}
