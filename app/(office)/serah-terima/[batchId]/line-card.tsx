import Link from "next/link";
import type { ReactNode } from "react";
import { StatusTag } from "@/components/ui/tag";
import { RESULT_LABELS } from "@/lib/hand-over/labels";
import type { HandOverLine } from "@/lib/hand-over/list-lines";
import { type HandOverResult, RESULTS } from "@/lib/hand-over/results";
import { BASIS_LABELS, PROPOSAL_KIND_LABELS, PROPOSAL_STATE_LABELS } from "@/lib/proposals/labels";
import type { ProposalState } from "@/lib/proposals/workflow";
import { formatDate } from "@/lib/shared/format";
import { ChangesTable } from "./changes-table";
import { NumberValue } from "./number-value";

/** Refused or without effect: a new proposal may follow, made on the page of this one. */
const TO_TAKE_UP: readonly ProposalState[] = ["kemensos_rejected", "not_reflected"];

/** The first line of a card: which line, which proposal, and what is asked for. */
export function LineHeading({ line, id }: { readonly line: HandOverLine; readonly id: string }) {
  return (
    <div className="min-w-0">
      <h2 id={id} className="text-lead">
        <span className="tabular text-muted">{line.lineNo}.</span>{" "}
        {line.headName ?? "Nama tidak diisi"}
      </h2>
      <p className="flex flex-wrap items-center gap-x-2 text-small text-muted">
        {PROPOSAL_KIND_LABELS[line.kind]}
        <Link
          href={`/usulan/${line.proposalId}`}
          prefetch={false}
          className="inline-flex min-h-6 items-center"
        >
          Usulan {line.number}
        </Link>
        {line.state !== "validated" && (
          <StatusTag labels={PROPOSAL_STATE_LABELS} value={line.state} />
        )}
      </p>
    </div>
  );
}

/** Everything that SIKS-NG asks for about one proposal, in its order: where, who, what, why. */
export function LineDetails({ line }: { readonly line: HandOverLine }) {
  return (
    <>
      <Numbers line={line} />
      <p className="mt-2 text-small">{placeOf(line)}</p>
      <ChangesTable line={line} />
      <dl className="mt-3 grid gap-x-4 gap-y-1 text-small sm:grid-cols-[5rem_minmax(0,1fr)]">
        <Fact term="Alasan">
          <span className="whitespace-pre-line">{line.justification}</span>
        </Fact>
        <Fact term="Dasar">{basisOf(line)}</Fact>
      </dl>
    </>
  );
}

/** A line that is in SIKS-NG: when and with which answer, what came back, and the rest on demand. */
export function EnteredDetails({ line }: { readonly line: HandOverLine }) {
  return (
    <>
      <Numbers line={line} />
      <dl className="mt-2 grid gap-x-4 gap-y-1 text-small sm:grid-cols-[5rem_minmax(0,1fr)]">
        {line.enteredOn && (
          <Fact term="Dientri">
            {formatDate(line.enteredOn)}, {line.enteredByName ?? "petugas"}
          </Fact>
        )}
        {line.evidence && <Fact term="Bukti">{line.evidence}</Fact>}
        {line.state !== "entered_siks_ng" && <Fact term="Hasil">{answerOf(line)}</Fact>}
        {TO_TAKE_UP.includes(line.state) && (
          <Fact term="Lanjutan">
            <Link
              href={`/usulan/${line.proposalId}`}
              prefetch={false}
              className="inline-flex min-h-6 items-center"
            >
              Buka usulan {line.number} untuk mengusulkan lagi
            </Link>
          </Fact>
        )}
      </dl>
      <details className="mt-2 text-small">
        <summary className="inline-flex min-h-11 items-center font-semibold text-link underline md:min-h-8">
          Isi usulan
          <span className="sr-only"> {line.number}</span>
        </summary>
        <p className="mt-1">{placeOf(line)}</p>
        <ChangesTable line={line} />
        <dl className="mt-3 grid gap-x-4 gap-y-1 sm:grid-cols-[5rem_minmax(0,1fr)]">
          <Fact term="Alasan">
            <span className="whitespace-pre-line">{line.justification}</span>
          </Fact>
          <Fact term="Dasar">{basisOf(line)}</Fact>
        </dl>
      </details>
    </>
  );
}

function Numbers({ line: { nomorKk, headNik, lineNo } }: { readonly line: HandOverLine }) {
  return (
    <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-2 text-body">
      <div className="flex flex-wrap items-center gap-x-2">
        <dt className="text-small text-muted">No KK</dt>
        <dd>
          <NumberValue number={nomorKk} what={`No KK baris ${lineNo}`} />
        </dd>
      </div>
      <div className="flex flex-wrap items-center gap-x-2">
        <dt className="text-small text-muted">NIK kepala keluarga</dt>
        <dd>
          <NumberValue number={headNik} what={`NIK kepala keluarga baris ${lineNo}`} />
        </dd>
      </div>
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function placeOf({ kecamatan, kelurahan, address, rt, rw }: HandOverLine): string {
  const area =
    kelurahan === null
      ? "Wilayah tidak dikenali"
      : `Kecamatan ${kecamatan} · Kelurahan/desa ${kelurahan}`;
  // Many addresses hold RT and RW already, and then those of the house, not of the KTP.
  const known = address !== null && /\bRT\b/i.test(address);
  const neighbourhood =
    known || (rt === null && rw === null) ? null : `RT ${rt ?? "–"} RW ${rw ?? "–"} menurut KTP`;
  return [area, address, neighbourhood].filter(Boolean).join(" · ");
}

function basisOf({ basisKind, basisNumber, basisDate }: HandOverLine): string {
  if (basisKind === null) return "Belum dicatat";
  const parts = [
    BASIS_LABELS[basisKind],
    basisNumber && `nomor ${basisNumber}`,
    basisDate && formatDate(basisDate),
  ];
  return parts.filter(Boolean).join(", ");
}

/** What was answered last, on which day and why. */
function answerOf({ state, since, lastAction, lastOn, lastReason }: HandOverLine): string {
  const what = isResult(lastAction) ? RESULT_LABELS[lastAction] : PROPOSAL_STATE_LABELS[state].text;
  const when = formatDate(lastOn === null ? since : new Date(lastOn));
  return lastReason ? `${what}, ${when}: ${lastReason}` : `${what}, ${when}`;
}

function isResult(action: string | null): action is HandOverResult {
  return RESULTS.some((result) => result === action);
}
