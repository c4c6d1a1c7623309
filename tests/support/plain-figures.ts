import type { AreaScope } from "@/lib/auth/types";
import { ERROR_KINDS, type ErrorKind } from "@/lib/cases/kinds";
import type { TestDatabase } from "./database";

const DAY_MS = 86_400_000;
const CLOSED = ["resolved", "dismissed"];
const UNFINISHED = ["assigned", "in_progress", "submitted", "returned"];

/**
 * The figures of a dashboard, counted the plain way: every row of every table is read and counted
 * in memory, in words of its own.
 */
export async function countPlainly({ db }: TestDatabase, area: AreaScope) {
  const [
    areas,
    releases,
    families,
    people,
    cases,
    visits,
    visitCases,
    participations,
    events,
    lists,
    rows,
  ] = await Promise.all([
    db.area.findMany(),
    db.release.findMany({ orderBy: { asOf: "asc" } }),
    db.householdRelease.findMany(),
    db.individualRelease.findMany(),
    db.errorCase.findMany({ orderBy: { id: "asc" } }),
    db.groundcheck.findMany({ orderBy: { id: "asc" } }),
    db.groundcheckCase.findMany(),
    db.participation.findMany(),
    db.participationEvent.findMany({ orderBy: { id: "asc" } }),
    db.recipientList.findMany({ where: { programCode: "PKH" }, orderBy: { id: "asc" } }),
    db.recipientRow.findMany({ orderBy: { lineNo: "asc" } }),
  ]);
  const [before, now] = releases;
  if (!before || !now?.publishedAt) throw new Error("The random office has two releases");
  const publishedAt = now.publishedAt;

  const mine = (villageId: number | null) =>
    area.level === "regency" || (villageId !== null && area.villageIds.includes(villageId));
  const placeOf = (villageId: number | null) => {
    const village = areas.find(({ id }) => id === villageId);
    return areas.find(({ id }) => id === village?.parentId)?.code ?? "tidak-dikenali";
  };
  const inNow = families.filter(({ releaseId }) => releaseId === now.id);
  const inBefore = families.filter(({ releaseId }) => releaseId === before.id);
  const familyNow = (id: bigint | null) => inNow.find(({ householdId }) => householdId === id);
  const familyBefore = (id: bigint | null) =>
    inBefore.find(({ householdId }) => householdId === id);
  const myFamilies = inNow.filter(({ villageId }) => mine(villageId));
  const myPeople = people.filter(
    ({ releaseId, villageId }) => releaseId === now.id && mine(villageId),
  );
  const myCases = cases.filter(({ villageId }) => mine(villageId));
  const myVisits = visits.filter(({ villageId }) => mine(villageId));
  const inBoth = myFamilies.flatMap((family) => {
    const old = familyBefore(family.householdId);
    return old ? [{ family, old }] : [];
  });
  const shiftOf = ({ family, old }: (typeof inBoth)[number]) =>
    family.desilNasional === null || old.desilNasional === null
      ? null
      : family.desilNasional - old.desilNasional;

  const needsVisit = (kind: string) => ERROR_KINDS[kind as ErrorKind].visit;
  const stageOf = ({ state, kind }: (typeof cases)[number]) => {
    if (CLOSED.includes(state)) return "selesai";
    if (state === "open") return needsVisit(kind) ? "belum-ditugaskan" : "perlu-diputus";
    return {
      in_groundcheck: "groundcheck",
      checked: "perlu-diputus",
      in_proposal: "diusulkan",
      awaiting_release: "menunggu-rilis",
    }[state as string];
  };
  const waiting = myCases.filter(
    ({ state, kind, householdId }) =>
      state === "open" &&
      needsVisit(kind) &&
      !visits.some(
        (visit) => visit.householdId === householdId && UNFINISHED.includes(visit.state),
      ),
  );

  const held = participations
    .filter(({ state }) => state === "suspended")
    .map((aid) => {
      const latest = cases.findLast(
        ({ kind, householdId, programCode }) =>
          kind === "over-limit" &&
          householdId === aid.householdId &&
          programCode === aid.programCode,
      );
      const suspension = events.findLast(
        ({ participationId, action }) => participationId === aid.id && action === "suspend",
      );
      const ruling = latest ?? cases.find(({ id }) => id === suspension?.caseId);
      const visit = visits.findLast(
        ({ id, state }) =>
          state !== "cancelled" &&
          visitCases.some((link) => link.groundcheckId === id && link.caseId === ruling?.id),
      );
      const wait =
        ruling?.state === "open"
          ? "penugasan"
          : ruling?.state !== "in_groundcheck"
            ? "keputusan"
            : !visit
              ? "penugasan"
              : visit.state === "submitted"
                ? "verifikasi"
                : "kunjungan";
      return { aid, wait, villageId: ruling?.villageId ?? null };
    })
    .filter(({ villageId }) => mine(villageId));

  const listed = lists.map((list) => {
    const own = rows.filter(({ listId }) => listId === list.id);
    const named = new Map(
      own
        .filter(({ participationId }) => participationId !== null)
        .toReversed()
        .map(({ participationId, villageId }) => [participationId, villageId]),
    );
    const recipients = [...named].filter(([participationId, villageOfRow]) => {
      const aid = participations.find(({ id }) => id === participationId);
      const home = familyNow(aid?.householdId ?? null);
      return mine(home ? home.villageId : villageOfRow);
    });
    const unmatched = own.filter(
      ({ participationId, villageId }) => participationId === null && mine(villageId),
    );
    return { listId: list.id, recipients: recipients.length, unmatched: unmatched.length };
  });

  const openIn = (year: number) =>
    myCases.filter(
      ({ openedAt, closedAt }) =>
        yearOf(openedAt) <= year && (closedAt === null || yearOf(closedAt) > year),
    ).length;

  return {
    desil: (desil: number | null) => ({
      households: myFamilies.filter(({ desilNasional }) => desilNasional === desil).length,
      individuals: myPeople.filter(
        ({ householdId }) => (familyNow(householdId)?.desilNasional ?? null) === desil,
      ).length,
    }),
    place: (code: string) => {
      const here = (villageId: number | null) => placeOf(villageId) === code;
      const visitsHere = myVisits.filter(({ villageId }) => here(villageId));
      const visitsIn = (...states: string[]) =>
        visitsHere.filter(({ state }) => states.includes(state)).length;
      return {
        households: myFamilies.filter(({ villageId }) => here(villageId)).length,
        individuals: myPeople.filter(({ villageId }) => here(villageId)).length,
        withinLimit: myFamilies.filter(
          ({ villageId, desilNasional }) => here(villageId) && (desilNasional ?? 99) <= 4,
        ).length,
        openCases: myCases.filter(
          ({ villageId, state }) => here(villageId) && !CLOSED.includes(state),
        ).length,
        waitingFamilies: new Set(
          waiting.filter(({ villageId }) => here(villageId)).map(({ householdId }) => householdId),
        ).size,
        visits: {
          berjalan: visitsIn("assigned", "in_progress"),
          verifikasi: visitsIn("submitted"),
          dikembalikan: visitsIn("returned"),
          selesai: visitsIn("verified", "cancelled"),
        },
      };
    },
    stage: (kind: string, stage: string) =>
      myCases.filter((one) => one.kind === kind && stageOf(one) === stage).length,
    cases: myCases.length,
    caseChanges: {
      opened: myCases.filter(({ closedAt, openedAt }) => !closedAt && openedAt >= publishedAt)
        .length,
      closed: myCases.filter(({ closedAt }) => closedAt && closedAt >= publishedAt).length,
    },
    movement: {
      added: myFamilies.filter(({ householdId }) => !familyBefore(householdId)).length,
      gone: inBefore.filter(
        ({ householdId, villageId }) => mine(villageId) && !familyNow(householdId),
      ).length,
      moved: inBoth.filter(({ family, old }) => family.villageId !== old.villageId).length,
      numberChanged: inBoth.filter(({ family, old }) => family.nomorKk !== old.nomorKk).length,
    },
    shifted: (shift: number | null) => inBoth.filter((both) => shiftOf(both) === shift).length,
    inBoth: inBoth.length,
    waitingFamilies: new Set(waiting.map(({ householdId }) => householdId)).size,
    held: (programCode: string, wait: string) => {
      const own = held.filter((one) => one.aid.programCode === programCode && one.wait === wait);
      const longerThan = (days: number) =>
        own.filter(({ aid }) => Date.now() - aid.since.getTime() >= days * DAY_MS).length;
      return { count: own.length, days30: longerThan(30), days90: longerThan(90) };
    },
    heldCount: held.length,
    heldSince: {
      putuskan: held.filter(({ aid, wait }) => aid.since >= publishedAt && wait === "keputusan")
        .length,
      menunggu: held.filter(({ aid, wait }) => aid.since >= publishedAt && wait !== "keputusan")
        .length,
    },
    companion: (id: string) => {
      const own = myVisits.filter(({ companionId }) => companionId === id);
      const visitsIn = (...states: string[]) =>
        own.filter(({ state }) => states.includes(state)).length;
      return {
        berjalan: visitsIn("assigned", "in_progress"),
        verifikasi: visitsIn("submitted"),
        dikembalikan: visitsIn("returned"),
        selesai: visitsIn("verified", "cancelled"),
      };
    },
    companions: new Set(myVisits.map(({ companionId }) => companionId)).size,
    list: listed.at(-1),
    years: {
      2025: {
        withinLimit: inBefore.filter(
          ({ villageId, desilNasional }) => mine(villageId) && (desilNasional ?? 99) <= 4,
        ).length,
        openCases: openIn(2025),
      },
      2026: {
        withinLimit: myFamilies.filter(({ desilNasional }) => (desilNasional ?? 99) <= 4).length,
        openCases: openIn(2026),
      },
    },
  };
}

/** On the office's calendar, which is WIB. */
function yearOf(at: Date): number {
  return new Date(at.getTime() + 7 * 3_600_000).getUTCFullYear();
}
