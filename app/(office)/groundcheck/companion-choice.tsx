import type { ReactNode } from "react";
import { ChoiceField } from "@/components/forms/field";
import { Card } from "@/components/ui/card";
import { formatNumber } from "@/lib/shared/format";
import type { CompanionRow, Preview } from "./reckon";

/** The companions with a tick each, their tasks now and afterwards, and the button. */
export function CompanionChoice({
  title,
  companions,
  penerima,
  ticked,
  preview,
  children,
}: {
  readonly title: string;
  readonly companions: readonly CompanionRow[];
  readonly penerima: string;
  readonly ticked: readonly string[];
  /** Null until the script runs. */
  readonly preview: Preview | null;
  readonly children: ReactNode;
}) {
  return (
    <Card title={title} note="Beban: semua tugas yang masih pada pendamping, di mana pun">
      {companions.length === 0 ? (
        <p className="text-muted">
          Belum ada pendamping aktif yang bertugas di wilayah Anda. Minta admin membuat akunnya.
        </p>
      ) : (
        <>
          <ChoiceField
            type="radio"
            name="penerima"
            label={<span className="text-small">Yang menerima</span>}
            chosen={[penerima]}
            options={[
              {
                value: "semua",
                text: `Bagi rata sesuai wilayahnya (${formatNumber(companions.length)} pendamping)`,
              },
              { value: "dipilih", text: "Hanya pendamping yang dicentang" },
            ]}
          />
          <fieldset className="-mx-4 mb-3 border-line border-y">
            <legend className="sr-only">Pendamping</legend>
            <ul className="max-h-96 overflow-y-auto">
              {companions.map((companion) => (
                <CompanionLine
                  key={companion.id}
                  companion={companion}
                  ticked={ticked.includes(companion.id)}
                  given={preview ? (preview.given.get(companion.id) ?? 0) : null}
                />
              ))}
            </ul>
          </fieldset>
          <p role="status" className="mb-3 text-small empty:hidden">
            {preview && previewSentence(preview)}
          </p>
          {children}
        </>
      )}
    </Card>
  );
}

function CompanionLine({
  companion: { id, name, place, load },
  ticked,
  given,
}: {
  readonly companion: CompanionRow;
  readonly ticked: boolean;
  readonly given: number | null;
}) {
  return (
    <li className="border-line border-b last:border-0">
      <label className="flex min-h-11 items-center gap-3 px-4 py-2">
        <input
          type="checkbox"
          name="pendamping"
          value={id}
          defaultChecked={ticked}
          className="size-4.5 shrink-0 accent-brand"
        />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold text-small">{name}</span>
          <span className="block text-caption text-muted">{place}</span>
        </span>
        <span className="tabular whitespace-nowrap text-end text-small">
          {given === null || given === 0 ? (
            `${formatNumber(load)} tugas`
          ) : (
            <>
              {formatNumber(load)} <span aria-hidden>→</span>
              <span className="sr-only"> menjadi </span>{" "}
              <strong>{formatNumber(load + given)} tugas</strong>
            </>
          )}
        </span>
      </label>
    </li>
  );
}

function previewSentence({ families, assigned, uncovered, given }: Preview): string {
  if (families === 0) return "Belum ada keluarga yang dipilih.";
  const receiving = [...given.values()].filter((count) => count > 0).length;
  if (given.size === 0) return `${formatNumber(families)} keluarga dipilih, belum ada pendamping.`;
  const share = `${formatNumber(assigned)} keluarga dibagi kepada ${formatNumber(receiving)} pendamping.`;
  return uncovered === 0
    ? share
    : `${assigned === 0 ? "" : `${share} `}${formatNumber(uncovered)} keluarga berada di kelurahan tanpa pendamping yang dipilih.`;
}
