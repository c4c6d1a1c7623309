"use client";

import { useActionState } from "react";
import { ResultForm } from "@/components/proposals/result-form";
import { Notice } from "@/components/ui/notice";
import { IDLE, valueAt } from "@/lib/actions/action-state";
import type { HandOverResult } from "@/lib/hand-over/results";
import { giveResult, undo } from "../actions";
import type { DeskLine } from "./entry-desk";
import { TickAll, TickBox, ToPanel, useTicks } from "./ticks";
import { UndoForm } from "./undo-form";

const RESULTS_FORM = "hasil";

/** A line that is in SIKS-NG and waits for an answer. */
export interface WaitingLine extends DeskLine {
  readonly proposal: { readonly id: string; readonly version: number };
  /** Kemensos has not answered: an entry made by mistake can be taken back. */
  readonly undoable: boolean;
}

/** The lines that wait for Kemensos or BPS: tick those that were answered alike, and note it once. */
export function ResultDesk({
  today,
  lines,
  available,
}: {
  readonly today: string;
  readonly lines: readonly WaitingLine[];
  readonly available: readonly HandOverResult[];
}) {
  const [undone, sendUndo] = useActionState(undo, IDLE);
  const ticks = useTicks(
    RESULTS_FORM,
    lines.map(({ ticked }) => ticked),
  );
  return (
    <>
      {undone.status === "ok" && (
        <Notice tone="positive" title={`Entri usulan ${undone.value.number} ditarik kembali`} live>
          Barisnya ada lagi di “Belum dientri”.
        </Notice>
      )}
      {lines.length > 0 && <ToPanel id="judul-hasil">Ke “Catat hasil”</ToPanel>}
      <div className="grid items-start gap-x-5 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid min-w-0 gap-4">
          {lines.map((line) => (
            <section
              key={line.ticked}
              aria-labelledby={`judul-${line.lineNo}`}
              className="rounded border border-line bg-surface px-4 py-3"
            >
              <div className="flex items-start justify-between gap-3">
                {line.heading}
                <TickBox
                  formId={RESULTS_FORM}
                  value={line.ticked}
                  label={`baris ${line.lineNo}`}
                  ticks={ticks}
                />
              </div>
              {line.details}
              {line.undoable && (
                <UndoForm
                  lineNo={line.lineNo}
                  proposal={line.proposal}
                  action={sendUndo}
                  state={valueAt(undone, "proposalId") === line.proposal.id ? undone : IDLE}
                />
              )}
            </section>
          ))}
        </div>
        <aside
          aria-labelledby="judul-hasil"
          className="rounded border border-line bg-surface px-4 py-4 max-lg:mt-5 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto"
        >
          <h2 id="judul-hasil" className="text-heading">
            Catat hasil
          </h2>
          <p className="mb-3 text-small text-muted" hidden={lines.length === 0}>
            Centang baris yang jawabannya sama. Yang tidak dapat menerima hasil itu disebutkan, yang
            lain tetap dicatat.
          </p>
          {lines.length > 0 && <TickAll ticks={ticks} total={lines.length} />}
          <ResultForm
            action={giveResult}
            available={available}
            today={today}
            formId={RESULTS_FORM}
          />
        </aside>
      </div>
    </>
  );
}
