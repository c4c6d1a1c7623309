import { join } from "node:path";
import { expect, test } from "vitest";
import { caseWorkflow } from "@/lib/cases/workflow";
import { groundcheckWorkflow } from "@/lib/groundchecks/workflow";
import { importWorkflow } from "@/lib/import/workflow";
import { participationWorkflow } from "@/lib/programs/workflow";
import { proposalWorkflow } from "@/lib/proposals/workflow";
import { printWorkflows } from "./print-workflows";

test("docs/workflows.md says what the tables say", async () => {
  const path = join(import.meta.dirname, "../../docs/workflows.md");

  await expect(`${printWorkflows()}\n`).toMatchFileSnapshot(path);
});

test("every row of every table is printed, and no other", () => {
  const rows = printWorkflows()
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (From|---)/.test(line));

  const workflows = [
    caseWorkflow,
    groundcheckWorkflow,
    importWorkflow,
    participationWorkflow,
    proposalWorkflow,
  ];
  expect(rows).toHaveLength(workflows.reduce((sum, one) => sum + one.transitions.length, 0));
});
