import "server-only";
import type { PoolClient } from "pg";
import type { Release } from "@/lib/db/generated/client";
import type { WorkContext } from "@/lib/jobs/work-context";
import type { FamilyColumnName, MemberColumnName } from "@/lib/registry/dtsen-dictionary";
import type { RunWithFiles } from "../check-run";
import { type CopyWriter, openCopy } from "../copy-writer";
import type { Progress } from "../progress";
import { type FileProblems, openRunProblems, type RunProblems } from "../run-problems";
import type { ProblemCount } from "../schema";
import { indexRelease } from "./index-release";
import {
  createKnownFamilies,
  createKnownPeople,
  IN_RELEASE,
  type KnownFamilies,
  NOT_SAID,
} from "./known-families";
import { countKnownNumbers, learnFamilies, learnPeople } from "./learn-known-numbers";
import { FAMILY_TABLE_COLUMNS, type LoadedFamilies, loadFamilies } from "./load-families";
import { type LoadedMembers, loadMembers, MEMBER_TABLE_COLUMNS } from "./load-members";
import type { OpenedFile } from "./open-release-file";
import type { FileLoad, ReleaseLoad } from "./release-load";
import { createReleaseTable, partitionName, type ReleaseTable } from "./release-tables";
import { reserveIds } from "./reserve-ids";
import { openSourceAreas } from "./source-areas";

export interface ReleaseToLoad {
  readonly run: RunWithFiles;
  readonly release: Release;
  readonly previous: Release | null;
  readonly families: OpenedFile<FamilyColumnName>;
  readonly members: OpenedFile<MemberColumnName>;
  readonly progress: Progress;
}

/**
 * Reads both files into the release's own tables, which nothing else can see yet. The families'
 * indexes are built while the members are read, which keeps the server half idle; those of the
 * members are left to the caller.
 */
export async function loadRelease(
  ctx: WorkContext,
  { run, release, previous, families, members, progress }: ReleaseToLoad,
): Promise<{ families: LoadedFamilies; members: LoadedMembers; problems: ProblemCount[] }> {
  return withConnections(ctx, async (loader, logger) => {
    const load = await prepareLoad(ctx, loader, { release, previous, families, members });
    await logger.query("BEGIN");
    const problems = openRunProblems(logger, run.id);

    await progress.stage("reading_families", families.table.lineCount);
    const loadedFamilies = await fillTable(
      loader,
      { table: "household_release", releaseId: release.id, columns: FAMILY_TABLE_COLUMNS },
      (writer) => loadFamilies(load, fileLoad(families, writer, problems, progress)),
    );
    await progress.stage("reading_members", members.table.lineCount);
    const [loadedMembers] = await bothEnded(
      fillTable(
        loader,
        { table: "individual_release", releaseId: release.id, columns: MEMBER_TABLE_COLUMNS },
        (writer) => loadMembers(load, fileLoad(members, writer, problems, progress)),
      ),
      indexRelease(ctx.pool, "household_release", release.id),
    );
    await noteMemberCounts(load.families, problems.of(families), problems);
    await problems.close();
    await logger.query("COMMIT");
    return { families: loadedFamilies, members: loadedMembers, problems: problems.counts() };
  });
}

/** Learns what is known of numbers and people before the first row is read. */
async function prepareLoad(
  { db, pool, signal }: WorkContext,
  client: PoolClient,
  { release, previous, families, members }: Omit<ReleaseToLoad, "run" | "progress">,
): Promise<ReleaseLoad> {
  const previousId = previous?.id ?? null;
  const known = await countKnownNumbers(client, previousId);
  const knownFamilies = createKnownFamilies(Math.max(known.families, families.table.lineCount));
  const knownPeople = createKnownPeople(Math.max(known.people, members.table.lineCount));
  await learnFamilies(client, knownFamilies, previousId);
  await learnPeople(client, knownPeople);
  return {
    releaseId: release.id,
    asOf: Number(release.asOf.toISOString().slice(0, 10).replaceAll("-", "")),
    families: knownFamilies,
    people: knownPeople,
    householdIds: reserveIds(pool, "household"),
    individualIds: reserveIds(pool, "individual"),
    sourceAreas: await openSourceAreas(db),
    signal,
  };
}

/** Waits for both even where one fails: nothing may be at work on a draft that is thrown away. */
async function bothEnded<First, Second>(
  first: Promise<First>,
  second: Promise<Second>,
): Promise<[First, Second]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

/** Makes the table and fills it in one transaction: cut off, it leaves nothing. */
async function fillTable<Loaded>(
  client: PoolClient,
  into: {
    readonly table: ReleaseTable;
    readonly releaseId: number;
    readonly columns: readonly string[];
  },
  fill: (writer: CopyWriter) => Promise<Loaded>,
): Promise<Loaded> {
  await client.query("BEGIN");
  await createReleaseTable(client, into.table, into.releaseId);
  const partition = partitionName(into.table, into.releaseId);
  const loaded = await fill(openCopy(client, partition, into.columns, { freeze: true }));
  await client.query("COMMIT");
  return loaded;
}

function fileLoad<Column extends string>(
  file: OpenedFile<Column>,
  writer: CopyWriter,
  problems: RunProblems,
  progress: Progress,
): FileLoad<Column> {
  return {
    table: file.table,
    mapping: file.mapping,
    writer,
    problems: problems.of(file),
    async afterBlock(rowsRead) {
      progress.rows(rowsRead);
      await problems.flush();
    },
  };
}

const NOTED_AT_ONCE = 10_000;

/** Compares what families say of their members with the rows there are. */
async function noteMemberCounts(
  { facts, count }: KnownFamilies,
  familyFile: FileProblems,
  problems: RunProblems,
): Promise<void> {
  for (let slot = 0; slot < count; slot += 1) {
    const said = facts.saidMembers[slot] ?? NOT_SAID;
    const isHere = ((facts.flags[slot] ?? 0) & IN_RELEASE) !== 0;
    if (isHere && said !== NOT_SAID && said !== facts.countedMembers[slot])
      familyFile.note({
        lineNo: facts.lineNos[slot] ?? 0,
        code: "member_count_differs",
        column: "jumlah_anggota_keluarga",
      });
    if (slot % NOTED_AT_ONCE === 0) await problems.flush();
  }
}

/**
 * Two connections, because a COPY has its connection for itself: one loads rows, one keeps their
 * problems. After an error both are closed, which takes everything back.
 */
async function withConnections<Value>(
  { pool }: WorkContext,
  work: (loader: PoolClient, logger: PoolClient) => Promise<Value>,
): Promise<Value> {
  const connections = await Promise.all([pool.connect(), pool.connect()]);
  // The server may end one while it waits; the next use tells, and Node must not exit.
  const ignore = () => {};
  for (const connection of connections) connection.on("error", ignore);
  let broken = true;
  try {
    const value = await work(...connections);
    broken = false;
    return value;
  } finally {
    for (const connection of connections) {
      if (!broken) connection.off("error", ignore);
      connection.release(broken);
    }
  }
}
