import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import type { DoubledRecipient } from "@/lib/cases/doubled-recipients";
import { programShortName } from "@/lib/programs/labels";
import { maskNumber } from "@/lib/shared/mask";

const column = columnsOf<DoubledRecipient>();

const COLUMNS = column.columns([
  column.accessor("name", {
    header: "Nama",
    cell: ({ getValue }) => getValue() || "Nama tidak diisi",
  }),
  column.accessor("nikEnding", {
    header: "NIK",
    cell: ({ getValue }) => maskedOrNothing(getValue()),
  }),
  column.accessor("programCode", {
    header: "Program",
    cell: ({ getValue }) => programShortName(getValue()),
  }),
  column.accessor("period", {
    header: "Periode",
    cell: ({ getValue }) => getValue() ?? <Nothing />,
  }),
  column.accessor(({ listName, lineNo }) => `${listName}, baris ${lineNo}`, {
    id: "line",
    header: "Daftar",
  }),
]);

/** Who in the family receives the same aid, line by line; absent for every other kind of case. */
export function DoubledRecipients({
  recipients,
}: {
  readonly recipients: readonly DoubledRecipient[];
}) {
  if (recipients.length === 0) return null;
  return (
    <Card title="Siapa yang tercatat menerima" flush>
      <DataTable
        caption="Penerima di keluarga ini, baris demi baris dari daftar penerima"
        captionHidden
        columns={COLUMNS}
        rows={recipients}
        rowKey={({ listName, lineNo }) => `${listName} ${lineNo}`}
      />
    </Card>
  );
}

function maskedOrNothing(ending: string | null) {
  return ending ? maskNumber(ending) : <Nothing />;
}
