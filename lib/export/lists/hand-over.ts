import "server-only";
import { type ListedBatch, listBatches } from "@/lib/hand-over/list-batches";
import { listReady, type ReadyProposal } from "@/lib/hand-over/list-ready";
import type { MomentCursor } from "@/lib/hand-over/schema";
import { PROPOSAL_KIND_LABELS } from "@/lib/proposals/labels";
import { dayOnCalendar, type TimeZone } from "@/lib/shared/format";
import { familyColumns, openFamilies, type WithNumbers } from "../family-columns";
import {
  EXPORT_BATCH,
  type ExportColumn,
  everyPage,
  listExport,
  NO_FILTERS,
  openExport,
} from "../list-export";

type Ready = WithNumbers<ReadyProposal>;

/** Validated proposals that are on no hand-over list yet. */
export const READY_EXPORT = listExport({
  title: "Usulan siap serah terima",
  permission: "hand_over.list",
  hasNumbers: true,
  filters: NO_FILTERS,
  async open(request) {
    const { client, actor, office, fullNumbers } = request;
    return openFamilies(
      request,
      readyColumns(office.timeZone, fullNumbers),
      (after: MomentCursor | null) => listReady(client, actor, after, EXPORT_BATCH),
    );
  },
});

/** The hand-over lists with how far each is; the lines of one come as its own workbook. */
export const BATCHES_EXPORT = listExport({
  title: "Daftar serah terima",
  permission: "hand_over.list",
  hasNumbers: false,
  filters: NO_FILTERS,
  async open({ client, actor, office }) {
    return openExport(
      batchColumns(office.timeZone),
      everyPage((after: MomentCursor | null) => listBatches(client, actor, after, EXPORT_BATCH)),
    );
  },
});

function readyColumns(timeZone: TimeZone, fullNumbers: boolean): readonly ExportColumn<Ready>[] {
  return [
    { title: "Nomor usulan", value: ({ number }) => number },
    { title: "Jenis usulan", value: ({ kind }) => PROPOSAL_KIND_LABELS[kind] },
    { title: "Disahkan", value: ({ since }) => dayOnCalendar(since, timeZone) },
    { title: "Dasar tercatat", value: ({ hasBasis }) => (hasBasis ? "ya" : "belum") },
    ...familyColumns<Ready>(fullNumbers),
  ];
}

function batchColumns(timeZone: TimeZone): readonly ExportColumn<ListedBatch>[] {
  return [
    { title: "Nomor daftar", value: ({ number }) => number },
    { title: "Dibuat", value: ({ createdAt }) => dayOnCalendar(createdAt, timeZone) },
    { title: "Dibuat oleh", value: ({ createdByName }) => createdByName },
    { title: "Baris", value: ({ lines }) => lines },
    { title: "Belum dientri", value: ({ toEnter }) => toEnter },
    { title: "Menunggu Kemensos", value: ({ atKemensos }) => atKemensos },
    { title: "Disetujui Kemensos", value: ({ approved }) => approved },
    { title: "Ditolak Kemensos", value: ({ rejected }) => rejected },
    { title: "Di BPS", value: ({ atBps }) => atBps },
    { title: "Sudah berubah", value: ({ changed }) => changed },
    { title: "Belum berubah", value: ({ unchanged }) => unchanged },
    { title: "Dibatalkan", value: ({ withdrawn }) => withdrawn },
  ];
}
