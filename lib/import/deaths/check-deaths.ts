import "server-only";
import type { VillageFinder } from "@/lib/areas/village-finder";
import type { WorkContext } from "@/lib/jobs/work-context";
import { ok, type Result } from "@/lib/shared/result";
import type { RunWithFiles } from "../check-run";
import { DEATHS_COLUMN_NAMES, type DeathsColumnName } from "../column-names";
import type { ListKind, ListRow } from "../load-list";
import { loadAndCompare, MATCHING_TABLE_COLUMNS, matchingValues } from "../matching/check-matching";
import type { Progress } from "../progress";
import { known } from "../read-person";
import { isTotals } from "../recipients/check-recipients";
import type { RunFailure } from "../run-failure";
import type { DeathsSummary } from "../schema";
import { readDay, readText } from "../values";

/**
 * Loads a list of deaths and says who of it is in the release in force. Only a NIK says so by itself:
 * to call a namesake dead is worse than to ask.
 */
export async function checkDeaths(
  ctx: WorkContext,
  run: RunWithFiles,
  progress: Progress,
): Promise<Result<DeathsSummary, RunFailure>> {
  const compared = await loadAndCompare(ctx, run, progress, {
    role: "deaths",
    kindOf: deathsKind,
    factsSettle: false,
  });
  return compared.ok ? ok({ kind: "deaths", ...compared.value }) : compared;
}

function deathsKind(findVillage: VillageFinder): ListKind<DeathsColumnName> {
  return {
    names: DEATHS_COLUMN_NAMES,
    table: "matching_row",
    tableColumns: [...MATCHING_TABLE_COLUMNS, "died_on", "death_source"],
    judge: (row) => [...matchingValues(row, findVillage), ...deathValues(row)],
    isTotals,
  };
}

function deathValues(row: ListRow<DeathsColumnName>) {
  const day = known(readDay(row.cell("tanggal_meninggal")), () =>
    row.report("day_unreadable", "tanggal_meninggal"),
  );
  const inFuture = day !== null && day > new Date().toISOString().slice(0, 10);
  if (inFuture) row.report("death_in_future", "tanggal_meninggal");
  return [inFuture ? null : day, readText(row.cell("sumber"))];
}
