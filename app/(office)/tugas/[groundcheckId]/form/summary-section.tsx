import { Check, CircleAlert, Send, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { FormProblem } from "@/lib/forms/types";
import type { VisitForm } from "./form-context";
import type { SendOutcome } from "./send-visit";
import { type Step, stepOfProblem } from "./steps";

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

const LISTS = {
  error: {
    title: "Harus diperbaiki",
    Icon: CircleAlert,
    box: "border-negative",
    ink: "text-negative",
  },
  warning: {
    title: "Perlu diperiksa",
    Icon: TriangleAlert,
    box: "border-warning",
    ink: "text-warning",
  },
} as const;

function ProblemList({
  tone,
  problems,
  form,
  steps,
  open,
}: {
  readonly tone: keyof typeof LISTS;
  readonly problems: readonly FormProblem[];
  readonly form: VisitForm;
  readonly steps: readonly Step[];
  readonly open: (problem: FormProblem) => void;
}) {
  const { title, Icon, box, ink } = LISTS[tone];
  return (
    <section className={`mb-5 rounded border-2 bg-surface px-4 py-3 ${box}`}>
      <h3 className={`mb-1 flex items-center gap-2 text-heading ${ink}`}>
        <Icon aria-hidden className="size-5 shrink-0" />
        {title} ({problems.length})
      </h3>
      {steps.map((step) => (
        <StepProblems
          key={step.id}
          step={step}
          problems={problems.filter(
            (problem) => stepOfProblem(form.questionnaire, steps, problem) === step,
          )}
          ink={ink}
          form={form}
          open={open}
        />
      ))}
    </section>
  );
}

/** The problems of one screen under its name, in the order of the form. */
function StepProblems({
  step,
  problems,
  ink,
  form,
  open,
}: {
  readonly step: Step;
  readonly problems: readonly FormProblem[];
  readonly ink: string;
  readonly form: VisitForm;
  readonly open: (problem: FormProblem) => void;
}) {
  if (problems.length === 0) return null;
  return (
    <div className="border-t border-line py-2 first-of-type:border-0">
      <h4 className="text-small text-muted">{step.title}</h4>
      <ul>
        {problems.map((problem) => {
          const name = nameOf(form, problem.memberKey);
          return (
            <li key={`${problem.question} ${problem.memberKey ?? ""} ${problem.message}`}>
              <button
                type="button"
                onClick={() => open(problem)}
                className="min-h-11 w-full py-1.5 text-left"
              >
                {name && <span className="block text-caption text-muted">{name}</span>}
                <span className={`font-semibold underline ${ink}`}>{problem.message}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Whom a problem is about. */
function nameOf({ roster, document }: VisitForm, memberKey: string | undefined): string | null {
  if (memberKey === undefined) return null;
  const member = [...roster, ...document.members].find(({ key }) => key === memberKey);
  return member?.name?.trim() || "Anggota baru";
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
