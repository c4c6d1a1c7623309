import type { ReactNode } from "react";
import type { HandOverLine } from "@/lib/hand-over/list-lines";
import { type HandOverResult, RESULTS, writeTicked } from "@/lib/hand-over/results";
import type { LineTab } from "@/lib/hand-over/schema";
import { proposalWorkflow } from "@/lib/proposals/workflow";
import { availableActions } from "@/lib/workflow/machine";
import { EntryDesk } from "./entry-desk";
import { EnteredDetails, LineDetails, LineHeading } from "./line-card";
import { ResultDesk } from "./result-desk";

/** The lines of a tab: with the forms for an operator, to be read for everybody else. */
export function LineList({
  batchId,
  tab,
  lines,
  enters,
  today,
  empty,
}: {
  readonly batchId: string;
  readonly tab: LineTab;
  readonly lines: readonly HandOverLine[];
  readonly enters: boolean;
  readonly today: string;
  readonly empty: ReactNode;
}) {
  const desk = lines.map(deskLine);
  // The desks stay while their last line goes: what they answer must still be read.
  if (enters && tab === "belum")
    return (
      <>
        {lines.length > 0 && <HowTo />}
        <EntryDesk batchId={batchId} today={today} lines={desk} />
        {lines.length === 0 && empty}
      </>
    );
  if (enters && tab === "menunggu")
    return (
      <>
        <ResultDesk today={today} lines={desk} available={resultsOf(lines)} />
        {lines.length === 0 && empty}
      </>
    );
  if (lines.length === 0) return empty;
  return (
    <div className="grid gap-4">
      {desk.map(({ lineNo, heading, details }) => (
        <section
          key={lineNo}
          aria-labelledby={`judul-${lineNo}`}
          className="rounded border border-line bg-surface px-4 py-3"
        >
          {heading}
          {details}
        </section>
      ))}
    </div>
  );
}

function HowTo() {
  return (
    <p className="mb-3 text-small text-muted">
      Salin ke SIKS-NG, lalu tulis jawabannya sebagai bukti.
      <span className="max-md:hidden">
        {" "}
        Enter di kolom bukti mencatat barisnya dan membawa Anda ke baris berikutnya; Alt+↓ dan Alt+↑
        berpindah baris.
      </span>
    </p>
  );
}

function deskLine(line: HandOverLine) {
  const proposal = { id: line.proposalId, version: line.version };
  return {
    lineNo: line.lineNo,
    ticked: writeTicked(proposal),
    proposal,
    undoable: line.state === "entered_siks_ng",
    heading: <LineHeading line={line} id={`judul-${line.lineNo}`} />,
    details:
      line.state === "validated" ? <LineDetails line={line} /> : <EnteredDetails line={line} />,
  };
}

/** The results that at least one of the lines can take, in the order of their way. */
function resultsOf(lines: readonly HandOverLine[]): HandOverResult[] {
  const possible = lines.flatMap(({ state }) =>
    availableActions(proposalWorkflow, state, "operator"),
  );
  return RESULTS.filter((result) => possible.includes(result));
}
