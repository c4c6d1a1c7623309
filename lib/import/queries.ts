import "server-only";
import { z } from "zod";
import { may } from "@/lib/auth/policy";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { isBusy } from "./estimate-progress";
import { ImportFailure, ImportStage, type ImportState, ImportSummary } from "./schema";
import { findStanding } from "./standing";
import { importFactsOf } from "./take-step";
import { availableImportActions, type ImportAction, importRoleOf } from "./workflow";

const PAGE_SIZE = 50;
const REJECTED_BATCH = 1_000;

/** Imports concern the whole regency: they exist for those who work with them there, and for nobody else. */
function seesImports(actor: Actor): boolean {
  if (actor.kind !== "user") return true;
  return may(actor.role, "import.view") && areaOf(actor).level === "regency";
}

const PROGRESS = {
  state: true,
  stage: true,
  rowsDone: true,
  rowsTotal: true,
  stageStartedAt: true,
} as const satisfies Prisma.ImportRunSelect;

const IN_LIST = {
  ...PROGRESS,
  id: true,
  kind: true,
  programCode: true,
  name: true,
  asOf: true,
  version: true,
  actorKind: true,
  createdBy: true,
  createdAt: true,
  publishedBy: true,
  publishedAt: true,
  failure: true,
  files: { orderBy: [{ role: "asc" }, { lineOffset: "asc" }] },
} as const satisfies Prisma.ImportRunSelect;

type ListedRow = Prisma.ImportRunGetPayload<{ select: typeof IN_LIST }>;
type ProgressRow = Prisma.ImportRunGetPayload<{ select: typeof PROGRESS }>;

/** The newest imports first. `before` is the last id of the page before: ids grow with time. */
export async function listImportRuns(
  db: Db,
  actor: Actor,
  before?: string,
  states?: readonly ImportState[],
) {
  if (!seesImports(actor)) return { runs: [], next: null };
  const rows = await db.importRun.findMany({
    where: {
      id: before === undefined ? undefined : { lt: before },
      state: states && { in: [...states] },
      // What is only compared with the registry stands on its own page (lib/matching).
      kind: { not: "matching" },
    },
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
    select: IN_LIST,
  });
  const runs = rows.slice(0, PAGE_SIZE);
  const people = await namesOf(db, runs);
  return {
    runs: runs.map((run) => describeRun(run, people)),
    next: rows.length > PAGE_SIZE ? (runs.at(-1)?.id ?? null) : null,
  };
}

/** One import with everything its page shows, and the steps this actor may take on it now. */
export async function findImportRun(db: Db, actor: Actor, runId: string) {
  if (!seesImports(actor) || !z.uuid().safeParse(runId).success) return null;
  const run = await db.importRun.findUnique({
    where: { id: runId },
    select: {
      ...IN_LIST,
      summary: true,
      release: { select: { id: true, status: true } },
      dtksList: { select: { id: true, appliedAt: true } },
      recipientLists: { select: { id: true } },
      dukcapilList: { select: { id: true, appliedAt: true } },
      desilList: { select: { id: true } },
      events: { orderBy: { id: "asc" } },
    },
  });
  if (!run) return null;
  const { summary, events, release, dtksList, recipientLists, dukcapilList, desilList, ...listed } =
    run;
  const people = await namesOf(db, [listed], events);
  const actions: ImportAction[] = availableImportActions(
    importRoleOf(actor),
    run.state,
    importFactsOf(actor, { ...run, standing: await findStanding(db, run) }),
  );
  return {
    ...describeRun(listed, people),
    waitingFor: await findWaitedFor(db, listed),
    summary: ImportSummary.nullable().parse(summary),
    release,
    dtksList,
    /** Of a file that is nothing but a list of recipients. */
    recipientList: run.kind === "recipients" ? (recipientLists[0] ?? null) : null,
    dukcapilList,
    desilList,
    events: events.map((event) => ({ ...event, actorName: nameOf(people, event.actorId) })),
    actions,
  };
}

export type ImportRunPage = NonNullable<Awaited<ReturnType<typeof findImportRun>>>;

/** What a page that follows a run asks for every second or so. */
export async function findImportProgress(db: Db, actor: Actor, runId: string) {
  if (!seesImports(actor) || !z.uuid().safeParse(runId).success) return null;
  const run = await db.importRun.findUnique({ where: { id: runId }, select: PROGRESS });
  return (
    run && { ...describeProgress(run), waitingFor: await findWaitedFor(db, { ...run, id: runId }) }
  );
}

/** The import that is at work, as it is called: one works at a time. Null where none is. */
export async function findRunAtWork(db: Db, exceptId?: string): Promise<string | null> {
  const run = await db.importRun.findFirst({
    where: {
      id: { not: exceptId },
      state: { in: ["checking", "publishing", "withdrawing"] },
      OR: [{ stage: null }, { stage: { not: "waiting" } }],
    },
    orderBy: { stageStartedAt: "desc" },
    select: { name: true },
  });
  return run?.name ?? null;
}

/** The import that a run waits for; null for one that is at work itself, or done. */
async function findWaitedFor(
  db: Db,
  { id, state, stage }: ProgressRow & { readonly id: string },
): Promise<string | null> {
  const waits = state === "received" || (isBusy(state) && stage === "waiting");
  return waits ? findRunAtWork(db, id) : null;
}

/** A run's file as its rejected rows are given back: under its own name and header. */
export async function findImportFile(db: Db, actor: Actor, fileId: string) {
  if (!seesImports(actor) || !z.uuid().safeParse(fileId).success) return null;
  const file = await db.importFile.findUnique({
    where: { id: fileId },
    select: {
      ...{ id: true, runId: true, role: true, name: true, header: true, delimiter: true },
      run: { select: { files: { select: { name: true, role: true, lineOffset: true } } } },
    },
  });
  if (!file) return null;
  const { run, ...own } = file;
  return { ...own, siblings: run.files };
}

/** The rejected rows of a file as they came, in batches, so that a million of them need no memory. */
export async function* readRejectedRows(db: Db, actor: Actor, fileId: string) {
  if (!seesImports(actor)) return;
  let after = 0n;
  for (;;) {
    const rows = await db.importProblem.findMany({
      where: { fileId, severity: "rejected", id: { gt: after } },
      orderBy: { id: "asc" },
      take: REJECTED_BATCH,
      select: { id: true, lineNo: true, code: true, rawLine: true, firstLineNo: true },
    });
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < REJECTED_BATCH || !last) return;
    after = last.id;
  }
}

function describeRun<Run extends ListedRow>(run: Run, people: ReadonlyMap<string, string>) {
  return {
    ...run,
    ...describeProgress(run),
    failure: ImportFailure.nullable().parse(run.failure),
    createdByName: nameOf(people, run.createdBy),
    publishedByName: nameOf(people, run.publishedBy),
  };
}

function describeProgress({ state, stage, rowsDone, rowsTotal, stageStartedAt }: ProgressRow) {
  return {
    state,
    stage: ImportStage.nullable().parse(stage),
    rowsDone: Number(rowsDone),
    rowsTotal: rowsTotal === null ? null : Number(rowsTotal),
    stageStartedAt,
  };
}

async function namesOf(
  db: Db,
  runs: readonly Pick<ListedRow, "createdBy" | "publishedBy">[],
  events: readonly { readonly actorId: string | null }[] = [],
): Promise<ReadonlyMap<string, string>> {
  const ids = [
    ...runs.flatMap(({ createdBy, publishedBy }) => [createdBy, publishedBy]),
    ...events.map(({ actorId }) => actorId),
  ].filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const users = await db.appUser.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}

function nameOf(people: ReadonlyMap<string, string>, id: string | null): string | null {
  return id === null ? null : (people.get(id) ?? null);
}
