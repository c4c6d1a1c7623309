import { UserPlus } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { SummaryList } from "@/components/ui/summary-list";
import { db } from "@/lib/db/client";
import { formatNumber } from "@/lib/shared/format";
import { USER_STATE_LABELS } from "@/lib/users/labels";
import { countUsersByState } from "@/lib/users/list-users";
import { USER_STATES } from "@/lib/users/rules";

/** Where the admin begins: the accounts by where they stand, and the audit trail. */
export async function AdminStart() {
  const counts = await countUsersByState(db());
  return (
    <div className="grid items-start gap-x-5 lg:grid-cols-2">
      <Card
        title="Pengguna"
        note={
          counts.waiting > 0
            ? "Tautan berlaku 30 menit: yang belum dipakai perlu dibuatkan lagi"
            : "Tidak ada yang menunggu Anda"
        }
      >
        <SummaryList
          rows={USER_STATES.map((state) => ({
            term: USER_STATE_LABELS[state].text,
            value: (
              <Link
                href={`/pengguna?keadaan=${state}`}
                prefetch={false}
                className="tabular inline-flex min-h-11 items-center font-semibold md:min-h-6"
              >
                {formatNumber(counts[state])} akun
                <span className="sr-only"> {USER_STATE_LABELS[state].text}</span>
              </Link>
            ),
          }))}
        />
        <div className="mt-4 flex flex-wrap gap-2">
          <ButtonLink href="/pengguna/baru" variant="primary">
            <UserPlus aria-hidden />
            Undang pengguna
          </ButtonLink>
          <ButtonLink href="/pengguna">Buka semua pengguna</ButtonLink>
        </div>
      </Card>
      <Card title="Jejak audit" note="Siapa melakukan apa dan kapan; tidak dapat diubah">
        <p className="mb-4 text-small">
          Data keluarga tidak dibuka oleh admin. Yang dapat Anda periksa: siapa membuka, mengubah,
          dan mengunduhnya.
        </p>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href="/audit">Buka jejak audit</ButtonLink>
          <ButtonLink href="/audit?tindakan=access.deny">Lihat akses yang ditolak</ButtonLink>
        </div>
      </Card>
    </div>
  );
}
