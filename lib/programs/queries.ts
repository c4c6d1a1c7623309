import "server-only";
import type { z } from "zod";
import type { Db } from "@/lib/db/client";
import { ShiftBorders } from "@/lib/registry/shift-borders";
import { desilLimit, inForceOn, onlyOneInForce } from "./rules";
import { type Day, ProgramRule } from "./schema";

/** A program's limit on one day, and the rule that says so. */
export interface ProgramLimit {
  readonly programCode: string;
  readonly programName: string;
  /** Highest desil that the rule allows. */
  readonly limit: number;
  readonly ruleVersion: string;
  readonly legalBasis: string;
}

/** The programs that the office knows, by code: what filters and forms offer. */
export async function listPrograms(
  db: Db,
): Promise<{ readonly code: string; readonly name: string }[]> {
  return db.program.findMany({ select: { code: true, name: true }, orderBy: { code: "asc" } });
}

/** Whether the office ever gave a program a rule; without one it has no limit, and nobody is above it. */
export async function programHasRule(db: Db, programCode: string): Promise<boolean> {
  return (await db.programRule.findFirst({ where: { programCode } })) !== null;
}

/**
 * The limit on a day of every program that has, or had, recipients and ever had a rule. A program
 * that an office added for a list has none, and no limit: it makes no case of this kind.
 *
 * @throws NotExactlyOneInForce if a program with rules has none on that day, or two
 */
export async function listProgramLimits(db: Db, day: Day): Promise<ProgramLimit[]> {
  const programs = await db.program.findMany({
    where: { participations: { some: {} }, rules: { some: {} } },
    select: { code: true, name: true },
    orderBy: { code: "asc" },
  });
  const rules = await listProgramRules(db);
  return programs.map((program) => limitOf(program, inForceOn(rules, program.code, day)));
}

/**
 * The limit of one program on a day, whether or not anybody receives it.
 *
 * @throws NotExactlyOneInForce
 */
export async function getProgramLimit(db: Db, code: string, day: Day): Promise<ProgramLimit> {
  const program = await db.program.findUniqueOrThrow({ where: { code } });
  return limitOf(program, inForceOn(await listProgramRules(db), code, day));
}

function limitOf(
  { code, name }: { readonly code: string; readonly name: string },
  rule: ProgramRule,
): ProgramLimit {
  return {
    programCode: code,
    programName: name,
    limit: desilLimit(rule.condition),
    ruleVersion: rule.version,
    legalBasis: rule.legalBasis,
  };
}

async function listProgramRules(db: Db): Promise<ProgramRule[]> {
  const rows = await db.programRule.findMany();
  return rows.map((row) =>
    ProgramRule.parse({
      ...row,
      validFrom: dayOf(row.validFrom),
      validUntil: row.validUntil && dayOf(row.validUntil),
    }),
  );
}

/**
 * A setting of the office on a day, with its legal basis.
 *
 * @throws NotExactlyOneInForce
 */
export async function getSettingInForce<Value>(
  db: Db,
  key: string,
  schema: z.ZodType<Value>,
  day: Day,
): Promise<{ readonly value: Value; readonly legalBasis: string }> {
  const rows = await db.officeSetting.findMany({ where: { key } });
  const dated = rows.map((row) => ({
    ...row,
    validFrom: dayOf(row.validFrom),
    validUntil: row.validUntil && dayOf(row.validUntil),
  }));
  const { value, legalBasis } = onlyOneInForce(dated, key, day);
  return { value: schema.parse(value), legalBasis };
}

/**
 * From how many steps on a change of desil is significant, and extreme, on a day.
 *
 * @throws NotExactlyOneInForce
 */
export async function getShiftBorders(db: Db, day: Day): Promise<ShiftBorders> {
  return (await getSettingInForce(db, "extreme_shift", ShiftBorders, day)).value;
}

/** Prisma gives a column of type date as midnight in UTC. */
function dayOf(date: Date): Day {
  return date.toISOString().slice(0, 10);
}
