import { describe, expect, test } from "vitest";
import { may, type Permission } from "@/lib/auth/policy";
import { ROLES } from "@/lib/auth/types";
import { decide, printWorkflow } from "@/lib/workflow/machine";
import {
  availableImportActions,
  IMPORT_ROLES,
  type ImportAction,
  type ImportFacts,
  importWorkflow,
} from "./workflow";

const EVERYTHING_HOLDS: ImportFacts = {
  becomesData: true,
  publisherDidNotCreate: true,
  nothingPublishedYet: true,
  stoppedWhilePublishing: true,
  warningsConfirmed: true,
  isInForce: true,
  earlierReleaseExists: true,
  nothingIsPublished: true,
};

// The whole life of an import on one screen. A change here is a change of policy.
test("who may do what to an import", () => {
  expect(printWorkflow(importWorkflow)).toEqual([
    "received / system: start_check → checking, fail → failed",
    "checking / system: finish_check → ready, fail → failed",
    "publishing / system: fail → failed, finish_publish → published",
    "ready / operator: check_again → checking, repair → checking, discard → discarded",
    "ready / command_line: check_again → checking, publish → publishing, discard → discarded",
    "failed / operator: check_again → checking, repair → checking, discard → discarded",
    "failed / command_line: check_again → checking, publish → publishing, discard → discarded",
    "ready / verifier: publish → publishing, discard → discarded",
    "failed / verifier: publish → publishing, discard → discarded",
    "received / operator: discard → discarded",
    "received / verifier: discard → discarded",
    "received / command_line: discard → discarded",
    "checking / operator: discard → discarded",
    "published / admin: withdraw → withdrawing",
    "published / command_line: withdraw → withdrawing",
    "withdrawing / system: finish_withdraw → withdrawn, fail_withdraw → published",
  ]);
});

test("there is one row for a state and an action", () => {
  const steps = importWorkflow.transitions.flatMap(({ action, from }) =>
    from.map((state) => `${state}: ${action}`),
  );

  expect(new Set(steps).size).toBe(steps.length);
});

test("an import that is at work is moved by the system, and a check given up by an operator", () => {
  for (const role of IMPORT_ROLES.filter((candidate) => candidate !== "system")) {
    expect(availableImportActions(role, "checking", EVERYTHING_HOLDS)).toEqual(
      role === "operator" ? ["discard"] : [],
    );
    for (const state of ["publishing", "withdrawing"] as const)
      expect(availableImportActions(role, state, EVERYTHING_HOLDS)).toEqual([]);
  }
});

test("what is withdrawn or given up stays as it is", () => {
  for (const state of ["withdrawn", "discarded"] as const)
    for (const role of IMPORT_ROLES)
      expect(availableImportActions(role, state, EVERYTHING_HOLDS)).toEqual([]);
});

test("a step that needs a reason is offered before the reason is written", () => {
  expect(availableImportActions("admin", "published", EVERYTHING_HOLDS)).toEqual(["withdraw"]);
});

describe("a guard that does not hold", () => {
  // biome-ignore format: a table reads as a table
  test.each([
    ["publishing what is only compared",        "publish",     "ready",  "verifier", "becomesData"],
    ["publishing one's own import",          "publish",     "ready",  "verifier", "publisherDidNotCreate"],
    ["publishing past a warning that stops", "publish",     "ready",  "verifier", "warningsConfirmed"],
    ["checking again what is in force",      "check_again", "failed", "operator", "nothingPublishedYet"],
    ["repairing what is in force",           "repair",      "failed", "operator", "nothingPublishedYet"],
    ["giving up what is in force",           "discard",     "failed", "operator", "nothingPublishedYet"],
    ["publishing what failed its check",     "publish",     "failed", "verifier", "stoppedWhilePublishing"],
    ["withdrawing what is not in force",     "withdraw",    "published", "admin", "isInForce"],
    ["withdrawing an office's only release", "withdraw",    "published", "admin", "earlierReleaseExists"],
    ["withdrawing while another publishes",  "withdraw",    "published", "admin", "nothingIsPublished"],
  ] as const)("forbids %s", (_, action, state, role, guard) => {
    const facts = { ...EVERYTHING_HOLDS, [guard]: false };

    expect(decide(importWorkflow, { state, action, role, reason: "Keliru", facts })).toEqual({
      ok: false,
      problem: { code: "guard_failed", guard },
    });
  });
});

test("the workflow and the policy name the same roles", () => {
  const PERMISSION_OF: Partial<Record<ImportAction, Permission>> = {
    check_again: "import.create",
    repair: "import.create",
    publish: "import.publish",
    discard: "import.discard",
    withdraw: "release.withdraw",
  };
  for (const [action, permission] of Object.entries(PERMISSION_OF)) {
    const roles = importWorkflow.transitions
      .filter((transition) => transition.action === action)
      .flatMap((transition) => transition.roles);
    const people = ROLES.filter((role) => roles.includes(role));

    expect(people, action).toEqual(ROLES.filter((role) => may(role, permission)));
  }
});
