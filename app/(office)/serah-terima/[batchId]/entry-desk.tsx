"use client";

import {
  type KeyboardEvent,
  type ReactNode,
  useActionState,
  useEffect,
  useRef,
  useState,
} from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { LineOutcomesNotice } from "@/components/proposals/line-outcomes";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { enter } from "../actions";
import { EntryForm } from "./entry-form";
import { focusEvidence, focusLine, moveBetweenLines } from "./line-focus";
import { TickAll, TickBox, ToPanel, useTicks } from "./ticks";

/** A line as the desk needs it; what is to be read of it comes ready from the server. */
export interface DeskLine {
  readonly lineNo: number;
  /** Id and version of the proposal, as a form sends them. */
  readonly ticked: string;
  readonly heading: ReactNode;
  readonly details: ReactNode;
}

const MANY = "catat-banyak";

/**
 * The lines that are not in SIKS-NG yet, made for an operator with SIKS-NG in the other window: copy,
 * type in there, note the answer here, Enter, and the next line has the focus. Several lines of the
 * same day and answer are ticked and noted at once.
 */
export function EntryDesk({
  batchId,
  today,
  lines,
}: {
  readonly batchId: string;
  readonly today: string;
  readonly lines: readonly DeskLine[];
}) {
  const [one, sendOne] = useActionState(enter, IDLE);
  const [many, sendMany] = useActionState(enter, IDLE);
  // Who typed yesterday's lines in sets the day once: it holds for the lines that follow.
  const [day, setDay] = useState(today);
  const ticks = useTicks(
    MANY,
    lines.map(({ ticked }) => ticked),
  );
  const submitted = useRef<number | null>(null);
  useEffect(() => {
    if (one.status === "idle" || submitted.current === null) return;
    const from = submitted.current;
    submitted.current = null;
    if (one.status === "ok")
      focusLine((lines.find(({ lineNo }) => lineNo > from) ?? lines[0])?.lineNo);
    else focusEvidence(from);
  }, [one, lines]);

  return (
    <>
      {one.status === "ok" && (
        <LineOutcomesNotice outcomes={one.value} verb="dicatat sudah dientri" />
      )}
      {many.status === "ok" && (
        <LineOutcomesNotice outcomes={many.value} verb="dicatat sudah dientri" />
      )}
      {lines.length > 1 && <ToPanel id="judul-banyak">Ke “Catat beberapa baris sekaligus”</ToPanel>}
      {lines.length > 0 && (
        <div className="grid items-start gap-x-5 lg:grid-cols-[minmax(0,1fr)_19rem]">
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut over the lines, whose controls all work without it */}
          <div
            onKeyDown={(event: KeyboardEvent<HTMLElement>) => moveBetweenLines(event)}
            className="grid min-w-0 gap-4"
          >
            {lines.map((line) => (
              <section
                key={line.ticked}
                id={`baris-${line.lineNo}`}
                data-line={line.lineNo}
                aria-labelledby={`judul-${line.lineNo}`}
                className="rounded border border-line bg-surface px-4 py-3"
              >
                <div className="flex items-start justify-between gap-3">
                  {line.heading}
                  <TickBox
                    formId={MANY}
                    value={line.ticked}
                    label={`baris ${line.lineNo}`}
                    ticks={ticks}
                  />
                </div>
                {line.details}
                <EntryForm
                  batchId={batchId}
                  line={line}
                  today={today}
                  day={day}
                  onDay={setDay}
                  state={valueAt(one, "proposal") === line.ticked ? one : IDLE}
                  action={sendOne}
                  onSubmit={() => {
                    submitted.current = line.lineNo;
                  }}
                />
              </section>
            ))}
          </div>
          <aside
            aria-labelledby="judul-banyak"
            className="rounded border border-line bg-surface px-4 py-4 max-lg:mt-5 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto"
          >
            <h2 id="judul-banyak" className="text-heading">
              Catat beberapa baris sekaligus
            </h2>
            <p className="mb-3 text-small text-muted">
              Untuk baris yang dientri pada hari yang sama dan dijawab sama oleh SIKS-NG.
            </p>
            <TickAll ticks={ticks} total={lines.length} />
            <form id={MANY} action={sendMany} noValidate>
              <ErrorSummary errors={errorsOf(many)} />
              <input type="hidden" name="batchId" value={batchId} />
              <Field
                type="date"
                name="enteredOn"
                label="Tanggal entri"
                max={today}
                defaultValue={valueAt(many, "enteredOn") ?? today}
                error={errorAt(many, "enteredOn")}
              />
              <Field
                name="evidence"
                label="Bukti dari SIKS-NG"
                hint="Nomor tiket atau teks yang ditampilkan"
                maxLength={500}
                autoComplete="off"
                defaultValue={valueAt(many, "evidence")}
                error={errorAt(many, "evidence")}
              />
              <SubmitButton variant="secondary" pendingText="Mencatat …" className="w-full">
                Catat yang dicentang
              </SubmitButton>
            </form>
          </aside>
        </div>
      )}
    </>
  );
}
