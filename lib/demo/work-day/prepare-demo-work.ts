import "server-only";
import type { UserActor } from "@/lib/auth/types";
import type { DetectedKind } from "@/lib/cases/kinds";
import type { Db } from "@/lib/db/client";
import { questionnaireInForce } from "@/lib/forms/queries";
import { assignGroundchecks } from "@/lib/groundchecks/assign";
import { receivePhoto } from "@/lib/groundchecks/receive-photo";
import { returnGroundcheck } from "@/lib/groundchecks/return-groundcheck";
import { readRoster } from "@/lib/groundchecks/roster";
import { takeSubmission } from "@/lib/groundchecks/submit";
import { verifyGroundcheck } from "@/lib/groundchecks/verify-groundcheck";
import type { GroundcheckEventAction } from "@/lib/groundchecks/workflow";
import type { WorkContext } from "@/lib/jobs/work-context";
import { findReleaseInForce, readReleaseFamily } from "@/lib/proposals/read-registry";
import { invariant } from "@/lib/shared/invariant";
import { uuidV7 } from "@/lib/shared/uuid-v7";
import { demoPerson } from "./demo-people";
import { demoVisit } from "./demo-visit";
import { enterDemoSeries } from "./enter-demo-series";
import { expectOk } from "./expect-ok";
import { paintPhoto } from "./paint-photo";
import { type ProposalScene, proposeFor } from "./propose";

/** The kind whose families are in no release, so that a visit has nothing to amend. */
const NOT_LISTED = "missing-in-dtsen" satisfies DetectedKind;

/** How many families of each kind get a task, those of the kelurahan operator's own kelurahan first. */
const TASKS_OF_KIND = {
  "over-limit": 8,
  "misplaced-high": 4,
  "misplaced-low": 2,
  [NOT_LISTED]: 3,
} as const;

/**
 * How far each task has come, in the order of the tasks; the rest is still to be visited. Together
 * every role finds work on the first day, and every stage of the journey can be looked at.
 */
const SCENES: readonly ("verified" | "returned" | "submitted" | ProposalScene)[] = [
  "verified",
  "proposed",
  "signed",
  "validated",
  "ready",
  "entered",
  "returned",
  "submitted",
  "submitted",
];

interface Demo {
  readonly ctx: WorkContext;
  readonly operator: UserActor;
  readonly verifier: UserActor;
  readonly head: UserActor;
  readonly companion: UserActor;
}

/**
 * Lets the demonstration accounts work for a day, through the same commands as people: tasks given
 * out, visits sent, verified and returned, proposals drafted, signed and handed over. Each step looks
 * at what is there, so that a start that was killed in the middle is finished by the next.
 */
export async function prepareDemoWork(ctx: WorkContext): Promise<void> {
  const [operator, verifier, head, companion] = await Promise.all([
    demoPerson(ctx.db, "operator"),
    demoPerson(ctx.db, "verifikator"),
    demoPerson(ctx.db, "kepala"),
    demoPerson(ctx.db, "pendamping"),
  ]);
  const demo: Demo = { ctx, operator, verifier, head, companion };
  await enterDemoSeries(ctx.db);
  await assignTasks(demo);
  const tasks = await listTasks(demo);
  for (const [place, scene] of SCENES.entries()) {
    const task = tasks[place];
    if (task) await play(demo, task, scene, place);
  }
}

/**
 * Whether the day is over: as many visits were sent as there are scenes, or as a small office has
 * tasks. Asked of the steps, which nobody can undo, so that no day is played twice.
 */
export async function demoWorkIsDone({ db }: WorkContext): Promise<boolean> {
  const [operator, companion] = await Promise.all([
    demoPerson(db, "operator"),
    demoPerson(db, "pendamping"),
  ]);
  const steps = (action: GroundcheckEventAction, { id: actorId }: UserActor) =>
    db.groundcheckEvent.count({ where: { action, actorId } });
  const [given, sent] = [await steps("assign", operator), await steps("submit", companion)];
  return given > 0 && sent >= Math.min(given, SCENES.length);
}

async function assignTasks({ ctx: { db }, operator, companion }: Demo): Promise<void> {
  if ((await db.groundcheck.count({ where: { companionId: companion.id } })) > 0) return;
  const near = await demoPerson(db, "kelurahan");
  const householdIds: bigint[] = [];
  for (const [kind, count] of Object.entries(TASKS_OF_KIND))
    householdIds.push(...(await findFamilies(db, kind, count, { companion, near })));
  if (householdIds.length === 0) return;
  const assigned = await db.$transaction((tx) =>
    assignGroundchecks(tx, operator, { householdIds, companionIds: [companion.id] }),
  );
  invariant(assigned.ok, "the demonstration's companion works where its cases are");
}

async function findFamilies(
  db: Db,
  kind: string,
  count: number,
  { companion, near }: { readonly companion: UserActor; readonly near: UserActor },
): Promise<bigint[]> {
  const within = ({ area }: UserActor) =>
    area.level === "villages" ? { villageId: { in: [...area.villageIds] } } : {};
  const cases = await db.errorCase.findMany({
    where: { kind, state: "open", householdId: { not: null }, ...within(companion) },
    select: { id: true, householdId: true, villageId: true },
    orderBy: { id: "asc" },
  });
  const isNear = (villageId: number | null) =>
    near.area.level === "villages" && near.area.villageIds.some((id) => id === villageId);
  const ordered = [
    ...cases.filter(({ villageId }) => isNear(villageId)),
    ...cases.filter(({ villageId }) => !isNear(villageId)),
  ];
  return [...new Set(ordered.flatMap(({ householdId }) => householdId ?? []))].slice(0, count);
}

interface Task {
  readonly id: string;
  readonly householdId: bigint;
  readonly caseIds: readonly bigint[];
  /** Whether the release has the family, so that its data can be amended. */
  readonly listed: boolean;
}

/** The tasks in the order of the scenes: those first whose data a proposal can amend, above a limit before others. */
async function listTasks({ ctx: { db }, companion }: Demo): Promise<Task[]> {
  const tasks = await db.groundcheck.findMany({
    where: { companionId: companion.id },
    select: {
      id: true,
      householdId: true,
      cases: { select: { caseId: true, case: { select: { kind: true } } } },
    },
    orderBy: [{ assignedAt: "asc" }, { id: "asc" }],
  });
  const rank = ({ cases }: (typeof tasks)[number]) => {
    const kinds = cases.map(({ case: { kind } }) => kind);
    if (kinds.includes("over-limit")) return 0;
    return kinds.includes(NOT_LISTED) ? 2 : 1;
  };
  return tasks
    .toSorted((one, other) => rank(one) - rank(other))
    .map((task) => ({
      id: task.id,
      householdId: task.householdId,
      caseIds: task.cases.map(({ caseId }) => caseId),
      listed: rank(task) < 2,
    }));
}

async function play(
  demo: Demo,
  task: Task,
  scene: (typeof SCENES)[number],
  place: number,
): Promise<void> {
  await visit(demo, task, place);
  if (scene === "submitted") return;
  if (scene === "returned") return returnVisit(demo, task);
  await verify(demo, task);
  // A small office has fewer listed families than scenes.
  if (scene === "verified" || !task.listed) return;
  await proposeFor(demo.ctx.db, demo, task, scene);
}

async function visit({ ctx, companion }: Demo, task: Task, place: number): Promise<void> {
  const { db, dataDir } = ctx;
  const { state, version } = await stateOf(db, task);
  if (state !== "assigned") return;
  const now = Date.now();
  const form = await questionnaireInForce(db, new Date(now));
  const release = await findReleaseInForce(db);
  invariant(form && release, "the demonstration office has a form and a release");
  const document = demoVisit(
    form,
    await readRoster(db, task.householdId),
    await readReleaseFamily(db, task.householdId, release.id),
    place,
  );
  for (const [question, photoId] of Object.entries(document.photos)) {
    const bytes = await paintPhoto(question, place);
    const told = { position: null, takenAt: new Date(now) };
    const photo = { groundcheckId: task.id, photoId, question, bytes, told };
    const received = await receivePhoto(db, companion, dataDir, photo);
    invariant(received.ok, "a painted photo is a picture");
  }
  const item = {
    id: uuidV7(now),
    groundcheckId: task.id,
    questionnaire: form.version,
    baseVersion: version,
    startedAt: new Date(now - 40 * 60_000).toISOString(),
    finishedAt: new Date(now - 15 * 60_000).toISOString(),
    clientNow: new Date(now).toISOString(),
    document,
  };
  const sent = await takeSubmission(db, companion, JSON.stringify(item));
  invariant(sent.status === "received", `a demonstration visit was ${sent.status}`);
}

async function verify({ ctx: { db }, verifier }: Demo, task: Task): Promise<void> {
  const { state, version } = await stateOf(db, task);
  if (state !== "submitted") return;
  expectOk(
    await db.$transaction((tx) =>
      verifyGroundcheck(tx, verifier, { groundcheckId: task.id, version }),
    ),
  );
}

async function returnVisit({ ctx: { db }, verifier }: Demo, task: Task): Promise<void> {
  const { state, version } = await stateOf(db, task);
  if (state !== "submitted") return;
  expectOk(
    await db.$transaction((tx) =>
      returnGroundcheck(tx, verifier, {
        groundcheckId: task.id,
        version,
        reason: "Foto ruang tamu belum memperlihatkan lantai.",
        questions: [{ code: "21b", reason: "Ambil lagi sampai lantainya terlihat." }],
      }),
    ),
  );
}

function stateOf(db: Db, { id }: Task) {
  return db.groundcheck.findUniqueOrThrow({
    where: { id },
    select: { state: true, version: true },
  });
}
