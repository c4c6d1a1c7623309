import "server-only";
import type { Db } from "@/lib/db/client";
import type { Release } from "@/lib/db/generated/client";
import type { WorkContext } from "@/lib/jobs/work-context";
import type { FamilyColumnName, MemberColumnName } from "@/lib/registry/dtsen-dictionary";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import type { RunWithFiles } from "../check-run";
import { FAMILY_COLUMN_NAMES, MEMBER_COLUMN_NAMES } from "../column-names";
import type { Progress } from "../progress";
import { repairedBlocks } from "../repair/repaired-table";
import type { RunFailure } from "../run-failure";
import type { DtsenSummary } from "../schema";
import { carryPeopleWithoutNik } from "./carry-people-without-nik";
import { indexRelease } from "./index-release";
import { type LoadedFiles, loadRelease } from "./load-release";
import { matchChangedNumbers } from "./match-changed-numbers";
import { noteContradictedAreas } from "./note-contradicted-areas";
import { type OpenedFile, openReleaseFiles } from "./open-release-file";
import type { LoadedFile } from "./release-load";
import { settleDamagedNiks } from "./settle-damaged-niks";
import { settleDoubledNiks } from "./settle-doubled-niks";
import { settleKnownNumbers } from "./settle-known-numbers";
import { summariseRelease } from "./summarise-release";
import { tellFirstNiks } from "./tell-first-niks";

/**
 * Loads a release as a draft that nobody sees, judges its rows, recognises families and people of
 * the release before, and tells what would change. Expects that nothing of the run is left from an
 * earlier attempt.
 */
export async function checkDtsen(
  ctx: WorkContext,
  run: RunWithFiles,
  progress: Progress,
): Promise<Result<DtsenSummary, RunFailure>> {
  const opened = await openFiles(ctx, run);
  if (!opened.ok) return opened;
  const { families, members } = opened.value;

  const previous = await ctx.db.release.findFirst({ where: { status: "published" } });
  const release = await createDraft(ctx, run, previous);
  const loaded = await loadRelease(ctx, { run, release, previous, families, members, progress });
  await storeFileFacts(ctx, families, loaded.families);
  await storeFileFacts(ctx, members, loaded.members);
  if (loaded.families.rows.good === 0) return fail(noRows("keluarga"));
  if (loaded.members.rows.good === 0) return fail(noRows("anggota keluarga"));

  await progress.stage("indexing");
  await indexRelease(ctx.pool, "individual_release", release.id);
  await progress.stage("matching");
  const { doubledLines, invalidNiks } = loaded.members;
  const completed = await settleIdentities(ctx, release.id, previous?.id ?? null, doubledLines);
  if (doubledLines.length > 0) await tellFirstNiks(ctx.db, run.id, release.id);
  const draft = { runId: run.id, releaseId: release.id };
  const areaProblems = await noteContradictedAreas(ctx.db, draft, loaded.families.files);
  const judged = { ...loaded.members, invalidNiks: invalidNiks - completed };
  await progress.stage("comparing");
  const summary = await summariseRelease(ctx.db, {
    ...loaded,
    members: judged,
    problems: [...loaded.problems, ...areaProblems],
    releaseId: release.id,
    previous,
  });
  await ctx.db.release.update({
    where: { id: release.id },
    data: {
      householdCount: loaded.families.rows.good,
      individualCount: loaded.members.rows.good,
    },
  });
  return ok(summary);
}

interface OpenedFiles {
  readonly families: readonly OpenedFile<FamilyColumnName>[];
  readonly members: readonly OpenedFile<MemberColumnName>[];
}

async function openFiles(
  { db, dataDir }: WorkContext,
  run: RunWithFiles,
): Promise<Result<OpenedFiles, RunFailure>> {
  const families = await openReleaseFiles(dataDir, run, "family", FAMILY_COLUMN_NAMES);
  if (!families.ok) return families;
  const members = await openReleaseFiles(dataDir, run, "member", MEMBER_COLUMN_NAMES);
  if (!members.ok) return members;
  return ok({
    families: families.value.map((file) => inRepair(db, file)),
    members: members.value.map((file) => inRepair(db, file)),
  });
}

function inRepair<Column extends string>(db: Db, file: OpenedFile<Column>): OpenedFile<Column> {
  const { id, facts } = file;
  const source = { id, delimiter: facts.delimiter };
  return { ...file, blocks: () => repairedBlocks(db, source, file.blocks()) };
}

async function createDraft(
  { db }: WorkContext,
  { id: runId, name, asOf }: RunWithFiles,
  previous: Release | null,
): Promise<Release> {
  invariant(asOf, "a DTSEN import has a date");
  return db.release.create({ data: { runId, name, asOf, previousId: previous?.id ?? null } });
}

/**
 * What could not be told while the files were read, because it needs all of them.
 *
 * @returns how many damaged NIK were completed
 */
async function settleIdentities(
  { db }: WorkContext,
  releaseId: number,
  previousId: number | null,
  doubledLines: readonly number[],
): Promise<number> {
  await settleKnownNumbers(db, releaseId);
  if (previousId === null) return 0;
  const completed = await settleDamagedNiks(db, releaseId, previousId);
  await matchChangedNumbers(db, releaseId, previousId);
  if (doubledLines.length > 0) await settleDoubledNiks(db, releaseId, previousId, doubledLines);
  await carryPeopleWithoutNik(db, releaseId, previousId, doubledLines);
  return completed;
}

async function storeFileFacts<Column extends string>(
  { db }: WorkContext,
  files: readonly OpenedFile<Column>[],
  loaded: LoadedFiles<LoadedFile>,
): Promise<void> {
  for (const [index, { id, facts, mapping }] of files.entries()) {
    const { rows, lineOffset } = loaded.files[index] ?? {};
    await db.importFile.update({
      where: { id },
      data: {
        encoding: facts.encoding,
        delimiter: facts.delimiter,
        sheet: facts.sheet,
        headerLine: facts.headerLine,
        header: [...facts.header],
        mapping: mapping.byName,
        rowsRead: rows?.read,
        rowsGood: rows?.good,
        rowsRejected: rows?.rejected,
        lineOffset,
      },
    });
  }
}

function noRows(what: string): RunFailure {
  return {
    code: "no_rows",
    sentence: `Tidak ada satu pun baris ${what} yang dapat dipakai. Periksa alasan baris yang ditolak.`,
  };
}
