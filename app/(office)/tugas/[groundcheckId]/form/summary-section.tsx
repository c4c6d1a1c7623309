import { Check, Send } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { FormProblem } from "@/lib/forms/types";
import type { VisitForm } from "./form-context";
import { ProblemList } from "./problem-list";
import type { SendOutcome } from "./send-visit";
import type { Step } from "./steps";

export type SendState =
  | { readonly kind: "idle" | "sending" }
  | { readonly kind: "photos_waiting" }
  | { readonly kind: "answered"; readonly outcome: SendOutcome };

/** The last screen: what is still wrong and where to mend it, what may stay, and the button that sends. */
export function SummarySection({
  form,
  problems,
  steps,
  sending,
  accepted,
  setAccepted,
  open,
  send,
}: {
  readonly form: VisitForm;
  readonly problems: readonly FormProblem[];
  readonly steps: readonly Step[];
  readonly sending: SendState;
  /** Whether the person said that the warnings are right as they are. */
  readonly accepted: boolean;
  readonly setAccepted: (accepted: boolean) => void;
  readonly open: (problem: FormProblem) => void;
  readonly send: () => void;
}) {
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  const list = { form, steps, open };
  const ready = errors.length === 0 && (warnings.length === 0 || accepted);
  const busy = sending.kind === "sending";
  return (
    <>
      {errors.length > 0 && <ProblemList tone="error" problems={errors} {...list} />}
      {warnings.length > 0 && <ProblemList tone="warning" problems={warnings} {...list} />}
      {errors.length === 0 && warnings.length > 0 && (
        <label className="mb-5 flex min-h-12 items-center gap-3 rounded border border-line-control bg-surface px-3 py-2">
          <input
            type="checkbox"
            checked={accepted}
            onChange={(event) => setAccepted(event.target.checked)}
            className="size-5 shrink-0 accent-brand"
          />
          <span>Peringatan di atas sudah saya periksa; keadaannya memang begitu.</span>
        </label>
      )}
      {problems.length === 0 && (
        <p className="mb-5 flex items-center gap-2 font-semibold text-positive">
          <Check aria-hidden className="size-5 shrink-0" />
          Semua pertanyaan terjawab.
        </p>
      )}
      <Outcome sending={sending} />
      <p className="mb-3 text-small text-muted">
        Setelah dikirim, jawaban tidak dapat diubah. Petugas kantor memeriksanya dan dapat
        mengembalikannya kepada Anda.
      </p>
      <Button
        className="min-h-12 w-full aria-disabled:bg-neutral-soft aria-disabled:text-muted sm:w-auto"
        aria-disabled={!ready || busy}
        onClick={() => {
          if (ready && !busy) send();
        }}
      >
        <Send aria-hidden />
        {busy ? "Mengirim …" : "Kirim hasil kunjungan"}
      </Button>
      {!ready && (
        <p className="mt-2 text-small text-muted">
          {errors.length > 0
            ? "Perbaiki dahulu yang tertulis di atas."
            : "Centang dahulu bahwa peringatannya sudah diperiksa."}
        </p>
      )}
    </>
  );
}

/** What became of the last try. What was received replaces the whole form and is not said here. */
function Outcome({ sending }: { readonly sending: SendState }) {
  if (sending.kind === "photos_waiting")
    return (
      <Notice tone="warning" title="Foto belum terkirim semua" live>
        <p>
          Sambungan terputus. Jawaban dan foto tetap ada di halaman ini. Cari tempat bersinyal, lalu
          tekan Kirim lagi.
        </p>
      </Notice>
    );
  if (sending.kind !== "answered") return null;
  const { outcome } = sending;
  switch (outcome.status) {
    case "offline":
      return (
        <Notice tone="warning" title="Tidak ada sambungan" live>
          <p>
            Hasil kunjungan belum terkirim. Jawaban tetap ada di halaman ini. Cari tempat bersinyal,
            lalu tekan Kirim lagi: kiriman yang sama tidak tercatat dua kali.
          </p>
        </Notice>
      );
    case "signed_out":
      return <SignedOut />;
    case "conflict":
      return (
        <Notice tone="warning" title="Kiriman disimpan, perlu diputus petugas" live>
          <p>{outcome.message}</p>
        </Notice>
      );
    case "rejected":
      return (
        <Notice tone="negative" title="Hasil kunjungan belum diterima" live>
          <p>{outcome.message}</p>
        </Notice>
      );
    default:
      return null;
  }
}

/** The session ended while the form was open: what was typed must survive signing in again. */
export function SignedOut() {
  return (
    <Notice tone="warning" title="Anda sudah keluar" live>
      <p>
        Sesi Anda berakhir, tetapi jawaban tetap ada di halaman ini.{" "}
        <a href="/masuk" target="_blank" rel="noreferrer">
          Masuk lagi di tab baru
        </a>
        , lalu kembali ke sini dan lanjutkan.
      </p>
    </Notice>
  );
}
