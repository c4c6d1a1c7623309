import Link from "next/link";
import type { ReactNode } from "react";
import { ResultForm } from "@/components/proposals/result-form";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { isAllowed } from "@/lib/auth/policy";
import type { UserActor } from "@/lib/auth/types";
import { RESULTS } from "@/lib/hand-over/results";
import type { ProposalView } from "@/lib/proposals/find-proposal";
import { MISSING_PART_SENTENCES } from "@/lib/proposals/labels";
import { type ProposalAction, proposalWorkflow } from "@/lib/proposals/workflow";
import { formatInstant, type TimeZone } from "@/lib/shared/format";
import { availableActions } from "@/lib/workflow/machine";
import { giveResult } from "../../serah-terima/actions";
import { sendBack, submit, takeUp, validate, verify, withdraw } from "./actions";
import { ReasonStep, StepForm } from "./step-form";

interface StepProps {
  readonly actor: UserActor;
  readonly found: ProposalView;
  /** The reader neither wrote nor verified it. */
  readonly notOwn: boolean;
  readonly today: string;
  readonly timeZone: TimeZone;
}

/** What the proposal waits for, and what this reader can do about it. The command decides again. */
export function NextStep(props: StepProps) {
  const { actor, found, notOwn, timeZone } = props;
  const { id, version, state, returned, missing, newerRelease } = found;
  const actions: readonly ProposalAction[] = availableActions(proposalWorkflow, state, actor.role);
  const may = (action: ProposalAction) => actions.includes(action);
  const approves = notOwn && newerRelease === null;
  const seen = { proposalId: id, version };
  return (
    <Card title="Langkah berikutnya">
      {returned && (
        <Notice tone="warning" title="Dikembalikan untuk diperbaiki">
          <p className="whitespace-pre-line">{returned.reason}</p>
          <p className="text-small text-muted">
            {returned.actorName}, {formatInstant(returned.at, timeZone)}
          </p>
        </Notice>
      )}
      {may("submit") && <DraftSituation found={found} />}
      {(may("verify") || may("validate")) && <ApprovalSituation {...props} />}
      {!may("submit") && !may("verify") && !may("validate") && <Waiting {...props} />}
      <StepForm
        action={submit}
        {...seen}
        available={may("submit") && missing.length === 0}
        button="Ajukan ke verifikator"
        pendingText="Mengajukan …"
        done="Usulan diajukan ke verifikator"
      />
      <StepForm
        action={verify}
        {...seen}
        available={may("verify") && approves}
        button="Verifikasi usulan"
        pendingText="Memverifikasi …"
        done="Usulan sudah diverifikasi"
      />
      <StepForm
        action={validate}
        {...seen}
        available={may("validate") && approves}
        button="Sahkan usulan"
        pendingText="Mengesahkan …"
        done="Usulan sudah disahkan"
      />
      <Results {...props} />
      <StepForm
        action={takeUp}
        {...seen}
        available={may("take_up_again") && found.next === null}
        button="Usulkan lagi"
        pendingText="Menyalin …"
        variant="secondary"
        done="Draf baru dibuat"
      />
      <ReasonStep
        action={sendBack}
        {...seen}
        available={may("return")}
        summary="Kembalikan untuk diperbaiki"
        explanation="Usulan menjadi draf lagi. Alasan Anda tampil di atas drafnya."
        hint="Apa yang perlu diperbaiki, tanpa NIK atau No KK"
        button="Kembalikan"
        pendingText="Mengembalikan …"
        done="Usulan dikembalikan untuk diperbaiki"
      />
      <ReasonStep
        action={withdraw}
        {...seen}
        available={may("withdraw")}
        summary="Batalkan usulan"
        explanation="Kasusnya kembali untuk diputuskan lagi. Usulan yang dibatalkan tidak dapat dibuka kembali."
        hint="Mengapa usulan ini tidak diteruskan, tanpa NIK atau No KK"
        button="Batalkan usulan"
        pendingText="Membatalkan …"
        variant="danger"
        done="Usulan dibatalkan"
      />
    </Card>
  );
}

function DraftSituation({ found: { id, missing } }: { readonly found: ProposalView }) {
  const complete = missing.length === 0;
  return (
    <>
      {complete ? (
        <p className="mb-3">Draf ini lengkap. Setelah diajukan, isinya tidak dapat diubah lagi.</p>
      ) : (
        <>
          <p className="mb-1 font-semibold">Sebelum diajukan:</p>
          <ul className="mb-3 list-disc pl-5">
            {missing.map((part) => (
              <li key={part}>{MISSING_PART_SENTENCES[part]}</li>
            ))}
          </ul>
        </>
      )}
      <ButtonLink
        href={`/usulan/${id}/ubah`}
        variant={complete ? "secondary" : "primary"}
        className="mb-3"
      >
        {complete ? "Ubah draf" : "Lengkapi draf"}
      </ButtonLink>
    </>
  );
}

/** The same for the verifier and the head: approve what is shown, or send it back. */
function ApprovalSituation({ found, notOwn }: StepProps) {
  const { state, newerRelease, releaseName } = found;
  const verifying = state === "submitted";
  if (newerRelease !== null)
    return (
      <Notice tone="warning" title={`Rilis ${newerRelease} sudah berlaku`}>
        Nilai lama usulan ini dari rilis {releaseName}. Kembalikan usulan ini agar nilainya dibaca
        ulang.
      </Notice>
    );
  if (!notOwn)
    return (
      <Notice title="Diputuskan petugas lain">
        Anda ikut menulis atau memverifikasi usulan ini, jadi{" "}
        {verifying ? "verifikasinya" : "pengesahannya"} diberikan orang lain.
      </Notice>
    );
  return (
    <p className="mb-3 max-w-prose">
      {verifying
        ? "Periksa perubahan, alasan, dan buktinya. Setelah diverifikasi, usulan menunggu pengesahan kepala dinas."
        : "Yang disahkan persis seperti tertulis di bawah, dan tidak dapat diubah lagi."}
    </p>
  );
}

/** What Kemensos and BPS answered is typed by an operator of the whole regency. */
function Results({ actor, found, today }: StepProps) {
  const { id, version, state } = found;
  const actions: readonly ProposalAction[] = availableActions(proposalWorkflow, state, actor.role);
  const available = isAllowed(actor, "hand_over.enter")
    ? RESULTS.filter((result) => actions.includes(result))
    : [];
  return (
    <ResultForm
      action={giveResult}
      available={available}
      today={today}
      proposal={{ id, version }}
    />
  );
}

const REPEATS =
  "Usulkan lagi dengan isi yang sama; nilai lamanya dibaca ulang dari rilis yang berlaku.";

function Waiting({ found, actor }: StepProps): ReactNode {
  const { state, basisKind, line, next } = found;
  switch (state) {
    case "draft":
      return <p>Draf ini sedang dilengkapi operator.</p>;
    case "submitted":
      return <p>Menunggu verifikasi oleh verifikator.</p>;
    case "verified":
      return <p>Menunggu pengesahan kepala dinas.</p>;
    case "validated":
      if (basisKind === null)
        return <p>Disahkan. Catat dasarnya agar dapat masuk daftar serah terima.</p>;
      if (line === null)
        return (
          <p>
            Disahkan dan punya dasar.{" "}
            {isAllowed(actor, "hand_over.list") ? (
              <Link href="/serah-terima">Masukkan ke daftar serah terima.</Link>
            ) : (
              "Menunggu masuk daftar serah terima."
            )}
          </p>
        );
      return <p>Menunggu dientri ke SIKS-NG.</p>;
    case "entered_siks_ng":
      return <p className="mb-3">Sudah di SIKS-NG. Menunggu jawaban Kemensos.</p>;
    case "kemensos_approved":
      return <p className="mb-3">Disetujui Kemensos. Menunggu diteruskan ke BPS.</p>;
    case "at_bps":
      return <p className="mb-3">Di BPS. Rilis berikutnya menunjukkan apakah datanya berubah.</p>;
    case "kemensos_rejected":
      return (
        <p className="mb-3">
          Ditolak Kemensos; alasannya ada di riwayat.{" "}
          {next ? "Usulan ini sudah diusulkan lagi." : REPEATS}
        </p>
      );
    case "not_reflected":
      return (
        <p className="mb-3">
          Rilis baru belum menunjukkan perubahan.{" "}
          {next ? "Usulan ini sudah diusulkan lagi." : REPEATS}
        </p>
      );
    case "reflected":
      return <p>Selesai: rilis baru menunjukkan perubahannya.</p>;
    case "withdrawn":
      return <p>Dibatalkan; alasannya ada di riwayat.</p>;
  }
}
