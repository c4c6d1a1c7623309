import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Nothing } from "@/components/ui/nothing";
import { Tag } from "@/components/ui/tag";
import type { AnswerLine } from "@/lib/groundchecks/describe-visit";

const column = columnsOf<AnswerLine>();

const COLUMNS = column.columns([
  column.accessor("label", { header: "Pertanyaan", meta: { className: "sm:w-2/5" } }),
  column.accessor("answer", {
    header: "Jawaban",
    cell: ({ row: { original } }) => (
      <span className="inline-flex flex-wrap items-center gap-x-2">
        {original.answer ?? <span className="text-muted">Tidak diisi</span>}
        {original.differs && <Tag tone="warning">Berbeda</Tag>}
      </span>
    ),
  }),
  column.accessor("old", {
    header: "Di DTSEN",
    meta: { className: "sm:w-1/4" },
    cell: ({ getValue }) => getValue() ?? <Nothing />,
  }),
]);

/** Questions with what the visit answered beside what the release says. */
export function AnswerTable({
  caption,
  lines,
}: {
  readonly caption: string;
  readonly lines: readonly AnswerLine[];
}) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={COLUMNS}
      rows={lines}
      rowKey={({ code }) => code}
    />
  );
}
