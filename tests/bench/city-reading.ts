import { listAreasInScope } from "@/lib/areas/queries";
import type { UserActor } from "@/lib/auth/types";
import { collectFindings, collectLatestCases } from "@/lib/cases/apply-findings";
import { DETECTORS, findContext } from "@/lib/cases/detect";
import { DETECTED_KINDS, type DetectedKind } from "@/lib/cases/kinds";
import { type CasePage, listCases } from "@/lib/cases/list-cases";
import type { Database } from "@/lib/db/client";
import { readDashboard } from "@/lib/insights/dashboard";
import { findOffice } from "@/lib/office/queries";
import { type HouseholdPage, listHouseholds, PAGE_SIZE } from "@/lib/registry/list-households";
import { findHouseholdsByNumber, searchHouseholdsByName } from "@/lib/registry/search-households";
import { median } from "./measure";
import { table } from "./report";

const ROUNDS = 7;
const FAR_PAGE = 1_000;
/** Rows a step on the way to a far page: a cursor does not know how it was reached. */
const STRIDE = 5_000;
/** One command at a time may look at the kinds; none is stored. */
const LOOKING = { timeout: 10 * 60_000 } as const;

/** Something that is read, with the name of what it is compared with. */
interface Reading {
  readonly name: string;
  readonly against?: string;
  readonly read: () => Promise<unknown>;
}

const COUNT = "bare count(*) of families and people";
const BY_NAME = "search by a name";
const FAMILIES = "families, page 1";
const CASES = "open cases, page 1";

/** What the office reads, each beside the plainest reading of its sort, in turn in one run. */
export async function readingTable(db: Database, actor: UserActor): Promise<string> {
  const readings = await listReadings(db, actor);
  const times = new Map<string, number[]>(readings.map(({ name }) => [name, []]));
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const { name, read } of readings) {
      const before = performance.now();
      await read();
      if (round >= 0) times.get(name)?.push(performance.now() - before);
    }
  }
  const middle = (name: string) => median(times.get(name) ?? []);
  const rows = readings.map(({ name, against }) => [
    name,
    middle(name).toFixed(1),
    against ? `${(middle(name) / middle(against)).toFixed(2)} ×` : "",
    against ?? "",
  ]);
  return table(["reading", `median ms of ${ROUNDS}`, "ratio", "of"], rows);
}

async function listReadings(db: Database, actor: UserActor): Promise<Reading[]> {
  const office = await findOffice(db);
  const release = office?.release;
  if (!office || !release) throw new Error("The bench's office has no release");
  const areas = await listAreasInScope(db, actor);
  const releaseId = release.id;
  const person = await db.individualRelease.findFirstOrThrow({
    where: { releaseId, nikValid: true, householdId: { not: null }, nama: { contains: " " } },
    orderBy: { lineNo: "desc" },
  });
  const byName = (name: string) =>
    searchHouseholdsByName(db, actor, releaseId, name.split(" "), undefined).then((found) => {
      if (found.kind === "too_slow") throw new Error("The search by name was given up");
    });
  const any = { villageIds: undefined, desil: [], openCasesOnly: false };
  const families = (after: HouseholdPage["next"], limit?: number) =>
    listHouseholds(db, actor, releaseId, any, after, limit);
  const cases = (after: CasePage["next"], limit?: number) =>
    listCases(db, actor, { tab: "terbuka" }, after, limit);
  const farFamilies = await walk(families);
  const farCases = await walk(cases);
  return [
    { name: COUNT, read: () => countAll(db, releaseId) },
    {
      name: "dashboard",
      against: COUNT,
      read: () => readDashboard(db, actor, { ...office, release }, areas),
    },
    {
      name: "search by NIK",
      against: BY_NAME,
      read: () => findHouseholdsByNumber(db, actor, person.nik ?? ""),
    },
    { name: BY_NAME, read: () => byName(person.nama) },
    {
      name: "search by a name with a letter too many",
      against: BY_NAME,
      read: () => byName(misspelt(person.nama)),
    },
    {
      name: "search by one common word",
      against: BY_NAME,
      read: () => byName(person.nama.slice(0, person.nama.indexOf(" "))),
    },
    { name: FAMILIES, read: () => families(null) },
    {
      name: `families, page ${farFamilies.page.toLocaleString("en")}`,
      against: FAMILIES,
      read: () => families(farFamilies.cursor),
    },
    { name: CASES, read: () => cases(null) },
    {
      name: `open cases, page ${farCases.page.toLocaleString("en")}`,
      against: CASES,
      read: () => cases(farCases.cursor),
    },
    ...DETECTED_KINDS.map((kind) => ({
      name: `detection: ${kind}`,
      against: COUNT,
      read: () => look(db, kind),
    })),
  ];
}

function countAll(db: Database, releaseId: number): Promise<unknown> {
  return db.$queryRaw`
    SELECT (SELECT count(*) FROM household_release WHERE release_id = ${releaseId})
         + (SELECT count(*) FROM individual_release WHERE release_id = ${releaseId})`;
}

/** MUTMAINAH as MUTMAINNAH: the last letter but one of the first word twice. */
function misspelt(name: string): string {
  const end = name.indexOf(" ") - 1;
  return `${name.slice(0, end)}${name.charAt(end - 1)}${name.slice(end)}`;
}

/** Goes on by its cursors to the far page, or to the last one of a shorter list. */
async function walk<Cursor>(
  list: (after: Cursor | null, limit: number) => Promise<{ readonly next: Cursor | null }>,
): Promise<{ cursor: Cursor | null; page: number }> {
  let cursor: Cursor | null = null;
  let rows = 0;
  let stride = STRIDE;
  while (rows < (FAR_PAGE - 1) * PAGE_SIZE && stride >= PAGE_SIZE) {
    const limit = Math.min(stride, (FAR_PAGE - 1) * PAGE_SIZE - rows);
    const { next } = await list(cursor, limit);
    if (next) {
      cursor = next;
      rows += limit;
    } else stride /= 10;
  }
  return { cursor, page: 1 + rows / PAGE_SIZE };
}

/** What detection finds of one kind, stored nowhere. */
async function look(db: Database, kind: DetectedKind): Promise<void> {
  await db.$transaction(async (tx) => {
    const context = await findContext(tx, new Date());
    if (!context) throw new Error("The bench's office has no release");
    await collectLatestCases(tx, kind);
    await collectFindings(tx, await DETECTORS[kind](tx, context));
    // The transaction ends here and takes its temporary tables along.
  }, LOOKING);
}
