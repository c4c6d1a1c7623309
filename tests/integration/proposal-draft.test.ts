import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { VisitDocument } from "@/lib/forms/visit-document";
import { draftProposal } from "@/lib/proposals/draft";
import { addChange, editAddition, editAmendment, editRemoval } from "@/lib/proposals/edit";
import { findProposal } from "@/lib/proposals/find-proposal";
import { moveProposal } from "@/lib/proposals/move-proposal";
import { peopleOf } from "@/lib/proposals/rules";
import { EditAddition, ProposedChanges } from "@/lib/proposals/schema";
import { submitProposal } from "@/lib/proposals/submit";
import { takeUpAgain } from "@/lib/proposals/take-up-again";
import { withdrawProposal } from "@/lib/proposals/withdraw";
import type { Result } from "@/lib/shared/result";
import { createTestDatabase, type TestDatabase } from "../support/database";
import {
  type FamilyOfCases,
  type Fieldwork,
  openFieldwork,
  putEvidence,
} from "../support/fieldwork";

let database: TestDatabase;
let field: Fieldwork;
let operator: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  field = await openFieldwork(database, {
    overLimit: 20,
    overLimitElsewhere: 1,
    missing: 4,
    unranked: 6,
  });
  operator = await field.signIn("operator");
});
afterAll(() => database.drop());

class Refused extends Error {}

/** As the action does it: a refusal rolls the transaction back. */
async function run<Value, Problem>(
  command: (tx: Db) => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem>> {
  let answer: Result<Value, Problem> | undefined;
  await database.appDb
    .$transaction(async (tx) => {
      answer = await command(tx);
      if (!answer.ok) throw new Refused();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
    });
  if (!answer) throw new Error("the command answered nothing");
  return answer;
}

const SOME_ID = "0197a3b2-0000-7000-8000-000000000000";

type Kind = "add" | "amend" | "remove";

const draft = (found: FamilyOfCases, kind: Kind, by = operator) =>
  run((tx) => draftProposal(tx, by, { caseIds: [...found.caseIds], kind }));

async function drafted(found: FamilyOfCases, kind: Kind): Promise<string> {
  const result = await draft(found, kind);
  if (!result.ok) throw new Error(result.problem.code);
  return result.value.proposalId;
}

async function read(id: string) {
  const { changes, ...rest } = await database.db.proposal.findUniqueOrThrow({
    where: { id },
    include: { cases: true, attachments: true },
  });
  return { ...rest, changes: ProposedChanges.parse(changes) };
}

const stateOf = async (found: FamilyOfCases) =>
  (await database.db.errorCase.findFirstOrThrow({ where: { id: found.caseIds[0] ?? 0n } })).state;

const checked = async (visit?: Partial<VisitDocument>) =>
  field.check(await field.next("overLimit"), visit);

describe("a draft after a visit", () => {
  test("begins with what the visit found, old value beside new, and takes the case along", async () => {
    const found = await checked();

    const id = await drafted(found, "amend");

    const proposal = await read(id);
    expect(proposal).toMatchObject({
      kind: "amend",
      state: "draft",
      version: 1,
      groundcheckId: found.groundcheckId,
      draftedBy: operator.id,
      villageId: field.areas.villageA1,
      cases: [{ caseId: found.caseIds[0] }],
    });
    expect(proposal.changes).toContainEqual({
      scope: "household",
      column: "luas_lantai",
      individualId: null,
      label: "Luas lantai (m²)",
      old: null,
      oldLabel: null,
      new: "42",
      newLabel: "42",
    });
    expect(proposal.changes.filter(({ column }) => column.startsWith("desil"))).toEqual([]);
    expect(await stateOf(found)).toBe("in_proposal");
  });

  test("proposes removal by itself where the visit says so", async () => {
    const found = await checked({ presence: "3", answers: {}, members: [], photos: {}, note: "-" });

    const id = await drafted(found, "remove");

    expect((await read(id)).changes).toMatchObject([
      { scope: "household", column: "keberadaan", new: "deceased", newLabel: "Dihapus: meninggal" },
    ]);
  });

  test("of two who draft for one case at once, one wins and one is told", async () => {
    const found = await checked();
    const other = await field.signIn("operator");

    const results = await Promise.all([draft(found, "amend"), draft(found, "amend", other)]);

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const proposals = { where: { cases: { some: { caseId: found.caseIds[0] ?? 0n } } } };
    expect(await database.db.proposal.count(proposals)).toBe(1);
  });

  test("cannot be made of a case that nobody has visited", async () => {
    const found = await field.next("overLimit");

    expect(await draft(found, "amend")).toEqual({
      ok: false,
      problem: { code: "guard_failed", guard: "kind_needs_no_visit" },
    });
    expect(await stateOf(found)).toBe("open");
  });

  test("cannot mix families", async () => {
    const [one, two] = [await checked(), await checked()];
    const both = { ...one, caseIds: [...one.caseIds, ...two.caseIds] };

    expect(await draft(both, "amend")).toEqual({ ok: false, problem: { code: "cases_differ" } });
  });

  test("is of no kind that the release forbids", async () => {
    const found = await checked();

    expect(await draft(found, "add")).toEqual({
      ok: false,
      problem: { code: "wrong_kind", possible: ["amend", "remove"] },
    });
  });

  test("is not for a verifier, and outside the area nothing is found", async () => {
    const found = await checked();

    expect(await draft(found, "amend", await field.signIn("verifier"))).toEqual({
      ok: false,
      problem: { code: "role_not_allowed" },
    });
    const elsewhere = await field.signIn("village_operator", [field.areas.villageB1]);
    expect(await draft(found, "amend", elsewhere)).toEqual({
      ok: false,
      problem: { code: "not_found" },
    });
    const near = await field.signIn("village_operator", [field.areas.villageA1]);
    expect(await draft(found, "amend", near)).toMatchObject({ ok: true });
  });
});

describe("an usul perbaikan", () => {
  test("keeps what is ticked and takes no value from the browser", async () => {
    const id = await drafted(await checked(), "amend");

    const saved = await run((tx) =>
      editAmendment(tx, operator, {
        proposalId: id,
        version: 1,
        justification: "Rumah sudah dilihat",
        keep: ["keluarga:luas_lantai", "keluarga:desil_nasional"],
      }),
    );

    expect(saved).toMatchObject({ ok: true });
    const { changes, justification, version } = await read(id);
    expect(changes.map(({ column, new: value }) => [column, value])).toEqual([
      ["luas_lantai", "42"],
    ]);
    expect([justification, version]).toEqual(["Rumah sudah dilihat", 2]);
  });

  test("takes a column by hand, of the family and of a member", async () => {
    const found = await checked();
    const id = await drafted(found, "amend");
    const { individualId } = await database.db.individualRelease.findFirstOrThrow({
      where: { householdId: found.householdId },
    });
    const add = (version: number, change: { subject: string; column: string; value: string }) =>
      run((tx) => addChange(tx, operator, { proposalId: id, version, ...change }));

    await add(1, { subject: "keluarga", column: "aset_bergerak_mobil", value: "1" });
    await add(2, { subject: String(individualId), column: "status_kawin", value: "2" });

    const { changes } = await read(id);
    expect(changes.find(({ column }) => column === "aset_bergerak_mobil")).toMatchObject({
      new: "1",
      newLabel: "Ya",
    });
    expect(changes.at(-1)).toMatchObject({
      scope: "individual",
      individualId: String(individualId),
      column: "status_kawin",
      newLabel: "Kawin/nikah",
    });
  });

  test.each([
    ["desil, which BPS alone gives", "keluarga", "desil_nasional", "1", "unknown_column"],
    ["a column that nobody knows", "keluarga", "kolom_baru", "1", "unknown_column"],
    ["a code outside the list", "keluarga", "jenis_lantai_terluas", "99", "wrong_value"],
    ["words for a figure", "keluarga", "luas_lantai", "luas", "wrong_value"],
    ["a member of another family", "999999", "status_kawin", "2", "unknown_member"],
  ])("refuses %s", async (_what, subject, column, value, code) => {
    const id = await drafted(await field.next("unranked"), "amend");

    const added = await run((tx) =>
      addChange(tx, operator, { proposalId: id, version: 1, subject, column, value }),
    );

    expect(added).toMatchObject({ ok: false, problem: { code } });
    await run((tx) =>
      withdrawProposal(tx, operator, { proposalId: id, version: 1, reason: "Uji" }),
    );
  });
});

describe("a proposal without a visit", () => {
  test("is for kinds that need none, wants a picture, and gives its case back as open", async () => {
    const found = await field.next("unranked");
    const id = await drafted(found, "amend");
    expect(await read(id)).toMatchObject({ groundcheckId: null, changes: [] });
    await run((tx) =>
      addChange(tx, operator, {
        ...{ proposalId: id, version: 1, subject: "keluarga" },
        ...{ column: "luas_lantai", value: "36" },
      }),
    );
    await run((tx) =>
      editAmendment(tx, operator, {
        ...{ proposalId: id, version: 2, justification: "Belum punya desil" },
        keep: ["keluarga:luas_lantai"],
      }),
    );
    const submit = () => run((tx) => submitProposal(tx, operator, { proposalId: id, version: 3 }));

    expect(await submit()).toEqual({
      ok: false,
      problem: { code: "guard_failed", guard: "is_complete" },
    });
    expect((await findProposal(database.appDb, operator, id))?.missing).toEqual(["evidence"]);
    await putEvidence(database, id, operator.id);
    expect(await submit()).toMatchObject({ ok: true });
    await run((tx) =>
      withdrawProposal(tx, operator, { proposalId: id, version: 4, reason: "Salah keluarga" }),
    );
    expect(await stateOf(found)).toBe("open");
  });
});

describe("an usul tambah", () => {
  const empty = { keep: [], nomorKk: "", address: "" };
  const save = (id: string, version: number, fields: Record<string, unknown>) =>
    run((tx) =>
      editAddition(
        tx,
        operator,
        EditAddition.parse({
          ...{ proposalId: id, version: String(version), justification: "Belum ada di DTSEN" },
          ...empty,
          ...fields,
        }),
      ),
    );

  test("begins with the family and everybody whom the old list knows", async () => {
    const found = await field.check(await field.next("missing"));

    const id = await drafted(found, "add");

    const { changes } = await read(id);
    expect(changes.find(({ column }) => column === "nomor_kartu_keluarga")?.new).toBe(
      found.family.nomorKk,
    );
    expect(peopleOf(changes).map(({ name, nik }) => [name, nik])).toEqual(
      found.family.members.map(({ name, nik }) => [name, nik]),
    );
    expect(changes.find(({ column }) => column === "luas_lantai")?.new).toBe("42");
  });

  test("lacks what it lacks until every person has a NIK, a relation, and one is the head", async () => {
    const found = await field.check(await field.next("missing"));
    const id = await drafted(found, "add");
    const [first, second] = ["1099014105800003", "1099010302010001"];

    expect(await save(id, 1, { nama1: "SITI", nik1: first, nama2: "BUDI" })).toMatchObject({
      ok: true,
    });
    expect((await findProposal(database.appDb, operator, id))?.missing).toEqual([
      "nomor_kk",
      "every_nik",
      "every_relation",
    ]);
    await save(id, 2, {
      nomorKk: found.family.nomorKk,
      ...{ nama1: "SITI", nik1: first, hubungan1: "1" },
      ...{ nama2: "BUDI", nik2: second, hubungan2: "3", lahir2: "2001-02-03" },
    });
    expect((await findProposal(database.appDb, operator, id))?.missing).toEqual([]);
    expect(peopleOf((await read(id)).changes)[1]).toMatchObject({
      birthDate: "2001-02-03",
      relation: "3",
    });
  });

  test.each([
    ["a NIK of fifteen digits", { nama1: "SITI", nik1: "123456789012345" }, "nik1"],
    ["a relation that is none", { nama2: "SITI", hubungan2: "77" }, "hubungan2"],
    ["a day that never was", { nama1: "SITI", lahir1: "2001-02-31" }, "lahir1"],
    ["a No KK of fifteen digits", { nomorKk: "123456789012345" }, "nomorKk"],
    ["a field that it does not have", { desil: "1" }, undefined],
  ])("form refuses %s at its place", (_what, fields, at) => {
    const typed = { proposalId: SOME_ID, version: "1", justification: "", ...empty, ...fields };
    const read = EditAddition.safeParse(typed);

    expect(read.error?.issues.map(({ path }) => path[0])).toEqual([at]);
  });

  test("refuses a number without a name", async () => {
    const { id, version } = await database.db.proposal.findFirstOrThrow({
      where: { kind: "add", state: "draft" },
    });

    expect(await save(id, version, { nik3: "1099014105800003" })).toEqual({
      ok: false,
      problem: { code: "wrong_person", row: 3, field: "nama" },
    });
  });

  test("takes no person's id that the draft did not have", async () => {
    const { id, version } = await database.db.proposal.findFirstOrThrow({
      where: { kind: "add", state: "draft" },
    });
    const stranger = await database.db.individual
      .findFirstOrThrow({
        where: { origin: "dtsen" },
      })
      .catch(() => database.db.individual.findFirstOrThrow());

    await save(id, version, { nama1: "SITI", orang1: String(stranger.id + 100_000n) });

    expect(peopleOf((await read(id)).changes)[0]?.individualId).toBeNull();
  });
});

describe("an usul hapus", () => {
  test("names the family, or members of this family alone", async () => {
    const found = await checked();
    const id = await drafted(found, "remove");
    const members = await database.db.individualRelease.findMany({
      where: { householdId: found.householdId },
    });
    const own = String(members[0]?.individualId);
    const remove = (version: number, whom: "keluarga" | "anggota") =>
      run((tx) =>
        editRemoval(tx, operator, {
          ...{ proposalId: id, version, justification: "Sudah pindah", whom },
          ...{ members: [own, "999999"], removalReason: "moved" },
        }),
      );

    await remove(1, "anggota");
    expect((await read(id)).changes).toMatchObject([
      { scope: "individual", individualId: own, new: "moved" },
    ]);
    await remove(2, "keluarga");
    expect((await read(id)).changes).toMatchObject([{ scope: "household", individualId: null }]);
  });
});

describe("taking up again", () => {
  /** As the hand-over and a refusal by Kemensos leave a proposal (lib/hand-over). */
  async function reject(id: string, found: FamilyOfCases): Promise<void> {
    await database.db.proposal.update({
      where: { id },
      data: { ...SIGNED, state: "kemensos_rejected" },
    });
    await database.db.errorCase.updateMany({
      where: { id: { in: [...found.caseIds] } },
      data: { state: "checked" },
    });
  }
  const SIGNED = {
    draftedBy: "00000000-0000-4000-8000-000000000001",
    verifiedBy: "00000000-0000-4000-8000-000000000002",
    validatedBy: "00000000-0000-4000-8000-000000000003",
    basisKind: "sptjm",
  } as const;
  const again = async (id: string, by = operator) => {
    const { version } = await read(id);
    return run((tx) => takeUpAgain(tx, by, { proposalId: id, version }));
  };

  test("makes a new draft with the same wishes, old values read again, and the same pictures", async () => {
    const found = await checked();
    const id = await drafted(found, "amend");
    const picture = await putEvidence(database, id, operator.id);
    await reject(id, found);
    const later = await field.signIn("operator");

    const taken = await again(id, later);

    if (!taken.ok) throw new Error(taken.problem.code);
    const next = await read(taken.value.proposalId);
    const old = await read(id);
    expect(next).toMatchObject({
      state: "draft",
      previousProposalId: id,
      draftedBy: later.id,
      groundcheckId: found.groundcheckId,
      changes: old.changes,
      basisKind: null,
      verifiedBy: null,
      attachments: [{ storedSha256: old.attachments[0]?.storedSha256 }],
    });
    expect(next.attachments[0]?.id).not.toBe(picture);
    expect(old.state).toBe("kemensos_rejected");
    expect(await stateOf(found)).toBe("in_proposal");
  });

  test("happens once only, also of two at once", async () => {
    const found = await checked();
    const id = await drafted(found, "amend");
    await reject(id, found);

    const results = await Promise.all([again(id), again(id, await field.signIn("operator"))]);

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await again(id)).toEqual({
      ok: false,
      problem: { code: "guard_failed", guard: "not_taken_up" },
    });
    expect(await database.db.proposal.count({ where: { previousProposalId: id } })).toBe(1);
  });

  test("without effect brings the waiting cases back and on", async () => {
    const found = await checked();
    const id = await drafted(found, "amend");
    await database.db.proposal.update({
      where: { id },
      data: { ...SIGNED, state: "not_reflected" },
    });
    await database.db.errorCase.updateMany({
      where: { id: { in: [...found.caseIds] } },
      data: { state: "awaiting_release" },
    });

    expect(await again(id)).toMatchObject({ ok: true });

    const events = await database.db.caseEvent.findMany({
      where: { caseId: found.caseIds[0] ?? 0n },
      orderBy: { id: "asc" },
    });
    expect(events.slice(-2).map(({ action }) => action)).toEqual(["decide_again", "propose"]);
  });

  test("finds nothing to do where every case is over", async () => {
    const found = await checked();
    const id = await drafted(found, "amend");
    await reject(id, found);
    await database.db.errorCase.updateMany({
      where: { id: { in: [...found.caseIds] } },
      data: { state: "resolved", outcome: "new_data", closedAt: new Date() },
    });

    expect(await again(id)).toEqual({ ok: false, problem: { code: "no_open_case" } });
  });
});

describe("moving a proposal", () => {
  test("counts a guard that was not given as failed", async () => {
    const id = await drafted(await checked(), "amend");

    const moved = await run((tx) =>
      moveProposal(tx, operator, {
        proposal: { id, state: "draft", version: 1 },
        action: "submit",
      }),
    );

    expect(moved).toEqual({ ok: false, problem: { code: "guard_failed", guard: "is_complete" } });
  });
});
