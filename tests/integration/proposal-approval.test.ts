import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ROLES, type UserActor } from "@/lib/auth/types";
import type { Database, Db } from "@/lib/db/client";
import { draftProposal } from "@/lib/proposals/draft";
import { editAmendment } from "@/lib/proposals/edit";
import { recordBasis } from "@/lib/proposals/record-basis";
import { returnProposal } from "@/lib/proposals/return";
import { submitProposal } from "@/lib/proposals/submit";
import { validateProposal, validateProposals } from "@/lib/proposals/validate";
import { verifyProposal } from "@/lib/proposals/verify";
import { withdrawProposal } from "@/lib/proposals/withdraw";
import type { Result } from "@/lib/shared/result";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { type CheckedFamily, type Fieldwork, openFieldwork } from "../support/fieldwork";

const REASON = "Daya listrik tidak sesuai foto meteran";

let database: TestDatabase;
let field: Fieldwork;
let drafter: UserActor;
let verifier: UserActor;
let head: UserActor;
let checked: CheckedFamily;
let proposalId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  field = await openFieldwork(database, { overLimit: 40 });
});
afterAll(() => database.drop());

class Refused extends Error {
  constructor(readonly problem: unknown) {
    super("refused");
  }
}

/** As the action does it: a refusal rolls the transaction back. */
async function run<Value, Problem>(
  command: (tx: Db) => Promise<Result<Value, Problem>>,
  db: Database = database.appDb,
): Promise<Result<Value, Problem>> {
  let answer: Result<Value, Problem> | undefined;
  await db
    .$transaction(async (tx) => {
      answer = await command(tx);
      if (!answer.ok) throw new Refused(answer.problem);
    })
    .catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
    });
  if (!answer) throw new Error("the command answered nothing");
  return answer;
}

const row = () =>
  database.db.proposal.findUniqueOrThrow({
    where: { id: proposalId },
    include: { events: { orderBy: { id: "asc" } } },
  });
const versionNow = async () => (await row()).version;
const caseStates = async () =>
  (
    await database.db.errorCase.findMany({
      where: { id: { in: [...checked.caseIds] } },
      orderBy: { id: "asc" },
    })
  ).map(({ state }) => state);

const edit = async (by: UserActor, version: number, justification = "Lain") =>
  run((tx) => editAmendment(tx, by, { proposalId, version, justification, keep: [] }));
const submit = async (by = drafter, version?: number) => {
  const seen = version ?? (await versionNow());
  return run((tx) => submitProposal(tx, by, { proposalId, version: seen }));
};
const verify = async (by = verifier, version?: number) => {
  const seen = version ?? (await versionNow());
  return run((tx) => verifyProposal(tx, by, { proposalId, version: seen }));
};
const validate = async (by = head, version?: number) => {
  const seen = version ?? (await versionNow());
  return run((tx) => validateProposal(tx, by, { proposalId, version: seen }));
};
const sendBack = async (by: UserActor, reason = REASON) => {
  const version = await versionNow();
  return run((tx) => returnProposal(tx, by, { proposalId, version, reason }));
};
const withdraw = async (by: UserActor, reason = REASON) => {
  const version = await versionNow();
  return run((tx) => withdrawProposal(tx, by, { proposalId, version, reason }));
};

/** The same person after the office gave them another role. */
const inRole = (person: UserActor, role: UserActor["role"]): UserActor => ({ ...person, role });

beforeEach(async () => {
  drafter = await field.signIn("operator");
  verifier = await field.signIn("verifier");
  head = await field.signIn("head");
  checked = await field.check(await field.next("overLimit"));
  const drafted = await run((tx) =>
    draftProposal(tx, drafter, { caseIds: [...checked.caseIds], kind: "amend" }),
  );
  if (!drafted.ok) throw new Error(drafted.problem.code);
  proposalId = drafted.value.proposalId;
  const { changes } = await row();
  const keep = (changes as { column: string }[]).map(({ column }) => `keluarga:${column}`);
  const saved = await run((tx) =>
    editAmendment(tx, drafter, {
      proposalId,
      version: 1,
      justification: "Keadaan rumah tidak seperti di DTSEN",
      keep,
    }),
  );
  if (!saved.ok) throw new Error(saved.problem.code);
});

describe("the way of a proposal", () => {
  test("goes through three hands, each with its event and its audit row", async () => {
    for (const step of [submit, verify, validate]) expect(await step()).toMatchObject({ ok: true });

    const after = await row();
    expect(after).toMatchObject({
      state: "validated",
      draftedBy: drafter.id,
      verifiedBy: verifier.id,
      validatedBy: head.id,
      version: 5,
    });
    expect(after.events.map(({ action, toState, actorId }) => [action, toState, actorId])).toEqual([
      ["draft", "draft", drafter.id],
      ["edit", "draft", drafter.id],
      ["submit", "submitted", drafter.id],
      ["verify", "verified", verifier.id],
      ["validate", "validated", head.id],
    ]);
    const audits = await database.db.auditEvent.findMany({
      where: { subject: "proposal", subjectId: proposalId },
      orderBy: { id: "asc" },
    });
    expect(audits.map(({ action }) => action)).toEqual([
      "proposal.draft",
      "proposal.edit",
      "proposal.submit",
      "proposal.verify",
      "proposal.validate",
    ]);
    expect(JSON.stringify(audits.map(({ detail }) => detail))).not.toMatch(/ORANG|\d{16}/);
    expect(after.since).toEqual(after.events.at(-1)?.at);
  });

  test("is refused before it is complete", async () => {
    await edit(drafter, await versionNow(), "");

    expect(await submit()).toEqual({
      ok: false,
      problem: { code: "guard_failed", guard: "is_complete" },
    });
  });
});

describe("content after submission", () => {
  test("is changed by no command", async () => {
    await submit();

    expect(await edit(drafter, await versionNow())).toEqual({
      ok: false,
      problem: { code: "not_available" },
    });
    expect((await row()).justification).toBe("Keadaan rumah tidak seperti di DTSEN");
  });

  test.each([
    ["justification", `justification = 'lain'`],
    ["changes", `changes = '[]'`],
    ["kind", `kind = 'remove'`],
    ["drafter", `drafted_by = gen_random_uuid()`],
    ["release", `release_id = release_id + 0, groundcheck_id = NULL`],
  ])("is changed by no statement either: %s", async (_what, assignment) => {
    await submit();

    await expect(
      database.pool.query(`UPDATE proposal SET ${assignment} WHERE id = $1`, [proposalId]),
    ).rejects.toMatchObject({ code: "23001" });
  });

  test("is changed by no statement after approval, nor what it rests on", async () => {
    await submit();
    await verify();
    await validate();
    const statements = [
      "UPDATE proposal SET changes = '[]' WHERE id = $1",
      "DELETE FROM proposal_case WHERE proposal_id = $1",
      `INSERT INTO attachment (id, proposal_id, received_sha256, stored_sha256, bytes, width, height, uploaded_by)
       VALUES (gen_random_uuid(), $1, '${"a".repeat(64)}', '${"a".repeat(64)}', 1, 1, 1, gen_random_uuid())`,
    ];

    for (const statement of statements)
      await expect(database.pool.query(statement, [proposalId])).rejects.toMatchObject({
        code: "23001",
      });
  });
});

describe("approving one's own", () => {
  test("draft is refused to its drafter, whatever role they have now", async () => {
    await submit();

    expect(await verify(inRole(drafter, "verifier"))).toEqual({
      ok: false,
      problem: { code: "guard_failed", guard: "not_own" },
    });
    await verify();
    expect(await validate(inRole(drafter, "head"))).toEqual({
      ok: false,
      problem: { code: "guard_failed", guard: "not_own" },
    });
  });

  test("verification is refused to the verifier who became head", async () => {
    await submit();
    await verify();

    expect(await validate(inRole(verifier, "head"))).toEqual({
      ok: false,
      problem: { code: "guard_failed", guard: "not_own" },
    });
  });

  test("words are refused to whoever edited or submitted what another drafted", async () => {
    const editor = await field.signIn("operator");
    const sender = await field.signIn("operator");
    const { changes } = await row();
    const keep = (changes as { column: string }[]).map(({ column }) => `keluarga:${column}`);
    const version = await versionNow();
    await run((tx) =>
      editAmendment(tx, editor, { proposalId, version, justification: "Ditulis ulang", keep }),
    );
    await submit(sender);

    for (const author of [editor, sender])
      expect(await verify(inRole(author, "verifier"))).toEqual({
        ok: false,
        problem: { code: "guard_failed", guard: "not_own" },
      });
  });

  test("is refused by the database too", async () => {
    await submit();
    await verify();

    await expect(
      database.pool.query("UPDATE proposal SET verified_by = drafted_by WHERE id = $1", [
        proposalId,
      ]),
    ).rejects.toMatchObject({ constraint: "nobody_approves_their_own_proposal" });
    await expect(
      database.pool.query("UPDATE proposal SET validated_by = verified_by WHERE id = $1", [
        proposalId,
      ]),
    ).rejects.toMatchObject({ constraint: "nobody_approves_their_own_proposal" });
  });
});

describe("approving what is not there any more", () => {
  test("the version of a page seen before somebody returned and corrected it is refused", async () => {
    await submit();
    const seen = await versionNow();
    await sendBack(await field.signIn("verifier"));
    const { changes } = await row();
    const keep = (changes as { column: string }[]).map(({ column }) => `keluarga:${column}`);
    const version = await versionNow();
    await run((tx) =>
      editAmendment(tx, drafter, { proposalId, version, justification: "Diperbaiki", keep }),
    );
    await submit();

    expect(await verify(verifier, seen)).toEqual({
      ok: false,
      problem: { code: "changed_meanwhile" },
    });
    expect((await row()).state).toBe("submitted");
  });

  test("old values of a superseded release are refused until they are read again", async () => {
    await submit();
    await field.publish("v4", "2027-01-20", field.inRelease);

    const outdated = {
      ok: false,
      problem: { code: "guard_failed", guard: "based_on_current_release" },
    };
    expect(await verify()).toEqual(outdated);
    await sendBack(verifier);
    expect(await submit()).toEqual({
      ok: false,
      problem: { code: "guard_failed", guard: "is_complete" },
    });
    const { changes } = await row();
    const keep = (changes as { column: string }[]).map(({ column }) => `keluarga:${column}`);
    const version = await versionNow();
    await run((tx) =>
      editAmendment(tx, drafter, { proposalId, version, justification: "Masih berlaku", keep }),
    );
    await submit();
    await verify();
    await field.publish("v5", "2027-04-20", field.inRelease);
    expect(await validate()).toEqual(outdated);
  });

  test("a second approval is told that it is over", async () => {
    await submit();
    await verify();

    expect(await verify(await field.signIn("verifier"))).toEqual({
      ok: false,
      problem: { code: "not_available" },
    });
  });
});

describe("two at once", () => {
  test("of two verifiers one wins and one is told", async () => {
    await submit();
    const other = await field.signIn("verifier");
    const version = await versionNow();

    const results = await Promise.all([verify(verifier, version), verify(other, version)]);

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const { events } = await row();
    expect(events.filter(({ action }) => action === "verify")).toHaveLength(1);
    const audits = { action: "proposal.verify", subjectId: proposalId };
    expect(await database.db.auditEvent.count({ where: audits })).toBe(1);
  });

  test("of a submission and an edit one wins: nothing unseen is submitted", async () => {
    const version = await versionNow();

    const results = await Promise.all([
      submit(drafter, version),
      edit(await field.signIn("operator"), version),
    ]);

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe("someone else's proposal", () => {
  const commands = [
    ["edit", (by: UserActor) => edit(by, 2)],
    ["submit", (by: UserActor) => submit(by)],
    ["verify", (by: UserActor) => verify(by)],
    ["validate", (by: UserActor) => validate(by)],
    ["return", (by: UserActor) => sendBack(by)],
    ["withdraw", (by: UserActor) => withdraw(by)],
  ] as const;

  test.each(commands)("outside the area is not found: %s", async (_name, command) => {
    for (const role of ROLES) {
      const elsewhere = await field.signIn(role, [field.areas.villageB1]);

      expect(await command(elsewhere)).toEqual({ ok: false, problem: { code: "not_found" } });
    }
    expect((await row()).version).toBe(2);
  });

  test("that nobody has is not found in the same words", async () => {
    proposalId = "0197a3b2-0000-7000-8000-000000000000";

    expect(await run((tx) => submitProposal(tx, drafter, { proposalId, version: 1 }))).toEqual({
      ok: false,
      problem: { code: "not_found" },
    });
  });

  test("inside the kelurahan is the village operator's to work on", async () => {
    const near = await field.signIn("village_operator", [field.areas.villageA1]);

    expect(await submit(near)).toMatchObject({ ok: true });
  });

  test.each(["companion", "admin", "village_operator"] as const)(
    "is not verified by a %s",
    async (role) => {
      await submit();

      expect(await verify(await field.signIn(role))).toEqual({
        ok: false,
        problem: { code: "role_not_allowed" },
      });
    },
  );
});

describe("returning and withdrawing", () => {
  test("need a reason", async () => {
    await submit();

    for (const step of [() => sendBack(verifier, "  "), () => withdraw(drafter, "")])
      expect(await step()).toEqual({ ok: false, problem: { code: "reason_required" } });
    expect((await row()).state).toBe("submitted");
  });

  test("a return by the head takes the verification back: it is verified anew", async () => {
    await submit();
    await verify();

    await sendBack(head);

    expect(await row()).toMatchObject({ state: "draft", verifiedBy: null });
    await submit();
    expect(await validate()).toEqual({ ok: false, problem: { code: "not_available" } });
  });

  test("a withdrawal gives visited cases back to be decided about", async () => {
    expect(await caseStates()).toEqual(["in_proposal"]);

    expect(await withdraw(drafter)).toMatchObject({ ok: true });

    expect(await caseStates()).toEqual(["checked"]);
    expect((await row()).events.at(-1)).toMatchObject({ action: "withdraw", reason: REASON });
  });
});

describe("the basis", () => {
  const minutes = {
    basisKind: "minutes",
    basisNumber: "470/12/2026",
    basisDate: "2026-11-02",
  } as const;
  const record = async (
    by: UserActor,
    basis: Parameters<typeof recordBasis>[2] | Record<string, unknown>,
  ) => {
    const version = await versionNow();
    const input = { proposals: [{ proposalId, version }], ...basis } as Parameters<
      typeof recordBasis
    >[2];
    return run((tx) => recordBasis(tx, by, input));
  };

  test("is recorded in any state before the hand-over, without touching what was approved", async () => {
    await submit();
    await verify();
    const { since } = await row();

    expect(await record(drafter, minutes)).toEqual({ ok: true, value: { done: 1, refused: [] } });

    expect(await row()).toMatchObject({
      state: "verified",
      basisKind: "minutes",
      basisNumber: "470/12/2026",
      basisDate: new Date("2026-11-02"),
      since,
    });
  });

  test.each([
    ["without a number", { basisKind: "minutes", basisDate: "2026-11-02" }, "minutes_incomplete"],
    ["without a day", { basisKind: "minutes", basisNumber: "1" }, "minutes_incomplete"],
    ["of a day to come", { ...minutes, basisDate: "2999-01-01" }, "basis_in_future"],
  ])("a berita acara %s is refused", async (_name, basis, code) => {
    expect(await record(drafter, basis)).toEqual({ ok: false, problem: { code } });
  });

  test("an SPTJM needs neither number nor day", async () => {
    expect(await record(drafter, { basisKind: "sptjm" })).toMatchObject({ ok: true });
  });

  test("is not for the verifier", async () => {
    expect(await record(verifier, minutes)).toEqual({
      ok: true,
      value: {
        done: 0,
        refused: [{ number: expect.any(Number), problem: { code: "role_not_allowed" } }],
      },
    });
  });
});

describe("validating several", () => {
  test("decides each by its own version and says which did not go through", async () => {
    await submit();
    await verify();
    const seen = await versionNow();
    const unknown = "0197a3b2-0000-7000-8000-000000000000";

    const outcome = await database.appDb.$transaction((tx) =>
      validateProposals(tx, head, [
        { proposalId, version: seen - 1 },
        { proposalId: unknown, version: 1 },
      ]),
    );

    const { number } = await row();
    expect(outcome.done).toBe(0);
    expect(outcome.refused).toEqual(
      expect.arrayContaining([
        { number, problem: { code: "changed_meanwhile" } },
        { number: null, problem: { code: "not_found" } },
      ]),
    );
    const again = await database.appDb.$transaction((tx) =>
      validateProposals(tx, head, [{ proposalId, version: seen }]),
    );
    expect(again).toEqual({ done: 1, refused: [] });
  });
});
