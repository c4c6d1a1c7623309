import type { ReactNode } from "react";
import { classNames } from "@/lib/shared/class-names";
import type { Label, Tone } from "@/lib/shared/tone";

const TONE: Record<Tone, string> = {
  neutral: "bg-neutral-soft text-neutral",
  info: "bg-info-soft text-info",
  positive: "bg-positive-soft text-positive",
  warning: "bg-warning-soft text-warning",
  negative: "bg-negative-soft text-negative",
};

/** A short adjective on a light ground; never clickable, never colour alone. */
export function Tag({
  tone = "neutral",
  children,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
}) {
  return (
    <span
      className={classNames(
        "inline-block rounded-sm px-2 py-0.5 text-caption font-semibold sm:whitespace-nowrap",
        TONE[tone],
      )}
    >
      {children}
    </span>
  );
}

/** The tag of a value: the word and its tone come from the module's `labels.ts`. */
export function StatusTag<Value extends string>({
  labels,
  value,
}: {
  readonly labels: Readonly<Record<Value, Label>>;
  readonly value: Value;
}) {
  const { text, tone } = labels[value];
  return <Tag tone={tone}>{text}</Tag>;
}
