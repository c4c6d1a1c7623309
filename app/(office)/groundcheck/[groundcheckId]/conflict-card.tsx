import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { Tag } from "@/components/ui/tag";
import type { AnswerConflict } from "@/lib/groundchecks/describe-visit";
import type { ConflictView } from "@/lib/groundchecks/list-conflicts";
import { formatInstant, type TimeZone } from "@/lib/shared/format";
import { SettleForm } from "./settle-form";

const column = columnsOf<AnswerConflict>();

const UNANSWERED = <span className="text-muted">Tidak diisi</span>;

const COLUMNS = column.columns([
  column.accessor("label", {
    header: "Pertanyaan",
    cell: ({ row: { original } }) => (
      <>
        {original.label}
        {original.member && <span className="block text-muted">{original.member}</span>}
      </>
    ),
  }),
  column.accessor("first", {
    header: "Kiriman yang berlaku",
    cell: ({ getValue }) => getValue() ?? UNANSWERED,
  }),
  column.accessor("second", {
    header: "Kiriman ini",
    cell: ({ getValue }) => getValue() ?? UNANSWERED,
  }),
]);

/** A submission that could not be taken in, side by side with the one that stands. */
export function ConflictCard({
  conflict,
  timeZone,
  maySettle,
}: {
  readonly conflict: ConflictView;
  readonly timeZone: TimeZone;
  readonly maySettle: boolean;
}) {
  const { id, differences, settledAt, settledByName, settlementReason } = conflict;
  const open = settledAt === null;
  return (
    <Card
      title={open ? "Kiriman bertentangan" : "Kiriman bertentangan, sudah diputuskan"}
      note={arrivalNote(conflict, timeZone)}
      aside={open ? <Tag tone="negative">Perlu diputuskan</Tag> : undefined}
      flush
    >
      <p className="px-4 py-3 text-small">{REASONS[conflict.reason]}</p>
      {differences === null ? (
        <p className="px-4 pb-4 text-muted">Isi kiriman ini tidak dapat dibaca, tetapi disimpan.</p>
      ) : differences.length === 0 ? (
        <p className="px-4 pb-4 text-muted">Semua jawaban pada kedua kiriman sama.</p>
      ) : (
        <DataTable
          caption="Jawaban yang berbeda antara kedua kiriman"
          captionHidden
          columns={COLUMNS}
          rows={differences}
          rowKey={({ key }) => key}
        />
      )}
      {settledAt && (
        <p className="border-line border-t px-4 py-3 text-small">
          Diputuskan {settledByName ?? "petugas"}, {formatInstant(settledAt, timeZone)}: kiriman
          yang berlaku tetap berlaku. <span className="block">Alasan: {settlementReason}</span>
        </p>
      )}
      <SettleForm conflictId={String(id)} available={open && maySettle} />
    </Card>
  );
}

const REASONS = {
  altered:
    "Ponsel mengirim kiriman yang sama dua kali dengan isi yang berbeda. Yang datang pertama berlaku.",
  outdated:
    "Kiriman ini dibuat dari keadaan lama: kunjungan sudah berubah sebelum kiriman ini sampai.",
} as const satisfies Record<ConflictView["reason"], string>;

function arrivalNote(
  { receivedAt, submittedByName, first }: ConflictView,
  timeZone: TimeZone,
): string {
  const came = `Sampai ${formatInstant(receivedAt, timeZone)}${submittedByName ? ` dari ${submittedByName}` : ""}`;
  return first ? `${came}; yang berlaku sampai ${formatInstant(first.receivedAt, timeZone)}` : came;
}
