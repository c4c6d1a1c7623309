import type { ReactNode } from "react";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { DesilTag } from "@/components/households/desil-tag";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import { type CaseFacts, tellCase } from "@/lib/cases/evidence";
import type { CaseValue, ValueRow } from "@/lib/cases/facts/kind-facts";

const column = columnsOf<ValueRow>();

const COLUMNS = column.columns([
  column.accessor("what", { header: "Nilai" }),
  column.accessor("value", { header: "Isi", cell: ({ getValue }) => <Value of={getValue()} /> }),
  column.accessor("source", { header: "Sumber" }),
]);

/** The values that made the case, old above new, each with the list or rule that it comes from. */
export function ValuesTable({ facts }: { readonly facts: CaseFacts }) {
  return (
    <Card title="Nilai yang membuat kasus ini" flush>
      <DataTable
        caption="Nilai yang membuat kasus ini, dengan sumbernya"
        captionHidden
        columns={COLUMNS}
        rows={tellCase(facts).values}
        rowKey={({ what, source }) => `${what} ${source}`}
      />
    </Card>
  );
}

function Value({ of }: { readonly of: CaseValue }): ReactNode {
  if (of === null) return <Nothing />;
  if (typeof of === "string") return of;
  if ("desil" in of) return <DesilTag desil={of.desil} caption />;
  return (
    <ul>
      {of.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
