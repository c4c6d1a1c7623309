import { desilCaption } from "@/lib/registry/labels";
import { classNames } from "@/lib/shared/class-names";

/** Ground and ink of each rank; literal names, because the style sheet is made from what it finds in the code. */
const LOOK: Readonly<Record<number, string>> = {
  1: "bg-(--desil-1) text-on-brand",
  2: "bg-(--desil-2) text-on-brand",
  3: "bg-(--desil-3) text-on-brand",
  4: "bg-(--desil-4) text-on-brand",
  5: "bg-(--desil-5) text-text",
  6: "bg-(--desil-6) text-text",
  7: "bg-(--desil-7) text-text",
  8: "bg-(--desil-8) text-text",
  9: "bg-(--desil-9) text-text",
  10: "bg-(--desil-10) text-text",
};

/**
 * A family's desil: the number on its step of the scale, with the caption where there is room.
 * Number and words carry the meaning; the colour only helps the eye down a column.
 */
export function DesilTag({
  desil,
  caption = false,
}: {
  readonly desil: number | null;
  readonly caption?: boolean;
}) {
  if (desil === null)
    return (
      <span className="inline-flex h-6 items-center whitespace-nowrap rounded-sm border border-dashed border-line-control px-1.5 text-caption text-muted">
        tanpa desil
      </span>
    );
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span
        className={classNames(
          "tabular inline-flex h-6 min-w-7 items-center justify-center rounded-sm border border-(--desil-7) px-1 text-small font-bold",
          LOOK[desil],
        )}
      >
        <span className="sr-only">Desil </span>
        {desil}
      </span>
      {caption && <span className="text-caption text-muted">{desilCaption(desil)}</span>}
    </span>
  );
}
