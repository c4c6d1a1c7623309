import "server-only";
import { z } from "zod";
import type { VillageFinder } from "@/lib/areas/village-finder";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { WorkContext } from "@/lib/jobs/work-context";
import { countEnding } from "@/lib/registry/end-unlisted";
import { findCurrentReleaseId, NO_RELEASE } from "@/lib/registry/link-lists";
import { matchRecipientRows } from "@/lib/registry/match-recipient-rows";
import { invariant } from "@/lib/shared/invariant";
import { ok, type Result } from "@/lib/shared/result";
import type { RunWithFiles } from "../check-run";
import { RECIPIENT_COLUMN_NAMES, type RecipientColumnName } from "../column-names";
import { findVillagesByName } from "../find-villages";
import { type ListKind, type ListRow, loadList } from "../load-list";
import type { Progress } from "../progress";
import { known, takeName, takeNik, takeNomorKk } from "../read-person";
import type { RunFailure } from "../run-failure";
import type { RecipientsSummary } from "../schema";
import { settleList } from "../settle-list";
import { readRupiah, readText } from "../values";
import { markRepeatedRecipients } from "./mark-repeated-recipients";

const TABLE_COLUMNS = [
  "nik",
  "nik_valid",
  "nomor_kk",
  "nama",
  "alamat",
  "rt",
  "rw",
  "kelurahan",
  "kecamatan",
  "village_id",
  "period",
  "channel",
  "amount_rupiah",
  "raw",
] as const;

/** Loads a list of recipients and says whose families it would enrol. */
export async function checkRecipients(
  ctx: WorkContext,
  run: RunWithFiles,
  progress: Progress,
): Promise<Result<RecipientsSummary, RunFailure>> {
  const { db } = ctx;
  invariant(run.programCode, "a recipient list was received with its program");
  const { id: listId } = await db.recipientList.create({
    data: {
      runId: run.id,
      programCode: run.programCode,
      name: run.name,
      asOf: run.asOf,
      isComplete: run.listIsComplete,
    },
    select: { id: true },
  });
  const findVillage = await findVillagesByName(db);
  const loaded = await loadList(ctx, run, recipientKind(findVillage), { listId, progress });
  if (!loaded.ok) return loaded;

  await progress.stage("comparing");
  const settled = await settleList(db, "recipients", { listId, runId: run.id });
  const repeated = await markRepeatedRecipients(db, listId);
  return ok({
    kind: "recipients",
    problems: [...loaded.value.problems, ...settled, ...(repeated ? [repeated] : [])],
    rows: loaded.value.rowsGood,
    totalsSkipped: loaded.value.footersSkipped,
    unknownArea: await db.recipientRow.count({ where: { listId, villageId: null } }),
    matched: await countMatches(db, listId),
    ending: run.listIsComplete
      ? await countEnding(db, {
          id: listId,
          programCode: run.programCode,
          asOf: run.asOf,
          releaseId: (await findCurrentReleaseId(db)) ?? NO_RELEASE,
        })
      : null,
  });
}

function recipientKind(findVillage: VillageFinder): ListKind<RecipientColumnName> {
  return {
    names: RECIPIENT_COLUMN_NAMES,
    table: "recipient_row",
    tableColumns: TABLE_COLUMNS,
    judge: (row) => recipientValues(row, findVillage),
    isTotals,
  };
}

/** A line of totals: the word, and no NIK or No KK that would make it somebody's row. */
export function isTotals(text: string): boolean {
  return (
    /^[\W\d_]*(?:grand\s+|sub\s*)?(?:total|jumlah|rekap\w*)\b/i.test(text) && !/\d{14,}/.test(text)
  );
}

function recipientValues(row: ListRow<RecipientColumnName>, findVillage: VillageFinder) {
  const { cell } = row;
  const { nik, nikValid } = takeNik(cell("nik"), (code) => row.report(code, "nik"));
  const nomorKk = takeNomorKk(cell("nomor_kk"), (code) => row.report(code, "nomor_kk"));
  if (nikValid && nik === nomorKk) row.report("nik_equals_kk", "nik");
  const knowsArea = row.has("kelurahan");
  const villageId = knowsArea ? findVillage(cell("kecamatan"), cell("kelurahan")) : null;
  if (knowsArea && villageId === null) row.report("area_unknown", "kelurahan");
  return [
    nik,
    nikValid,
    nomorKk,
    takeName(cell("nama"), (code) => row.report(code, "nama")),
    readText(cell("alamat")),
    readText(cell("rt")),
    readText(cell("rw")),
    readText(cell("kelurahan")),
    readText(cell("kecamatan")),
    villageId,
    readText(cell("period")),
    readText(cell("channel")),
    known(readRupiah(cell("amount_rupiah")), () =>
      row.report("number_unreadable", "amount_rupiah"),
    ),
    row.extras(),
  ];
}

const MatchCount = z.object({ matchedBy: z.string(), count: z.number().int() });

/** How the list's rows would be tied to families, by the statement that will tie them; nothing is written. */
export async function countMatches(db: Db, listId: number): Promise<RecipientsSummary["matched"]> {
  const releaseId = (await findCurrentReleaseId(db)) ?? NO_RELEASE;
  const counts = new Map(
    z
      .array(MatchCount)
      .parse(
        await db.$queryRaw`
          SELECT matched_by AS "matchedBy", count(*)::int AS count
            FROM (${matchRecipientRows(releaseId, Prisma.sql`recipient_list.id = ${listId}`)}) AS tied
        GROUP BY matched_by
        `,
      )
      .map(({ matchedBy, count }) => [matchedBy, count]),
  );
  return {
    nomorKk: counts.get("nomor_kk") ?? 0,
    oldNomorKk: counts.get("old_nomor_kk") ?? 0,
    nik: counts.get("nik") ?? 0,
    ambiguousNik: counts.get("ambiguous_nik") ?? 0,
    newHousehold: counts.get("new_household") ?? 0,
    none: counts.get("none") ?? 0,
  };
}
