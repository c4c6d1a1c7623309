import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { pruneDocument } from "@/lib/forms/asked-questions";
import { checkDocument } from "@/lib/forms/check-document";
import type { Questionnaire } from "@/lib/forms/definition";
import { questionnaireInForce } from "@/lib/forms/queries";
import { readRoster } from "@/lib/groundchecks/roster";
import type { SubmissionItem } from "@/lib/groundchecks/schema";
import { itemFor } from "../support/phone";
import { completeVisit } from "../support/visits";
import { startBareWork } from "./bare-work";
import { type BenchApp, startBenchApp } from "./bench-app";
import { median, percentile } from "./measure";
import type { Answered } from "./phone-line";
import { openPhones, type Phones } from "./phones";
import { report, table } from "./report";

const COMPANIONS = 50;
/** Until the server has run for a while: it compiles its hot code as it goes. */
const WARM_UP_ROUNDS = 40;
const ROUNDS = 60;
const DOUBLED_ROUNDS = 2;
/** A round one after the other and a round at once, each of one visit a companion. */
const VISITS_EACH = WARM_UP_ROUNDS + 2 * ROUNDS + DOUBLED_ROUNDS;
const RATIO_MAX = 10;

/** A visit as it goes over the wire, made before any clock starts. */
interface Visit {
  readonly id: string;
  readonly groundcheckId: string;
  readonly request: Buffer;
}

/** A companion's visits that are ready to be sent. */
type Phone = Visit[];

/** 50 companions who submit at once, against one who submits while nothing else happens. */
export async function benchSubmit(): Promise<void> {
  const app = await startBenchApp();
  try {
    const phones = await preparePhones(app);
    await sweep(app.db);
    const sent = phones.flat();
    const times = await timeRounds(app.origin, phones);
    await checkNothingLostOrDoubled(app.db, sent);
    report("submit", summaryOf(times, sent.length));
  } finally {
    await app.stop();
  }
}

/** What the making of the office left behind is swept now, not by autovacuum between two rounds. */
async function sweep(db: Database): Promise<void> {
  await db.$executeRaw`VACUUM (ANALYZE)`;
  await db.$executeRaw`CHECKPOINT`;
}

interface Times {
  readonly alone: number[];
  /** Of each round the times of its answers. */
  readonly atOnce: number[][];
  readonly doubled: number[][];
  /** Bare work that takes as long as a round. */
  readonly bare: number[];
}

/** The kinds of rounds take turns, so that a slow moment of the machine falls on all of them. */
async function timeRounds(origin: string, phones: readonly Phone[]): Promise<Times> {
  const times: Times = { alone: [], atOnce: [], doubled: [], bare: [] };
  const lines = await openPhones(origin, phones.length);
  const warmUp: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1)
    warmUp.push(Math.max(...(await sendAtOnce(lines, phones))));
  const bare = await startBareWork();
  const usual = median(warmUp.slice(-WARM_UP_ROUNDS / 2));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, phone] of phones.entries())
      times.alone.push(
        ...(await lines.send([{ line: index, request: nextOf(phone) }])).map(timeOf),
      );
    times.atOnce.push(await sendAtOnce(lines, phones));
    times.bare.push(await bare.take(usual));
  }
  await Promise.all([lines.close(), bare.stop()]);
  const twice = await openPhones(origin, 2 * phones.length);
  for (let round = 0; round < DOUBLED_ROUNDS; round += 1)
    times.doubled.push(await sendAtOnce(twice, phones, 2));
  await twice.close();
  return times;
}

/** Each phone sends its next visit over as many lines of its own. */
async function sendAtOnce(
  lines: Phones,
  phones: readonly Phone[],
  linesEach = 1,
): Promise<number[]> {
  const sendings = phones.flatMap((phone, index) => {
    const request = nextOf(phone);
    return Array.from({ length: linesEach }, (_, copy) => ({
      line: index * linesEach + copy,
      request,
    }));
  });
  return (await lines.send(sendings)).map(timeOf);
}

function nextOf(phone: Phone): Buffer {
  const visit = phone.pop();
  if (!visit) throw new Error("A phone has no visit left");
  return visit.request;
}

function requestOf(origin: string, cookie: string, visit: SubmissionItem): Buffer {
  const body = JSON.stringify({ items: [visit] });
  const head = [
    "POST /api/v1/kiriman HTTP/1.1",
    `host: ${new URL(origin).host}`,
    `origin: ${origin}`,
    `cookie: ${cookie}`,
    "x-tepat-request: 1",
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
}
const Answer = z.object({ results: z.tuple([z.object({ status: z.string() })]) });

/** How long the answer took, when it says that the visit is taken in. */
function timeOf({ ms, status, body }: Answered): number {
  const [result] = Answer.safeParse(JSON.parse(body)).data?.results ?? [];
  if (result?.status === "received" || result?.status === "repeated") return ms;
  throw new Error(`A submission was answered ${status}: ${body}`);
}

/** Companions over the kecamatan, each with families of their own to visit. */
async function preparePhones({ db, origin, signIn }: BenchApp): Promise<Phone[]> {
  const form = await questionnaireInForce(db, new Date());
  if (!form) throw new Error("The bench's office has no form");
  const kecamatan = await db.area.findMany({
    where: { level: "kecamatan" },
    orderBy: { id: "asc" },
  });
  const phones: Phone[] = [];
  for (let number = 0; number < COMPANIONS; number += 1) {
    const areaId = kecamatan[number % kecamatan.length]?.id ?? 0;
    const name = `Pendamping ${number}`;
    const companion = await db.appUser.create({
      data: { username: `bench-${number}`, name, role: "companion", areas: { create: { areaId } } },
    });
    const cookie = await signIn(companion);
    const visits = await prepareVisits(db, form, { companionId: companion.id, areaId });
    phones.push(
      visits.map((visit) => ({
        ...{ id: visit.id, groundcheckId: visit.groundcheckId },
        request: requestOf(origin, cookie, visit),
      })),
    );
  }
  return phones;
}

/** Gives a companion families to visit, and fills in what was found there. */
async function prepareVisits(
  db: Database,
  form: Questionnaire,
  { companionId, areaId }: { readonly companionId: string; readonly areaId: number },
): Promise<SubmissionItem[]> {
  const visits: SubmissionItem[] = [];
  for (const family of await listUnvisited(db, areaId)) {
    if (visits.length === VISITS_EACH) return visits;
    const roster = await readRoster(db, family.householdId);
    const document = pruneDocument(form, completeVisit(roster), roster);
    const problems = checkDocument(form, document, roster, { final: true });
    // The generator's families have errors on purpose; what is measured is what is taken in.
    if (problems.some(({ severity }) => severity === "error")) continue;
    const data = { ...family, companionId, assignedBy: companionId };
    const { id, version } = await db.groundcheck.create({ data });
    visits.push(itemFor({ id, version, visit: document }));
  }
  throw new Error("The bench's office has too few families");
}

const Unvisited = z.object({ householdId: z.bigint(), villageId: z.number() });

async function listUnvisited(db: Database, areaId: number) {
  const rows = await db.$queryRaw`
    SELECT household_release.household_id AS "householdId",
           household_release.village_id AS "villageId"
      FROM household_release
      JOIN release ON release.id = household_release.release_id AND release.status = 'published'
      JOIN area ON area.id = household_release.village_id AND area.parent_id = ${areaId}
     WHERE NOT EXISTS (
             SELECT FROM groundcheck
              WHERE groundcheck.household_id = household_release.household_id)
  ORDER BY household_release.line_no
     LIMIT ${4 * VISITS_EACH}
  `;
  return z.array(Unvisited).parse(rows);
}

const Count = z.object({ lost: z.number(), doubled: z.number(), wrong: z.number() });

/** Asks the database: each visit that was sent is there once, and is the one that its groundcheck stands on. */
async function checkNothingLostOrDoubled(
  db: Database,
  sent: readonly { readonly id: string; readonly groundcheckId: string }[],
): Promise<void> {
  const rows = await db.$queryRaw`
    WITH sent AS (
      SELECT * FROM unnest(${sent.map(({ id }) => id)}::uuid[],
                           ${sent.map((one) => one.groundcheckId)}::uuid[]) AS sent (id, groundcheck_id)
    ), told AS (
      SELECT sent.id,
             groundcheck.visit_id,
             (SELECT count(*) FROM groundcheck_visit WHERE groundcheck_id = sent.groundcheck_id) AS visits,
             (SELECT count(*) FROM groundcheck_event
               WHERE groundcheck_id = sent.groundcheck_id AND action = 'submit') AS events,
             (SELECT count(*) FROM audit_event
               WHERE subject = 'groundcheck' AND subject_id = sent.groundcheck_id::text
                 AND action = 'groundcheck.submit') AS audits,
             (SELECT count(*) FROM submission_conflict
               WHERE groundcheck_id = sent.groundcheck_id) AS conflicts
        FROM sent
   LEFT JOIN groundcheck ON groundcheck.id = sent.groundcheck_id
    )
    SELECT count(*) FILTER (WHERE visits = 0)::int AS lost,
           count(*) FILTER (WHERE visits > 1 OR events > 1 OR audits > 1 OR conflicts > 0)::int AS doubled,
           count(*) FILTER (WHERE visit_id IS DISTINCT FROM id OR events = 0 OR audits = 0)::int AS wrong
      FROM told
  `;
  const [count] = z.array(Count).parse(rows);
  if (!count || count.lost + count.doubled + count.wrong > 0)
    throw new Error(`Not each visit is there exactly once: ${JSON.stringify(count)}`);
}

function summaryOf({ alone, atOnce, doubled, bare }: Times, visits: number): string {
  const idle = median(alone);
  const slowest = (rounds: readonly number[][]) =>
    median(rounds.map((round) => Math.max(...round)));
  const row = (name: string, values: readonly number[], roundMs?: number) => [
    name,
    String(values.length),
    median(values).toFixed(1),
    percentile(values, 0.99).toFixed(1),
    `${(percentile(values, 0.99) / median(values)).toFixed(1)} ×`,
    roundMs === undefined ? "" : roundMs.toFixed(1),
    roundMs === undefined ? "" : `**${(roundMs / idle).toFixed(1)} ×**`,
  ];
  const ratio = slowest(atOnce) / idle;
  const head = ["", "times", "median ms", "99th percentile ms", "of its own median"];
  return [
    `${COMPANIONS} companions, one visit a request, ${ROUNDS} rounds of each kind in turn.`,
    "",
    table(
      [...head, "slowest of a round, median of rounds, ms", "of the idle median"],
      [
        row("one after the other", alone),
        row(`${COMPANIONS} at once`, atOnce.flat(), slowest(atOnce)),
        row(`${COMPANIONS} at once, each sent twice`, doubled.flat(), slowest(doubled)),
        row("bare work as long as a round", bare),
      ],
    ),
    "",
    `Goal: at most ${RATIO_MAX} × for ${COMPANIONS} at once; ${ratio <= RATIO_MAX ? "reached" : "**not reached**"} by the slowest of a round. All rounds' answers together have their 99th percentile at ${(percentile(atOnce.flat(), 0.99) / idle).toFixed(1)} × the idle median. Of ${visits} visits none was lost and none doubled.`,
  ].join("\n");
}
