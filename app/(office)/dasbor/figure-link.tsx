import Link from "next/link";
import { formatNumber } from "@/lib/shared/format";

/** A figure that leads to its list; nothing has no list. */
export function FigureLink({
  href,
  value,
  what,
}: {
  readonly href: string;
  readonly value: number;
  /** What is counted, for whoever hears the link without its row and column. */
  readonly what: string;
}) {
  if (value === 0) return <span className="tabular text-muted">0</span>;
  return (
    // Relative, so that the words for the ear stay in a table that scrolls sideways.
    <Link href={href} prefetch={false} className="tabular relative">
      {formatNumber(value)}
      <span className="sr-only"> {what}</span>
    </Link>
  );
}
