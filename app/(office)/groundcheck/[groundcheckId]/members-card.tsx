import { Card } from "@/components/ui/card";
import { Tag } from "@/components/ui/tag";
import type { VisitedMember } from "@/lib/groundchecks/describe-visit";
import { AnswerTable } from "./answer-table";

/** Who was met, who was not, who is new; with the answers about each. */
export function MembersCard({ members }: { readonly members: readonly VisitedMember[] }) {
  const present = members.filter((member) => member.present).length;
  return (
    <Card
      title="Anggota keluarga"
      note={`${present} dari ${members.length} orang tinggal di rumah ini menurut kunjungan`}
      flush
    >
      {members.map(({ key, name, nik, age, isNew, present: here, lines }) => (
        <details key={key} className="group border-line border-b last:border-0">
          <summary className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
            <span className="font-semibold text-link underline">{name}</span>
            {age !== null && <span className="text-small text-muted">{age} tahun</span>}
            {nik && <span className="tabular text-small text-muted">NIK {nik}</span>}
            {isNew && <Tag tone="info">Anggota baru</Tag>}
            {!here && <Tag tone="warning">Tidak tinggal di sini</Tag>}
            {lines.some(({ differs }) => differs) && <Tag tone="warning">Ada yang berbeda</Tag>}
          </summary>
          <div className="border-line border-t">
            <AnswerTable caption={`Jawaban tentang ${name}`} lines={lines} />
          </div>
        </details>
      ))}
    </Card>
  );
}
