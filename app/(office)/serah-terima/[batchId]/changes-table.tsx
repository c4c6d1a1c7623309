import { Nothing } from "@/components/ui/nothing";
import type { LineChange } from "@/lib/hand-over/describe-line";
import type { HandOverLine } from "@/lib/hand-over/list-lines";
import { NumberValue } from "./number-value";

/** The values to type in. The new one stands out: it is what the operator is here for. */
export function ChangesTable({ line }: { readonly line: HandOverLine }) {
  return (
    <div className="mt-3 overflow-hidden rounded border border-line">
      <table className="data-table" data-cards="">
        <caption className="sr-only">Perubahan pada usulan {line.number}</caption>
        <thead>
          <tr>
            <th scope="col">Kolom</th>
            <th scope="col">Nilai lama</th>
            <th scope="col">Nilai baru</th>
          </tr>
        </thead>
        <tbody>
          {line.changes.map((change) => (
            <tr key={change.key}>
              <th scope="row">
                {change.label}
                <Whom change={change} lineNo={line.lineNo} />
              </th>
              <td data-label="Nilai lama">
                <div>{change.old ?? <Nothing />}</div>
              </td>
              <td data-label="Nilai baru">
                <div className="font-semibold">{change.new ?? <Nothing />}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The person a value belongs to; the family's own values name nobody. */
function Whom({ change, lineNo }: { readonly change: LineChange; readonly lineNo: number }) {
  if (change.name === null) return null;
  return (
    <span className="block font-normal text-muted">
      {change.name}
      {change.nik !== null && (
        <span className="block">
          NIK <NumberValue number={change.nik} what={`NIK ${change.name}, baris ${lineNo}`} />
        </span>
      )}
    </span>
  );
}
