import "server-only";
import type { Db } from "@/lib/db/client";
import { Questionnaire } from "./definition";

/** The form that a visit begun on this day uses. */
export async function questionnaireInForce(db: Db, day: Date): Promise<Questionnaire | null> {
  const row = await db.questionnaire.findFirst({
    where: {
      validFrom: { lte: day },
      OR: [{ validUntil: null }, { validUntil: { gte: day } }],
    },
    orderBy: [{ validFrom: "desc" }, { version: "desc" }],
    select: { definition: true },
  });
  return row && Questionnaire.parse(row.definition);
}

/** The form of a visit that was made with it, also when a newer one is in force. */
export async function questionnaireByVersion(
  db: Db,
  version: string,
): Promise<Questionnaire | null> {
  const row = await db.questionnaire.findUnique({
    where: { version },
    select: { definition: true },
  });
  return row && Questionnaire.parse(row.definition);
}
