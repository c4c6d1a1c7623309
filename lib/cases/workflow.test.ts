import { describe, expect, test } from "vitest";
import { decide } from "@/lib/workflow/machine";
import { CASE_STATES, CLOSED_STATES, caseWorkflow, statesOf } from "./workflow";

// The whole table is printed in docs/workflows.md, by a test that fails when the file is not renewed.

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

test("new data closes a case wherever it stands, and never one that is over", () => {
  const notClosed = CASE_STATES.filter(
    (state) => !CLOSED_STATES.some((closed) => closed === state),
  );

  expect(statesOf("resolve_by_new_data")).toEqual(notClosed);
});

test("nothing leads out of a case that is over: a return is a new case", () => {
  const out = caseWorkflow.transitions.filter(({ from }) =>
    from.some((state) => CLOSED_STATES.some((closed) => closed === state)),
  );

  expect(out).toEqual([]);
});

describe("an open case is proposed without a visit", () => {
  const proposal = { state: "open", action: "propose_without_visit", role: "operator" } as const;

  test.each([
    [true, { ok: true, value: { from: "open", to: "in_proposal" } }],
    [false, { ok: false, problem: { code: "guard_failed", guard: "kind_needs_no_visit" } }],
  ])("where its kind needs none (%s), and else not", (kind_needs_no_visit, answer) => {
    expect(decide(caseWorkflow, { ...proposal, facts: { kind_needs_no_visit } })).toEqual(answer);
  });
});
