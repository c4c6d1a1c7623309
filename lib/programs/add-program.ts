import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { programCodeOf } from "./program-code";
import type { NewProgram } from "./schema";

export type AddProgramProblem = { readonly code: "program_exists"; readonly name: string };

/**
 * Writes a program down that the office did not know, for a list of its recipients. It has no rule:
 * nobody receives it above a limit until the office gives it one. Runs in the caller's transaction,
 * and its caller decides who may; it stores nothing when it refuses.
 */
export async function addProgram(
  tx: Db,
  actor: Actor,
  { name, level }: NewProgram,
): Promise<Result<{ code: string }, AddProgramProblem>> {
  const code = programCodeOf(name);
  const programs = await tx.program.findMany({ select: { code: true, name: true } });
  const same = programs.find(
    (program) => program.code === code || programCodeOf(program.name) === code,
  );
  if (same) return fail({ code: "program_exists", name: same.name });
  // Of two people who write the same program down together, the second adds no row.
  const { count } = await tx.program.createMany({
    data: [{ code, name, level }],
    skipDuplicates: true,
  });
  if (count === 0) return fail({ code: "program_exists", name });
  await recordAudit(tx, actor, {
    action: "program.add",
    subject: "program",
    subjectId: code,
    detail: { name, level },
  });
  return ok({ code });
}
