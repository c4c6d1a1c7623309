"use client";

import { type FormEvent, startTransition, useActionState, useMemo, useRef, useState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Button } from "@/components/ui/button";
import { errorsOf, IDLE } from "@/lib/actions/action-state";
import { judgeGridRow, type Verdict } from "@/lib/import/repair/judge-grid-row";
import type { GridRow, RejectedPage } from "@/lib/import/repair/list-rejected-rows";
import { formatNumber } from "@/lib/shared/format";
import { save } from "./actions";
import { CellsTable } from "./cells-table";
import { fieldsOfRow, moveByKey, rowOfField } from "./grid-fields";
import { LinesTable } from "./lines-table";

/**
 * The rejected rows to be put right: fields keep what is typed by themselves, and only what the
 * import would say of them is state, so that typing stays fast with hundreds of rows.
 */
export function RepairGrid({
  runId,
  version,
  fileId,
  page,
  again,
}: {
  readonly runId: string;
  readonly version: number;
  readonly fileId: string;
  readonly page: RejectedPage;
  /** The rows were put right before, and are taken as they stand. */
  readonly again: boolean;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [state, send, pending] = useActionState(save, IDLE);
  const rows = useMemo(() => new Map(page.rows.map((row) => [row.lineNo, row])), [page]);
  const [verdicts, setVerdicts] = useState(() => firstVerdicts(page));
  // The summary takes the focus when it is told something, not whenever a cell is judged.
  const errors = useMemo(() => errorsOf(state), [state]);
  const changed = [...verdicts.values()].filter((verdict) => verdict.changed);
  const wrong = changed.filter(({ rejection }) => rejection !== null).length;

  function judge(event: FormEvent<HTMLFormElement>) {
    const row = rows.get(rowOfField(event.target) ?? -1);
    if (!row || !form.current) return;
    const verdict = judgeGridRow(page, row, fieldsOfRow(form.current, row.lineNo));
    setVerdicts((known) =>
      isSame(known.get(row.lineNo), verdict) ? known : new Map(known).set(row.lineNo, verdict),
    );
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending || !form.current) return;
    const sent = changedCells(form.current, page, verdicts);
    for (const [name, value] of Object.entries({ runId, version, fileId }))
      sent.set(name, String(value));
    startTransition(() => send(sent));
  }

  return (
    <form ref={form} noValidate onSubmit={submit} onInput={judge} onKeyDown={moveByKey}>
      <ErrorSummary errors={errors} />
      <CellsTable
        caption={again ? "Baris yang sudah diperbaiki" : "Baris yang isinya ditolak"}
        page={page}
        verdicts={verdicts}
      />
      <LinesTable page={page} verdicts={verdicts} />
      <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-between gap-3 border-t border-line bg-surface px-4 py-3">
        <p role="status" className="text-small">
          {changed.length === 0
            ? `Belum ada baris yang diubah. Baris yang dibiarkan ${again ? "tetap diterima seperti sekarang" : "tetap ditolak"}.`
            : `${formatNumber(changed.length - wrong)} baris siap diperiksa ulang${wrong > 0 ? `, ${formatNumber(wrong)} masih keliru` : ""}.`}
        </p>
        <Button type="submit" aria-disabled={pending || changed.length === 0}>
          {pending ? "Menyimpan …" : "Simpan dan periksa ulang"}
        </Button>
      </div>
    </form>
  );
}

function firstVerdicts(page: RejectedPage): ReadonlyMap<number, Verdict> {
  return new Map(
    page.rows.map((row) => [row.lineNo, judgeGridRow(page, row, row.cells ?? [row.line ?? ""])]),
  );
}

function isSame(one: Verdict | undefined, other: Verdict): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What was changed, as `RepairRows` reads it. */
function changedCells(
  form: HTMLFormElement,
  { rows, columns }: RejectedPage,
  verdicts: ReadonlyMap<number, Verdict>,
): FormData {
  const sent = new FormData();
  const put = ({ lineNo }: GridRow, place: number | "baris", text: string) => {
    sent.append("at", `${lineNo}:${place}`);
    sent.append("cell", text);
  };
  for (const row of rows.filter(({ lineNo }) => verdicts.get(lineNo)?.changed)) {
    const written = fieldsOfRow(form, row.lineNo);
    if (!row.cells) put(row, "baris", written[0] ?? "");
    else
      for (const [index, { position }] of columns.entries())
        if (written[index] !== row.cells[index]) put(row, position, written[index] ?? "");
  }
  return sent;
}
