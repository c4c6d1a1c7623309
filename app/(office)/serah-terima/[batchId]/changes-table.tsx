import { Nothing } from "@/components/ui/nothing";
import type { LineChange } from "@/lib/hand-over/describe-line";
import type { HandOverLine } from "@/lib/hand-over/list-lines";
import { NumberValue } from "./number-value";

/**
 * The values to type in, each person's together, as SIKS-NG opens one person after another. The new
 * value stands out: it is what the operator is here for.
 */
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
        {groupsOf(line.changes).map((group) => (
          <tbody key={group.key}>
            {group.person !== null && (
              <tr>
                <th scope="rowgroup" colSpan={3} className="bg-sunken">
                  <Whom group={group} line={line} />
                </th>
              </tr>
            )}
            {group.changes.map((change) => (
              <tr key={change.key}>
                <th scope="row">{change.label}</th>
                <td data-label="Nilai lama">
                  <div>{change.old ?? <Nothing />}</div>
                </td>
                <td data-label="Nilai baru">
                  <div className="font-semibold">{change.new ?? <Nothing />}</div>
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface Group extends Pick<LineChange, "person" | "ofHead" | "name" | "nik"> {
  readonly key: string;
  readonly changes: LineChange[];
}

function groupsOf(changes: readonly LineChange[]): Group[] {
  const groups = new Map<string, Group>();
  for (const change of changes) {
    const key = change.person ?? "";
    const group = groups.get(key) ?? { ...change, key, changes: [] };
    group.changes.push(change);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function Whom({
  group: { name, nik, ofHead },
  line,
}: {
  readonly group: Group;
  readonly line: HandOverLine;
}) {
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
      {name ?? "Nama tidak diisi"}
      <span className="inline-flex flex-wrap items-center gap-x-2 font-normal text-muted">
        {nik === null && "tanpa NIK"}
        {ofHead && "kepala keluarga, NIK di atas"}
        {nik !== null && !ofHead && (
          <>
            NIK <NumberValue number={nik} what={`NIK ${name ?? "anggota"}, baris ${line.lineNo}`} />
          </>
        )}
      </span>
    </span>
  );
}
