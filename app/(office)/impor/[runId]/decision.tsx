import { ChevronDown } from "lucide-react";
import { Card } from "@/components/ui/card";
import { may } from "@/lib/auth/policy";
import type { UserActor } from "@/lib/auth/types";
import type { ImportRunPage } from "@/lib/import/queries";
import { checkAgain, discard, publish } from "./actions";
import { StepForm } from "./step-form";

/** What this person may do with the import now, and why not where they would expect to. */
export function Decision({
  run,
  actor,
  stops,
}: {
  readonly run: ImportRunPage;
  readonly actor: UserActor;
  /** A warning has to be confirmed before it is published. */
  readonly stops: boolean;
}) {
  const { actions } = run;
  const note = publishNote(run, actor);
  if (actions.length === 0 && note === null) return null;
  const step = { runId: run.id, version: run.version };
  const giveUp = run.state === "checking" ? GIVE_UP_CHECK : GIVE_UP_IMPORT;
  return (
    <Card title="Keputusan">
      <div className="grid gap-4">
        {note && <p className="text-small">{note}</p>}
        {actions.includes("publish") && (
          <StepForm
            {...step}
            name="terbitkan"
            action={publish}
            text={run.state === "failed" ? "Terbitkan lagi" : "Terbitkan"}
            pendingText="Menerbitkan …"
            variant="primary"
            {...(stops && {
              confirm: "Saya sudah memeriksa peringatan di halaman ini dan tetap menerbitkan",
              reason: {
                label: "Alasan tetap diterbitkan",
                hint: "Misalnya: pemekaran kecamatan. Dicatat di riwayat impor.",
              },
            })}
          />
        )}
        {actions.includes("check_again") && (
          <StepForm
            {...step}
            name="periksa"
            action={checkAgain}
            text={run.kind === "matching" ? "Padankan ulang" : "Periksa ulang"}
            pendingText="Memulai …"
            variant="secondary"
          />
        )}
        {actions.includes("discard") && (
          <details className="group">
            <summary className="flex min-h-11 items-center gap-1 text-small text-link underline md:min-h-8">
              <ChevronDown aria-hidden className="size-4 group-open:rotate-180" />
              {giveUp.summary}
            </summary>
            <div className="mt-2">
              <StepForm
                {...step}
                name="batalkan"
                action={discard}
                text={giveUp.text}
                pendingText={giveUp.pendingText}
                variant="danger"
                reason={{ label: giveUp.label, hint: giveUp.hint }}
              />
            </div>
          </details>
        )}
      </div>
    </Card>
  );
}

const GIVE_UP_IMPORT = {
  summary: "Batalkan impor ini",
  text: "Batalkan impor",
  pendingText: "Membatalkan …",
  label: "Alasan dibatalkan",
  hint: "Dicatat di riwayat; berkasnya tidak menjadi data kantor.",
};

const GIVE_UP_CHECK = {
  summary: "Hentikan pemeriksaan ini",
  text: "Hentikan pemeriksaan",
  pendingText: "Menghentikan …",
  label: "Alasan dihentikan",
  hint: "Dicatat di riwayat. Impor ini batal dan yang sudah terbaca dibuang; data yang berlaku tidak berubah.",
};

/** What publishing does, or who does it if not this person. */
function publishNote(run: ImportRunPage, actor: UserActor): string | null {
  if (run.actions.includes("publish")) return PUBLISH_NOTES[run.kind];
  if (run.state !== "ready" || run.kind === "matching") return null;
  return may(actor.role, "import.publish") && run.createdBy === actor.id
    ? "Impor ini Anda siapkan sendiri; penerbitannya oleh petugas lain."
    : "Menunggu diterbitkan oleh verifikator.";
}

const PUBLISH_NOTES = {
  dtsen:
    "Setelah terbit, rilis ini menjadi data yang berlaku, kasus dicari ulang, dan bantuan yang melewati batas ditangguhkan menurut aturan program.",
  dtks: "Setelah terbit, daftar ini menjadi pembanding dan kasus dicari ulang.",
  recipients:
    "Setelah terbit, penerima dalam daftar ini tercatat di keluarganya dan kasus dicari ulang.",
  dukcapil:
    "Setelah terbit, jawaban Dukcapil tercatat pada orangnya dan kasus dicari ulang. Daftar yang paling baru yang dipakai.",
  matching: "Daftar ini hanya dibandingkan dengan registri.",
  deaths:
    "Setelah terbit, orang yang padan tercatat meninggal menurut daftar ini dan kasus dicari ulang. Putuskan dulu baris yang mirip.",
  desil:
    "Setelah terbit, desil daftar ini tampil di berkas keluarganya di samping desil rilis. Desil rilis dan kasus tidak berubah.",
  bnba: "Setelah terbit, penerima di berkas ini tercatat di keluarganya, desil dan anggotanya tampil di berkas keluarga dengan nama daftar dan tanggalnya, dan kasus dicari ulang. Bantuan yang tidak disebut tidak berakhir, dan rilis tidak berubah.",
} as const satisfies Record<ImportRunPage["kind"], string>;
