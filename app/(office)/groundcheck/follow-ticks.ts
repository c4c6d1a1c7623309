/** Which radio says "only those that are ticked" for the boxes of a name. */
const RADIO_OF: Readonly<Record<string, string>> = { keluarga: "cakupan", pendamping: "penerima" };

/** Who ticks a box means the ticked ones: the choice beside it follows. */
export function followTicks(form: HTMLFormElement, boxName: string): void {
  const name = RADIO_OF[boxName];
  const radio = form.querySelector<HTMLInputElement>(`[name="${name}"][value="dipilih"]`);
  if (radio?.type === "radio") radio.checked = true;
}
