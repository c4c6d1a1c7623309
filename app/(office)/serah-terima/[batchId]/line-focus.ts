import type { KeyboardEvent } from "react";

/** Controls that use the arrow keys with Alt themselves. */
const OWN_ARROWS = "select, input[type=date]";

/** Brings a line into sight and its first number to copy into focus. */
export function focusLine(lineNo: number | undefined): void {
  const line = findLine(lineNo);
  line?.scrollIntoView({ block: "nearest" });
  line?.querySelector<HTMLElement>("[data-copy]")?.focus({ preventScroll: true });
}

/** Brings the focus back to what has to be corrected. */
export function focusEvidence(lineNo: number | undefined): void {
  findLine(lineNo)?.querySelector<HTMLElement>("input[name=evidence]")?.focus();
}

function findLine(lineNo: number | undefined): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-line="${lineNo}"]`);
}

/** Alt with the arrows goes to the line above or below, wherever in a line the focus is. */
export function moveBetweenLines(event: KeyboardEvent<HTMLElement>): void {
  if (!event.altKey || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  if (!(event.target instanceof Element) || event.target.matches(OWN_ARROWS)) return;
  const line = event.target.closest<HTMLElement>("[data-line]");
  const lines = [...document.querySelectorAll<HTMLElement>("[data-line]")];
  const at = line === null ? -1 : lines.indexOf(line);
  const wanted = lines[event.key === "ArrowDown" ? at + 1 : at - 1];
  if (!wanted) return;
  event.preventDefault();
  focusLine(Number(wanted.dataset.line));
}
