import type { KeyboardEvent } from "react";

type GridField = HTMLInputElement | HTMLTextAreaElement;

/** The line of the file that a field of the grid belongs to. */
export function rowOfField(target: EventTarget): number | undefined {
  return isField(target) ? Number(target.dataset.line) : undefined;
}

/** What is written in a row's fields, in the order of the columns. */
export function fieldsOfRow(form: HTMLFormElement, lineNo: number): string[] {
  return [...form.querySelectorAll<GridField>(`[data-line="${lineNo}"]`)].map(({ value }) => value);
}

/** Up, down and Enter lead along a column, as in a spreadsheet; in a line of several rows the arrows stay its own. */
export function moveByKey(event: KeyboardEvent<HTMLFormElement>): void {
  const { key, target, currentTarget } = event;
  if (!isField(target) || target instanceof HTMLTextAreaElement) return;
  if (key !== "ArrowUp" && key !== "ArrowDown" && key !== "Enter") return;
  event.preventDefault();
  const column = [
    ...currentTarget.querySelectorAll<GridField>(`[data-column="${target.dataset.column}"]`),
  ];
  const step = key === "ArrowUp" || event.shiftKey ? -1 : 1;
  column[column.indexOf(target) + step]?.focus();
}

function isField(target: EventTarget): target is GridField {
  return (
    (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) &&
    target.dataset.line !== undefined
  );
}
