import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { DesilTag } from "@/components/households/desil-tag";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { StatusTag } from "@/components/ui/tag";
import { recordAudit } from "@/lib/audit/record-audit";
import { may } from "@/lib/auth/policy";
import { denyRecord, requirePermission } from "@/lib/auth/session";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import {
  findMatchingRow,
  type MatchingCandidate,
  type MatchingComparison,
} from "@/lib/matching/find-matching-row";
import { MATCHING_RESULT_LABELS, SETTLED_BY_LABELS } from "@/lib/matching/labels";
import { MatchingLineNo } from "@/lib/matching/schema";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { formatDate, formatInstant, formatNumber, type TimeZone } from "@/lib/shared/format";
import { matchingAddress, matchingRowAddress } from "../../address";
import { comparedFacts } from "./compared-facts";
import { ComparisonTable } from "./comparison-table";
import { DecideForm } from "./decide-form";
import { ReopenForm } from "./reopen-form";

// The title stands in the browser's history and in its tab: it names no one.
export const metadata: Metadata = { title: "Baris pemadanan" };

export default async function MatchingRowPage({
  params,
}: PageProps<"/pemadanan/[runId]/[lineNo]">) {
  const actor = await requirePermission("matching.view");
  const { runId, lineNo: line } = await params;
  const lineNo = MatchingLineNo.safeParse(line);
  if (!lineNo.success) notFound();
  const [{ timeZone }, row] = await Promise.all([
    getOfficeOfRequest(),
    openRow(actor, runId, lineNo.data),
  ]);
  if (!row) return denyRecord(actor, "matching.view", "matching", runId);
  const decides = row.result === "similar" && may(actor.role, "matching.decide");
  return (
    <>
      <PageHeading
        back={{ href: matchingAddress(runId, "mirip"), text: "Kembali ke hasil pemadanan" }}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="break-words">{row.name || "Nama tidak diisi"}</span>
            <StatusTag labels={MATCHING_RESULT_LABELS} value={row.result} />
          </span>
        }
        caption={`Baris ${formatNumber(row.lineNo)} di daftar · ${formatNumber(row.waiting)} baris menunggu keputusan`}
        actions={
          row.next !== null && (
            <ButtonLink href={matchingRowAddress(runId, row.next)}>Lewati</ButtonLink>
          )
        }
      />
      {(row.diedOn || row.deathSource) && (
        <p className="mb-4">
          Menurut daftar ini meninggal
          {row.diedOn && ` ${formatDate(row.diedOn)}`}
          {row.deathSource && `, dilaporkan ${row.deathSource}`}.
        </p>
      )}
      {decides ? (
        <DecideForm
          // The next row's form begins empty.
          key={row.lineNo}
          runId={runId}
          lineNo={row.lineNo}
          offers={row.candidates.map((person) => ({
            memberLine: person.memberLine,
            label: <CandidateName person={person} />,
            comparison: <Comparison row={row} person={person} />,
          }))}
        />
      ) : (
        <Settled actor={actor} runId={runId} row={row} timeZone={timeZone} />
      )}
    </>
  );
}

/** That it was opened is written down before anything of it is shown. */
async function openRow(
  actor: UserActor,
  runId: string,
  lineNo: number,
): Promise<MatchingComparison | null> {
  return db().$transaction(async (tx) => {
    const row = await findMatchingRow(tx, actor, runId, lineNo);
    if (row)
      await recordAudit(tx, actor, {
        action: "matching.view",
        subject: "matching",
        subjectId: runId,
        detail: { lineNo, candidates: row.candidates.length },
      });
    return row;
  });
}

/** What was found or decided, with everybody who was offered. */
function Settled({
  actor,
  runId,
  row,
  timeZone,
}: {
  readonly actor: UserActor;
  readonly runId: string;
  readonly row: MatchingComparison;
  readonly timeZone: TimeZone;
}) {
  const { settledBy, decidedAt, decidedByName, memberLine } = row;
  const shown =
    memberLine === null
      ? row.candidates
      : row.candidates.filter((person) => person.memberLine === memberLine);
  return (
    <>
      <Notice tone={MATCHING_RESULT_LABELS[row.result].tone}>
        <p>
          {settledBy && SETTLED_BY_LABELS[settledBy]}
          {decidedAt && ` (${decidedByName ?? "petugas"}, ${formatInstant(decidedAt, timeZone)})`}.
        </p>
        {settledBy === "person" && may(actor.role, "matching.decide") && (
          <ReopenForm runId={runId} lineNo={row.lineNo} />
        )}
      </Notice>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {shown.map((person) => (
          <section
            key={person.memberLine}
            aria-label={person.name}
            className="rounded border border-line bg-surface px-4 py-3"
          >
            <h2 className="flex min-h-11 items-center font-semibold">
              <CandidateName person={person} />
            </h2>
            <Comparison row={row} person={person} />
            {person.householdId !== null && (
              <p className="mt-2 text-small">
                <Link href={`/keluarga/${person.householdId}`} prefetch={false}>
                  Buka keluarganya
                </Link>
              </p>
            )}
          </section>
        ))}
      </div>
    </>
  );
}

function CandidateName({ person }: { readonly person: MatchingCandidate }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span>{person.name}</span>
      <span className="font-normal text-small text-muted">
        skor {person.score}
        {person.byNik && ", NIK sama"}
      </span>
      <DesilTag desil={person.desil} />
    </span>
  );
}

function Comparison({
  row,
  person,
}: {
  readonly row: MatchingComparison;
  readonly person: MatchingCandidate;
}) {
  return (
    <ComparisonTable
      caption={`Daftar dan DTSEN: ${person.name}`}
      facts={comparedFacts(row, person)}
    />
  );
}
