import type { ReactNode } from "react";
import { formatNumber } from "@/lib/shared/format";

/** A small table on paper, with no two heads alike: the first column says what, numbers stand at the end, nothing is a dash. */
export function PrintTable({
  head,
  rows,
}: {
  readonly head: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
}) {
  return (
    <table className="tabular w-full border-collapse">
      <thead>
        <tr className="border-b border-text">
          {head.map((text, index) => (
            <th
              key={text}
              scope="col"
              className={index === 0 ? "text-left" : "text-right font-normal"}
            >
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => (
          <tr key={String(cells[0])} className="border-b border-line">
            {cells.map((cell, index) => (
              <td key={head[index]} className={index === 0 ? "text-left" : "text-right"}>
                {cell === null ? "–" : typeof cell === "number" ? formatNumber(cell) : cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
