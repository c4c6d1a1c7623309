import "server-only";
import type { PoolClient } from "pg";
import type { Release } from "@/lib/db/generated/client";
import type { WorkContext } from "@/lib/jobs/work-context";
import type { FamilyColumnName, MemberColumnName } from "@/lib/registry/dtsen-dictionary";
import { partitionName, type ReleaseTable } from "@/lib/registry/release-partition";
import type { RunWithFiles } from "../check-run";
import { type CopyWriter, openCopy } from "../copy-writer";
import type { Progress } from "../progress";
import { openRunProblems, type RunProblems } from "../run-problems";
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
import { FAMILY_TABLE_COLUMNS, familyLoader, type LoadedFamilyFile } from "./load-families";
import { MEMBER_TABLE_COLUMNS, type MemberCounts, memberLoader } from "./load-members";
import type { OpenedFile } from "./open-release-file";
import type { FileLoad, LoadedFile, ReleaseLoad, RowCounts } from "./release-load";
import { createReleaseTable } from "./release-tables";
import { reserveIds } from "./reserve-ids";
import { openRowSender } from "./row-sender";
import { openSourceAreas } from "./source-areas";

export interface ReleaseToLoad {
  readonly run: RunWithFiles;
  readonly release: Release;
  readonly previous: Release | null;
  readonly families: readonly OpenedFile<FamilyColumnName>[];
  readonly members: readonly OpenedFile<MemberColumnName>[];
  readonly progress: Progress;
}

/** What all the files of one role gave, and each of them. */
export interface LoadedFiles<Loaded extends LoadedFile> {
  readonly rows: RowCounts;
  readonly files: readonly (Loaded & { readonly id: string; readonly lineOffset: number })[];
}

export interface LoadedRelease {
  readonly families: LoadedFiles<LoadedFamilyFile>;
  readonly members: LoadedFiles<LoadedFile> & MemberCounts;
  readonly problems: ProblemCount[];
}

/**
 * Reads all files into the release's own tables, which nothing else can see yet. The families'
 * indexes are built while the members are read, which keeps the server half idle; those of the
 * members are left to the caller.
 */
export async function loadRelease(
  ctx: WorkContext,
  { run, release, previous, families, members, progress }: ReleaseToLoad,
): Promise<LoadedRelease> {
  return withConnections(ctx, async (loader, logger) => {
    const load = await prepareLoad(ctx, loader, { release, previous, families, members });
    await logger.query("BEGIN");
    const problems = openRunProblems(logger, run.id);

    await progress.stage("reading_families", linesOf(families));
    const loadedFamilies = await fillTable(
      loader,
      { table: "household_release", releaseId: release.id, columns: FAMILY_TABLE_COLUMNS },
      (writer) => loadFiles(families, familyLoader(load), { writer, problems, progress }),
    );
    await progress.stage("reading_members", linesOf(members));
    const { counts, load: loadMembers } = memberLoader(load);
    const [loadedMembers] = await bothEnded(
      fillTable(
        loader,
        { table: "individual_release", releaseId: release.id, columns: MEMBER_TABLE_COLUMNS },
        (writer) => loadFiles(members, loadMembers, { writer, problems, progress }),
      ),
      indexRelease(ctx.pool, "household_release", release.id),
    );
    await noteMemberCounts(load.families, loadedFamilies.files, problems);
    await problems.close();
    await logger.query("COMMIT");
    return {
      families: loadedFamilies,
      members: { ...loadedMembers, ...counts },
      problems: problems.counts(),
    };
  });
}

/** Reads files one after the other; their lines are numbered on from one to the next. */
async function loadFiles<Column extends string, Loaded extends LoadedFile>(
  files: readonly OpenedFile<Column>[],
  load: (file: FileLoad<Column>) => Promise<Loaded>,
  {
    writer,
    problems,
    progress,
  }: {
    readonly writer: CopyWriter;
    readonly problems: RunProblems;
    readonly progress: Progress;
  },
): Promise<LoadedFiles<Loaded>> {
  const sender = openRowSender(writer);
  const rows: RowCounts = { read: 0, good: 0, rejected: 0 };
  const loaded: LoadedFiles<Loaded>["files"][number][] = [];
  let lineOffset = 0;
  for (const file of files) {
    const rowsBefore = rows.read;
    const one = await load({
      blocks: file.blocks(),
      mapping: file.mapping,
      sender,
      problems: problems.of(file),
      lineOffset,
      async afterBlock(rowsRead) {
        progress.rows(rowsBefore + rowsRead);
        await problems.flush();
      },
    });
    loaded.push({ ...one, id: file.id, lineOffset });
    lineOffset += one.lastLine;
    rows.read += one.rows.read;
    rows.good += one.rows.good;
    rows.rejected += one.rows.rejected;
  }
  await sender.end();
  return { rows, files: loaded };
}

function linesOf(files: readonly OpenedFile<string>[]): number {
  return files.reduce((sum, { facts }) => sum + facts.lineCount, 0);
}

/** Learns what is known of numbers and people before the first row is read. */
async function prepareLoad(
  { db, pool, signal }: WorkContext,
  client: PoolClient,
  { release, previous, families, members }: Omit<ReleaseToLoad, "run" | "progress">,
): Promise<ReleaseLoad> {
  const previousId = previous?.id ?? null;
  const known = await countKnownNumbers(client, previousId);
  const knownFamilies = createKnownFamilies(Math.max(known.families, linesOf(families)));
  const knownPeople = createKnownPeople(Math.max(known.people, linesOf(members)));
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

const NOTED_AT_ONCE = 10_000;

/** Compares what families say of their members with the rows there are; a family has at least one. */
async function noteMemberCounts(
  { facts, count }: KnownFamilies,
  files: LoadedFiles<LoadedFile>["files"],
  problems: RunProblems,
): Promise<void> {
  const logs = files.map((file) => problems.of({ id: file.id, role: "family" }));
  for (let slot = 0; slot < count; slot += 1) {
    const said = facts.saidMembers[slot] ?? NOT_SAID;
    const isHere = ((facts.flags[slot] ?? 0) & IN_RELEASE) !== 0;
    const counted = facts.countedMembers[slot];
    const code = counted === 0 ? "family_without_members" : "member_count_differs";
    if (isHere && (counted === 0 || (said !== NOT_SAID && said !== counted))) {
      const line = facts.lineNos[slot] ?? 0;
      const place = files.findLastIndex(({ lineOffset }) => lineOffset < line);
      const lineNo = line - (files[place]?.lineOffset ?? 0);
      const column = counted === 0 ? undefined : "jumlah_anggota_keluarga";
      logs[place]?.note({ lineNo, code, column });
    }
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
  let broken = true;
  try {
    const value = await work(...connections);
    broken = false;
    return value;
  } finally {
    for (const connection of connections) connection.release(broken);
  }
}
