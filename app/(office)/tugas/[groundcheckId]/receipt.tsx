import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { SummaryList } from "@/components/ui/summary-list";
import type { Task } from "@/lib/groundchecks/find-task";
import { GROUNDCHECK_RESULT_LABELS } from "@/lib/groundchecks/labels";
import { formatInstant, type TimeZone } from "@/lib/shared/format";

/** What became of a task that is no longer to be filled in: received, verified or called off. */
export function Receipt({ task, timeZone }: { readonly task: Task; readonly timeZone: TimeZone }) {
  const { state, visit, finishedAt, cancelReason } = task;
  const cancelled = state === "cancelled";
  return (
    <Card title={titleOf(task)}>
      {visit && (
        <SummaryList
          rows={[
            { term: "Diterima server", value: formatInstant(visit.receivedAt, timeZone) },
            { term: "Hasil kunjungan", value: GROUNDCHECK_RESULT_LABELS[visit.result] },
            ...(finishedAt
              ? [
                  {
                    term: cancelled ? "Dibatalkan" : "Diverifikasi",
                    value: formatInstant(finishedAt, timeZone),
                  },
                ]
              : []),
            {
              term: "Nomor kiriman",
              value: <span className="break-all font-mono text-caption">{visit.id}</span>,
            },
          ]}
        />
      )}
      {cancelled && cancelReason && <p>Alasan: {cancelReason}</p>}
      <h3 className="mt-4 text-body">Apa selanjutnya</h3>
      <p className="mb-4">{nextOf(task)}</p>
      <ButtonLink href="/tugas" variant="primary" className="min-h-12 w-full sm:w-auto">
        Kembali ke Tugas saya
      </ButtonLink>
    </Card>
  );
}

function titleOf({ state }: Task): string {
  if (state === "cancelled") return "Tugas ini dibatalkan";
  return state === "verified" ? "Kunjungan sudah diverifikasi" : "Hasil kunjungan diterima";
}

function nextOf({ state }: Task): string {
  if (state === "cancelled") return "Keluarga ini tidak perlu Anda kunjungi untuk tugas ini.";
  return state === "verified"
    ? "Pekerjaan Anda untuk keluarga ini selesai. Dinas sosial memutuskan apakah datanya diusulkan berubah."
    : "Petugas kantor memeriksa jawaban dan foto. Bila ada yang kurang, tugas ini kembali kepada Anda beserta alasannya.";
}
