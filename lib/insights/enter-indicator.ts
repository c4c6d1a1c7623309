import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, actorColumns } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import { INDICATORS, type IndicatorCode, type YearValue } from "./indicators";
import { listIndicatorEntries, yearsInForce } from "./list-indicators";

export interface EnterProblem {
  readonly code: "unchanged";
}

/**
 * Enters years of the regency's series, or corrects them: what held before stays readable. Years that
 * already stand so are left alone; where that is true of all, nothing is stored.
 */
export async function enterIndicator(
  tx: Db,
  actor: Actor,
  code: IndicatorCode,
  { values, source }: { readonly values: readonly YearValue[]; readonly source: string },
): Promise<Result<{ readonly years: readonly number[] }, EnterProblem>> {
  const held = yearsInForce(await listIndicatorEntries(tx, code));
  const changed = values.filter(
    ({ year, value }) =>
      !held.some((one) => one.year === year && one.value === value && one.source === source),
  );
  if (changed.length === 0) return fail({ code: "unchanged" });
  for (const { year, value } of changed)
    await store(tx, actor, code, {
      year,
      value,
      source,
      before: held.find((one) => one.year === year)?.value ?? null,
    });
  return ok({ years: changed.map(({ year }) => year) });
}

/** Takes a year back: it is shown nowhere but in the history. */
export async function withdrawIndicator(
  tx: Db,
  actor: Actor,
  code: IndicatorCode,
  year: number,
): Promise<Result<{ readonly years: readonly number[] }, { readonly code: "not_found" }>> {
  const held = yearsInForce(await listIndicatorEntries(tx, code)).find((one) => one.year === year);
  if (!held) return fail({ code: "not_found" });
  await store(tx, actor, code, { year, value: null, source: held.source, before: held.value });
  return ok({ years: [year] });
}

async function store(
  tx: Db,
  actor: Actor,
  code: IndicatorCode,
  entry: {
    readonly year: number;
    readonly value: number | null;
    readonly source: string;
    readonly before: number | null;
  },
): Promise<void> {
  const office = await tx.office.findFirstOrThrow({ select: { regencyCode: true } });
  const area = await tx.area.findUnique({ where: { code: office.regencyCode } });
  invariant(area, "the regency of the office is one of its areas");
  const { year, value, source, before } = entry;
  const { unit } = INDICATORS[code];
  const { id } = await tx.indicator.create({
    data: {
      areaId: area.id,
      code,
      year,
      value,
      unit,
      source,
      enteredBy: actorColumns(actor).actorId,
    },
    select: { id: true },
  });
  await recordAudit(tx, actor, {
    action: value === null ? "indicator.withdraw" : "indicator.enter",
    subject: "indicator",
    subjectId: id,
    detail: { code, year, before, after: value, unit, source },
  });
}
