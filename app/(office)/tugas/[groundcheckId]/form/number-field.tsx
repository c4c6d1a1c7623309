import { Minus, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { Question } from "@/lib/forms/definition";
import { formatNumber } from "@/lib/shared/format";
import type { AnswerValue } from "./edit-document";
import { describedBy, FieldFrame, type FieldNotes } from "./field-frame";

/** Counts up to this many are stepped with buttons; nobody steps to six million rupiah. */
const STEPPED_MAX = 99;

/** What was typed, as a number where it is one: dots between thousands are how people write. */
function readNumber(text: string): AnswerValue {
  const digits = text.trim().replace(/\.(?=\d{3}(\D|$))/g, "");
  return /^\d{1,15}$/.test(digits) ? Number(digits) : text;
}

/** A count, an amount or a measure. */
export function NumberField({
  id,
  question,
  value,
  onChange,
  ...notes
}: FieldNotes & {
  readonly id: string;
  readonly question: Question;
  readonly value: AnswerValue;
  readonly onChange: (value: AnswerValue) => void;
}) {
  const { label, type, unit, required, min = 0, max = Number.POSITIVE_INFINITY } = question;
  const stepped = max <= STEPPED_MAX;
  const step = (by: number) => {
    const next = typeof value === "number" ? value + by : by < 0 ? min : Math.max(min, 1);
    onChange(Math.min(max, Math.max(min, next)));
  };
  return (
    <FieldFrame id={id} label={label} optional={!required} {...notes}>
      <div className="flex max-w-sm items-center gap-2">
        {stepped && <StepButton label={label} by={-1} step={step} />}
        {type === "rupiah" && <span aria-hidden>Rp</span>}
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(readNumber(event.target.value))}
          aria-invalid={notes.error ? true : undefined}
          aria-describedby={describedBy(id, notes)}
          className={`control tabular min-h-12 ${stepped ? "min-w-0 max-w-24 text-center" : ""}`}
        />
        {stepped && <StepButton label={label} by={1} step={step} />}
        {unit && !label.includes(unit) && <span className="text-muted">{unit}</span>}
        {stepped && min === 0 && value === "" && (
          <Button variant="quiet" onClick={() => onChange(0)}>
            Tidak ada<span className="sr-only">: {label}</span>
          </Button>
        )}
      </div>
      {type === "rupiah" && typeof value === "number" && (
        <p className="mt-1 text-small text-muted">Rp{formatNumber(value)}</p>
      )}
    </FieldFrame>
  );
}

function StepButton({
  label,
  by,
  step,
}: {
  readonly label: string;
  readonly by: 1 | -1;
  readonly step: (by: number) => void;
}) {
  return (
    <Button
      variant="secondary"
      className="size-12 shrink-0 px-0 md:size-12"
      aria-label={`${by > 0 ? "Tambah" : "Kurangi"} satu: ${label}`}
      onClick={() => step(by)}
    >
      {by > 0 ? <Plus aria-hidden /> : <Minus aria-hidden />}
    </Button>
  );
}
