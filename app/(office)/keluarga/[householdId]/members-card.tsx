import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import { occupationWords, valueWords } from "@/lib/registry/describe-values";
import { ageInYears, formatDate } from "@/lib/shared/format";
import type { FamilyView, MemberView } from "./load-family";
import { MemberNik } from "./member-nik";

type Row = MemberView & { readonly age: number | null };

const column = columnsOf<Row>();

const WHO = column.columns([
  column.accessor("name", {
    header: "Nama",
    cell: ({ row: { original } }) => (
      <>
        {original.name || "Nama tidak diisi"}
        <span className="block text-caption font-normal text-muted">
          {original.values && valueWords(original.values, "status_hubungan_keluarga")}
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
    cell: ({ row: { original } }) =>
      original.birthDate ? (
        <>
          {formatDate(original.birthDate)}
          {original.age !== null && original.age >= 0 && (
            <span className="block text-caption text-muted">{original.age} tahun</span>
          )}
        </>
      ) : (
        <span className="text-muted">Tidak diisi</span>
      ),
  }),
  column.display({
    id: "sex",
    header: "L/P",
    cell: ({ row: { original } }) => sexLetter(original.values?.jenis_kelamin) ?? <Nothing />,
  }),
]);

/** DTSEN asks what people do; the older lists do not. */
const WHO_AND_WHAT = column.columns([
  ...WHO,
  column.display({
    id: "occupation",
    header: "Sekolah atau kerja",
    cell: ({ row: { original } }) =>
      (original.values && occupationWords(original.values)) ?? <Nothing />,
  }),
]);

function sexLetter(code: string | number | null | undefined): string | null {
  if (code === 1) return "L";
  return code === 2 ? "P" : null;
}

/** Who belongs to the family in the list that knows it best; ages are of that list's day. */
export function MembersCard({ family: { file, members } }: { readonly family: FamilyView }) {
  const rows = members.map((member) => ({
    ...member,
    age: member.birthDate && file.asOf ? ageInYears(member.birthDate, file.asOf) : null,
  }));
  return (
    <Card
      title={`Anggota keluarga (${members.length})`}
      note={`${file.source === "release" ? "DTSEN " : ""}${file.sourceName}${file.asOf ? `, keadaan ${formatDate(file.asOf)}` : ""}`}
      flush
    >
      {rows.length === 0 ? (
        <p className="px-4 py-4 text-muted">Tidak ada baris anggota untuk keluarga ini.</p>
      ) : (
        <div className="overflow-x-auto">
          <DataTable
            caption="Anggota keluarga"
            captionHidden
            columns={file.source === "release" ? WHO_AND_WHAT : WHO}
            rows={rows}
            rowKey={({ key }) => key}
          />
        </div>
      )}
    </Card>
  );
}
