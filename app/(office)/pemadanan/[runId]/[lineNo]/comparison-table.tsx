import { classNames } from "@/lib/shared/class-names";

export interface ComparedFact {
  readonly term: string;
  /** As the list says it; null where it says nothing. */
  readonly written: string | null;
  readonly registered: string | null;
  /** Said in words beside the value, because colour alone says nothing. */
  readonly note?: string;
  readonly differs: boolean;
}

/** What the list and the registry say of a person, side by side, also on a phone. */
export function ComparisonTable({
  caption,
  facts,
}: {
  readonly caption: string;
  readonly facts: readonly ComparedFact[];
}) {
  return (
    <table className="w-full table-fixed text-caption sm:text-small">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-start text-caption text-muted">
          <th scope="col" className="w-[24%] py-1 pr-2 text-start font-normal">
            <span className="sr-only">Data</span>
          </th>
          <th scope="col" className="py-1 pr-2 text-start font-normal">
            Di daftar
          </th>
          <th scope="col" className="py-1 text-start font-normal">
            Di DTSEN
          </th>
        </tr>
      </thead>
      <tbody>
        {facts.map(({ term, written, registered, note, differs }) => (
          <tr key={term} className="border-line border-t align-top">
            <th scope="row" className="py-1.5 pr-2 text-start font-normal text-muted">
              {term}
            </th>
            <td className="break-words py-1.5 pr-2">{written ?? <Unknown />}</td>
            <td className={classNames("break-words py-1.5", differs && "font-semibold")}>
              {registered ?? <Unknown />}
              {differs && (
                <span className="block font-normal text-caption text-warning">
                  {note ?? "berbeda"}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Unknown() {
  return <span className="text-muted">Tidak diisi</span>;
}
