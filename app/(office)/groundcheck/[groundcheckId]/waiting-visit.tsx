import { EmptyState } from "@/components/ui/empty-state";
import type { GroundcheckView } from "@/lib/groundchecks/find-groundcheck";
import { formatInstant, type TimeZone } from "@/lib/shared/format";

/** What stands in the place of the answers as long as there are none. */
export function WaitingVisit({
  view: { state, companionName, draftSavedAt },
  timeZone,
}: {
  readonly view: GroundcheckView;
  readonly timeZone: TimeZone;
}) {
  if (state === "cancelled")
    return (
      <div className="mb-5">
        <EmptyState title="Kunjungan ini dibatalkan">
          Tidak ada hasil yang dikirim. Alasannya ada di riwayat kunjungan.
        </EmptyState>
      </div>
    );
  return (
    <div className="mb-5">
      <EmptyState title="Belum ada hasil kunjungan">
        {draftSavedAt
          ? `${companionName} sudah mulai mengisi dan terakhir menyimpan ${formatInstant(draftSavedAt, timeZone)}. Jawaban terlihat di sini setelah dikirim.`
          : `Jawaban dan foto terlihat di sini setelah ${companionName} mengirim hasil kunjungannya.`}
      </EmptyState>
    </div>
  );
}
