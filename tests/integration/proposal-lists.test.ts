import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { draftProposal } from "@/lib/proposals/draft";
import { readDraftOptions } from "@/lib/proposals/draft-options";
import { findProposal } from "@/lib/proposals/find-proposal";
import { countProposalsByTab, listProposals, PAGE_SIZE } from "@/lib/proposals/list-proposals";
import {
  type ProposalFilter,
  ProposalListParams,
  writeProposalCursor,
} from "@/lib/proposals/schema";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { type CheckedFamily, type Fieldwork, openFieldwork } from "../support/fieldwork";

let database: TestDatabase;
let field: Fieldwork;
let operator: UserActor;
let near: CheckedFamily;
let far: CheckedFamily;
const ids: Record<"near" | "far", string> = { near: "", far: "" };

beforeAll(async () => {
  database = await createTestDatabase();
  field = await openFieldwork(database, { overLimit: 2, overLimitElsewhere: 1 });
  operator = await field.signIn("operator");
  near = await field.check(await field.next("overLimit"));
  far = await field.check(await field.next("overLimitElsewhere"));
  ids.near = await drafted(near);
  ids.far = await drafted(far);
});
afterAll(() => database.drop());

async function drafted(found: CheckedFamily): Promise<string> {
  const result = await database.appDb.$transaction((tx) =>
    draftProposal(tx, operator, { caseIds: [...found.caseIds], kind: "amend" }),
  );
  if (!result.ok) throw new Error(result.problem.code);
  return result.value.proposalId;
}

const list = async (actor: UserActor, filter: Partial<ProposalFilter> = {}) =>
  (await listProposals(database.appDb, actor, { tab: "draf", ...filter }, null)).rows.map(
    ({ id }) => id,
  );
const counted = async (actor: UserActor, filter: Partial<ProposalFilter> = {}) =>
  (await countProposalsByTab(database.appDb, actor, filter)).draf;

describe("the list of proposals", () => {
  test("holds and counts those of one's own area alone", async () => {
    const village = await field.signIn("village_operator", [field.areas.villageA1]);
    const nowhere = await field.signIn("village_operator", [field.areas.villageB2]);

    expect(await list(operator)).toEqual([ids.near, ids.far]);
    expect([await list(village), await counted(village)]).toEqual([[ids.near], 1]);
    expect([await list(nowhere), await counted(nowhere)]).toEqual([[], 0]);
  });

  test.each([
    ["kind", { kind: "remove" }, 0],
    ["another kind", { kind: "amend" }, 2],
    ["days in the state", { ageDays: 7 }, 0],
    ["missing basis", { withoutBasis: true }, 2],
    ["no area", { villageIds: null }, 0],
  ] as const)("narrows and counts by %s", async (_name, filter, count) => {
    expect([(await list(operator, filter)).length, await counted(operator, filter)]).toEqual([
      count,
      count,
    ]);
  });

  test("narrows by area", async () => {
    expect(await list(operator, { villageIds: [field.areas.villageB1] })).toEqual([ids.far]);
  });

  test("puts every state on exactly one tab", async () => {
    const states = await database.db.$queryRaw<{ state: string }[]>`
      SELECT unnest(enum_range(NULL::proposal_state))::text AS state`;
    const base = await database.db.proposal.findUniqueOrThrow({ where: { id: ids.near } });
    const signed = {
      draftedBy: "00000000-0000-4000-8000-000000000001",
      verifiedBy: "00000000-0000-4000-8000-000000000002",
      validatedBy: "00000000-0000-4000-8000-000000000003",
      basisKind: "sptjm" as const,
    };
    const { id: _id, number: _number, changes: _changes, state: _state, ...rest } = base;
    for (const { state } of states)
      await database.db.proposal.create({
        data: { ...rest, ...signed, changes: [], state: state as typeof base.state },
      });

    const counts = await countProposalsByTab(database.appDb, operator, { kind: "amend" });

    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(states.length + 2);
    expect(counts).toMatchObject({
      verifikasi: 1,
      pengesahan: 1,
      siap: 1,
      berjalan: 5,
      selesai: 2,
    });
  });

  test("takes what was taken up again from the work under way to what is over", async () => {
    const rejected = await database.db.proposal.findFirstOrThrow({
      where: { state: "kemensos_rejected" },
    });
    const before = await countProposalsByTab(database.appDb, operator, {});
    await database.db.proposal.update({
      where: { id: ids.far },
      data: { previousProposalId: rejected.id },
    });

    const after = await countProposalsByTab(database.appDb, operator, {});

    expect([after.berjalan, after.selesai]).toEqual([before.berjalan - 1, before.selesai + 1]);
  });

  test("pages by keyset without losing or repeating a row", async () => {
    const {
      id: _id,
      number: _number,
      changes: _changes,
      ...rest
    } = await database.db.proposal.findUniqueOrThrow({ where: { id: ids.near } });
    // All at one moment: the id alone decides their order.
    const since = new Date("2026-11-20T00:00:00Z");
    await database.db.proposal.createMany({
      data: Array.from({ length: PAGE_SIZE + 3 }, () => ({ ...rest, changes: [], since })),
    });

    const first = await listProposals(database.appDb, operator, { tab: "draf" }, null);
    const second = await listProposals(database.appDb, operator, { tab: "draf" }, first.next);

    const all = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(first.rows).toHaveLength(PAGE_SIZE);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBe(await counted(operator));
    expect(second.next).toBeNull();
  });
});

describe("a proposal", () => {
  test("outside the area does not exist", async () => {
    const village = await field.signIn("village_operator", [field.areas.villageA1]);

    expect(await findProposal(database.appDb, village, ids.far)).toBeNull();
    expect((await findProposal(database.appDb, village, ids.near))?.id).toBe(ids.near);
  });

  test("leaves the server without a full No KK or NIK in what is shown", async () => {
    const found = await findProposal(database.appDb, operator, ids.near);

    expect(found?.nomorKk).toBe(`•••• ${near.family.nomorKk.slice(-4)}`);
    const shown = found?.lines.flatMap((line) => [line.nik, line.old, line.new]);
    expect(shown).toContain("•••• 9012");
    expect(JSON.stringify(shown)).not.toMatch(/\d{12}/);
  });
});

describe("the page of a new draft", () => {
  test("says which proposal holds the case, and nothing of a case outside the area", async () => {
    const village = await field.signIn("village_operator", [field.areas.villageA1]);
    const [own, other] = [near.caseIds[0] ?? 0n, far.caseIds[0] ?? 0n];

    expect(await readDraftOptions(database.appDb, village, own)).toMatchObject({
      obstacle: "in_proposal",
      proposal: { id: ids.near },
    });
    expect(await readDraftOptions(database.appDb, village, other)).toBeNull();
  });

  test("asks for a visit first where the kind needs one, and then offers what is possible", async () => {
    const found = await field.next("overLimit");
    const caseId = found.caseIds[0] ?? 0n;
    expect((await readDraftOptions(database.appDb, operator, caseId))?.obstacle).toBe(
      "needs_visit",
    );

    const { groundcheckId } = await field.check(found);

    expect(await readDraftOptions(database.appDb, operator, caseId)).toMatchObject({
      obstacle: null,
      kinds: ["amend", "remove"],
      kind: "amend",
      groundcheck: { id: groundcheckId, result: "found" },
      cases: [{ id: caseId }],
    });
  });
});

describe("the filters of the address", () => {
  test("are read with blanks as absent", () => {
    expect(ProposalListParams.parse({ tab: "siap", jenis: "", umur: "30" })).toEqual({
      tab: "siap",
      umur: "30",
    });
    const place = { at: new Date(5), id: ids.near };
    expect(ProposalListParams.parse({ setelah: writeProposalCursor(place) }).setelah).toEqual(
      place,
    );
  });

  test.each([
    { status: "draft" },
    { tab: "semua" },
    { setelah: "1" },
    { umur: "1" },
    { dasar: "x" },
  ])("that are not known are refused: %j", (params) => {
    expect(ProposalListParams.safeParse(params).success).toBe(false);
  });
});
