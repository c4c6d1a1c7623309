import "server-only";
import { z } from "zod";
import { listUnmatchedDesil, type UnmatchedDesil } from "@/lib/import/desil/list-unmatched-desil";
import {
  listUnmatchedFamilies,
  type UnmatchedFamily,
} from "@/lib/import/dtks/list-unmatched-families";
import { dukcapilAnswer, UNMATCHED_DUKCAPIL_LABELS } from "@/lib/import/dukcapil/dukcapil-labels";
import {
  listUnmatchedDukcapil,
  type UnmatchedPerson,
} from "@/lib/import/dukcapil/list-unmatched-dukcapil";
import { findImportRun } from "@/lib/import/queries";
import {
  listUnmatchedRecipients,
  UnmatchedReason,
  type UnmatchedRow,
} from "@/lib/import/recipients/list-unmatched-recipients";
import { UNMATCHED_LABELS } from "@/lib/import/recipients/unmatched-labels";
import type { UnmatchedPart } from "@/lib/import/unmatched-part";
import { maskNumber } from "@/lib/shared/mask";
import { type ExportColumn, everyPage, listExport, openExport } from "../list-export";

/** Each reading matches the list anew, so it takes many rows: still few enough for the memory. */
const BATCH = 20_000;

/** The rows of an imported list that find nobody in the release in force. */
export const UNMATCHED_EXPORT = listExport({
  title: "Baris tanpa keluarga",
  permission: "import.view",
  hasNumbers: true,
  filters: z.strictObject({ impor: z.uuid(), sebab: UnmatchedReason.optional() }),
  async open({ client, actor, filters: { impor, sebab: reason }, fullNumbers }) {
    const run = await findImportRun(client, actor, impor);
    const shown: Shown = (number) => (number === null || fullNumbers ? number : maskNumber(number));
    const part = (after: number | null): UnmatchedPart => ({
      after: after ?? undefined,
      limit: BATCH,
      fullNumbers,
    });
    if (run?.recipientList) {
      const { id } = run.recipientList;
      return openExport(
        recipientColumns(shown),
        everyPage((after: number | null) =>
          listUnmatchedRecipients(client, actor, id, { ...part(after), reason }),
        ),
      );
    }
    if (reason !== undefined) return null;
    if (run?.dtksList) {
      const { id } = run.dtksList;
      return openExport(
        familyColumns(shown),
        everyPage((after: number | null) => listUnmatchedFamilies(client, actor, id, part(after))),
      );
    }
    if (run?.dukcapilList) {
      const { id } = run.dukcapilList;
      return openExport(
        personColumns(shown),
        everyPage((after: number | null) => listUnmatchedDukcapil(client, actor, id, part(after))),
      );
    }
    if (run?.desilList) {
      const { id } = run.desilList;
      return openExport(
        desilColumns(shown),
        everyPage((after: number | null) => listUnmatchedDesil(client, actor, id, part(after))),
      );
    }
    return null;
  },
});

/** A NIK or No KK as far as it was asked for. */
type Shown = (number: string | null) => string | null;

function recipientColumns(shown: Shown): readonly ExportColumn<UnmatchedRow>[] {
  return [
    { title: "Baris", value: ({ lineNo }) => lineNo },
    { title: "Nama di daftar", value: ({ name }) => name },
    { title: "NIK", value: ({ nik }) => shown(nik) },
    { title: "No KK", value: ({ nomorKk }) => shown(nomorKk) },
    { title: "Kelurahan", value: ({ kelurahan }) => kelurahan },
    { title: "Sebab", value: ({ reason }) => UNMATCHED_LABELS[reason].text },
  ];
}

function familyColumns(shown: Shown): readonly ExportColumn<UnmatchedFamily>[] {
  return [
    { title: "Baris", value: ({ lineNo }) => lineNo },
    { title: "Orang pertama di keluarga", value: ({ name }) => name },
    { title: "No KK", value: ({ nomorKk }) => shown(nomorKk) },
    { title: "Kelurahan", value: ({ kelurahan }) => kelurahan },
    { title: "Anggota", value: ({ memberCount }) => memberCount },
  ];
}

function desilColumns(shown: Shown): readonly ExportColumn<UnmatchedDesil>[] {
  return [
    { title: "Baris", value: ({ lineNo }) => lineNo },
    { title: "Nama di daftar", value: ({ name }) => name },
    { title: "No KK", value: ({ nomorKk }) => shown(nomorKk) },
    { title: "NIK", value: ({ nik }) => shown(nik) },
    { title: "Desil", value: ({ desil }) => desil },
    { title: "Sebab", value: ({ reason }) => UNMATCHED_LABELS[reason].text },
  ];
}

function personColumns(shown: Shown): readonly ExportColumn<UnmatchedPerson>[] {
  return [
    { title: "Baris", value: ({ lineNo }) => lineNo },
    { title: "Nama di daftar", value: ({ name }) => name },
    { title: "NIK", value: ({ nik }) => shown(nik) },
    { title: "Jawaban Dukcapil", value: (person) => dukcapilAnswer(person) },
    { title: "Sebab", value: ({ reason }) => UNMATCHED_DUKCAPIL_LABELS[reason] },
  ];
}
