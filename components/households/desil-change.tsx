import { ArrowRight } from "lucide-react";
import { Nothing } from "@/components/ui/nothing";
import { DesilTag } from "./desil-tag";

/** The desil then and now; one of them where the other is the same or not known. */
export function DesilChange({
  before,
  now,
}: {
  readonly before: number | null;
  readonly now: number | null;
}) {
  if (before === null && now === null) return <Nothing />;
  if (before === null || before === now) return <DesilTag desil={now} />;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <DesilTag desil={before} />
      <ArrowRight aria-hidden className="size-3.5 text-muted" />
      <span className="sr-only">menjadi</span>
      {now === null ? <span className="text-muted">tidak ada</span> : <DesilTag desil={now} />}
    </span>
  );
}
