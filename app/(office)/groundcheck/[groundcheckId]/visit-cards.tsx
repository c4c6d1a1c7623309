import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import { Notice } from "@/components/ui/notice";
import type { Difference } from "@/lib/forms/compare-with-release";
import type { VisitView } from "@/lib/groundchecks/list-visits";
import type { TimeZone } from "@/lib/shared/format";
import { AnswerTable } from "./answer-table";
import { MembersCard } from "./members-card";
import { PhotosCard } from "./photos-card";

const column = columnsOf<Difference>();

const COLUMNS = column.columns([
  column.accessor("label", { header: "Nilai" }),
  column.accessor("memberName", {
    header: "Siapa",
    cell: ({ row: { original } }) =>
      original.scope === "household" ? "Keluarga" : (original.memberName ?? "Tanpa nama"),
  }),
  column.accessor("oldLabel", {
    header: "Di DTSEN",
    cell: ({ row: { original } }) => original.oldLabel ?? original.old ?? <Nothing />,
  }),
  column.accessor("newLabel", {
    header: "Di lapangan",
    cell: ({ row: { original } }) => (
      <strong>{original.newLabel ?? original.new ?? "Tidak berlaku lagi"}</strong>
    ),
  }),
]);

/** A submission from what matters most to what completes it: differences, answers, members, photos. */
export function VisitCards({
  visit,
  releaseName,
  timeZone,
}: {
  readonly visit: VisitView;
  readonly releaseName: string | null;
  readonly timeZone: TimeZone;
}) {
  const { differences, sections, note, asked, presence, photos, members } = visit;
  return (
    <>
      {!asked && (
        <Notice tone="info" title={`Wawancara tidak dilakukan: ${presence}`}>
          Kunjungan ini tidak membawa jawaban tentang rumah dan anggota keluarga.
        </Notice>
      )}
      {note && (
        <Card title="Catatan pendamping">
          <p className="whitespace-pre-line">{note}</p>
        </Card>
      )}
      {asked && (
        <Card
          title="Yang berbeda dari DTSEN"
          note={
            releaseName
              ? `Dibandingkan dengan DTSEN ${releaseName}`
              : "Keluarga ini tidak ada di DTSEN"
          }
          flush
        >
          {differences.length === 0 ? (
            <p className="px-4 py-4 text-muted">
              Tidak ada jawaban yang berbeda dari nilai di DTSEN.
            </p>
          ) : (
            <DataTable
              caption="Nilai yang berbeda antara DTSEN dan kunjungan"
              captionHidden
              columns={COLUMNS}
              rows={differences}
              rowKey={({ column: name, memberKey }) => `${memberKey ?? ""} ${name}`}
            />
          )}
        </Card>
      )}
      {photos.length > 0 && <PhotosCard photos={photos} timeZone={timeZone} />}
      {members.length > 0 && <MembersCard members={members} />}
      {sections.map(({ id, title, lines }) => (
        <Card key={id} title={title} flush>
          <AnswerTable caption={title} lines={lines} />
        </Card>
      ))}
    </>
  );
}
