import { Prisma } from "@/lib/db/generated/client";
import type { ShiftBorders } from "./shift-borders";

/** The band of a change of desil (now less before) under the office's borders; null for no change known. */
export function shiftBand(
  shift: Prisma.Sql,
  { stepsMin, extremeStepsMin }: ShiftBorders,
): Prisma.Sql {
  const steps = Prisma.sql`${stepsMin}::int`;
  const extreme = Prisma.sql`${extremeStepsMin}::int`;
  return Prisma.sql`
    CASE WHEN ${shift} <= -${extreme} THEN 'extremeDown'
         WHEN ${shift} <= -${steps}   THEN 'significantDown'
         WHEN ${shift} < 0            THEN 'down'
         WHEN ${shift} = 0            THEN 'same'
         WHEN ${shift} < ${steps}     THEN 'up'
         WHEN ${shift} < ${extreme}   THEN 'significantUp'
         WHEN ${shift} >= ${extreme}  THEN 'extremeUp'
     END`;
}
