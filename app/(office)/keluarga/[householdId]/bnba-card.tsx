import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import { valueWords } from "@/lib/registry/describe-values";
import { formatDate } from "@/lib/shared/format";
import type { BnbaMemberView, FamilyView } from "./load-family";
import { MemberNik } from "./member-nik";

const column = columnsOf<BnbaMemberView>();

const COLUMNS = column.columns([
  column.accessor("name", {
    header: "Nama",
    cell: ({ row: { original } }) => (
      <>
        {original.name || "Nama tidak diisi"}
        <span className="block text-caption font-normal text-muted">
          {valueWords({ status_hubungan_keluarga: original.relation }, "status_hubungan_keluarga")}
        </span>
      </>
    ),
  }),
  column.accessor("nik", {
    header: "NIK",
    cell: ({ row: { original } }) => <MemberNik nik={original.nik} isValid={original.nikValid} />,
  }),
  column.accessor("birthDate", {
    header: "Lahir",
    cell: ({ getValue }) => {
      const day = getValue();
      return day ? formatDate(day) : <span className="text-muted">Tidak diisi</span>;
    },
  }),
  column.accessor("presence", {
    header: "Keberadaan",
    cell: ({ getValue }) => getValue() ?? <Nothing />,
  }),
  column.accessor("inRelease", {
    header: "Di DTSEN",
    cell: ({ getValue }) => {
      const inRelease = getValue();
      if (inRelease === null) return <Nothing />;
      return inRelease ? "Ada" : "Tidak di keluarga ini";
    },
  }),
]);

/** The members as the newest BNBA of SIKS-NG has them, beside those of the release. */
export function BnbaCard({ family: { bnba } }: { readonly family: FamilyView }) {
  if (!bnba) return null;
  return (
    <Card
      title={`Anggota menurut BNBA SIKS-NG (${bnba.members.length})`}
      note={`${bnba.listName}, keadaan ${formatDate(bnba.asOf)}`}
      flush
    >
      <div className="overflow-x-auto">
        <DataTable
          caption="Anggota keluarga menurut BNBA SIKS-NG"
          captionHidden
          columns={COLUMNS}
          rows={bnba.members}
          rowKey={({ key }) => key}
        />
      </div>
    </Card>
  );
}
