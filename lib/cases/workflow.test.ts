import { expect, test } from "vitest";
import { ROLES } from "@/lib/auth/types";
import { participationWorkflow } from "@/lib/programs/workflow";
import { availableActions, decide, printWorkflow } from "@/lib/workflow/machine";
import { CASE_STATES, caseWorkflow, statesOf } from "./workflow";

test("the whole of who may move a case, and to where", () => {
  // A change here is a change of policy.
  expect(printWorkflow(caseWorkflow)).toEqual([
    "open / verifier: dismiss → dismissed",
    "open / system: resolve_by_new_data → resolved",
  ]);
});

test("the whole of who may move a participation: the system, and only to suspended", () => {
  expect(printWorkflow(participationWorkflow)).toEqual(["active / system: suspend → suspended"]);
});

test("a dismissal without a reason is refused, and one of blanks too", () => {
  const dismissal = {
    state: "open",
    action: "dismiss",
    role: "verifier",
    facts: { kind_needs_no_visit: false },
  } as const;

  expect(decide(caseWorkflow, dismissal)).toMatchObject({ problem: { code: "reason_required" } });
  expect(decide(caseWorkflow, { ...dismissal, reason: "  " })).toMatchObject({ ok: false });
  expect(decide(caseWorkflow, { ...dismissal, reason: "Desil benar" })).toMatchObject({ ok: true });
});

test("a page offers dismissing to verifiers of open cases, and to nobody else", () => {
  const offered = CASE_STATES.flatMap((state) =>
    ROLES.filter((role) => availableActions(caseWorkflow, state, role).length > 0).map(
      (role) => `${state} / ${role}`,
    ),
  );

  expect(offered).toEqual(["open / verifier"]);
});

test("new data closes open cases only", () => {
  expect(statesOf("resolve_by_new_data")).toEqual(["open"]);
});
