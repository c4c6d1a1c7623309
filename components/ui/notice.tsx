import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/lib/shared/class-names";
import type { Tone } from "@/lib/shared/tone";

const LOOK: Record<
  Tone,
  { readonly box: string; readonly ink: string; readonly Icon: typeof Info }
> = {
  neutral: { box: "border-neutral bg-surface", ink: "text-neutral", Icon: Info },
  info: { box: "border-info bg-info-soft", ink: "text-info", Icon: Info },
  positive: { box: "border-positive bg-positive-soft", ink: "text-positive", Icon: CircleCheck },
  warning: { box: "border-warning bg-warning-soft", ink: "text-warning", Icon: TriangleAlert },
  negative: { box: "border-negative bg-negative-soft", ink: "text-negative", Icon: CircleAlert },
};

/**
 * One thing that the reader must know before going on. `live` announces it when it appears
 * after an action: leave it out for what was there when the page came.
 */
export function Notice({
  tone = "info",
  title,
  live = false,
  children,
}: {
  readonly tone?: Tone;
  readonly title?: string;
  readonly live?: boolean;
  readonly children?: ReactNode;
}) {
  const { box, ink, Icon } = LOOK[tone];
  return (
    <div
      role={live ? (tone === "negative" ? "alert" : "status") : undefined}
      className={classNames("mb-5 flex gap-3 rounded border-l-4 px-4 py-3", box)}
    >
      <Icon aria-hidden className={classNames("mt-0.5 size-5 shrink-0", ink)} />
      <div className="min-w-0">
        {title && <p className={classNames("font-semibold", ink)}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
