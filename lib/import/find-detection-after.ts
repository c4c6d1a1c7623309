import "server-only";
import { z } from "zod";
import { FollowUpCounts } from "@/lib/cases/follow-up-counts";
import { DETECTED_KINDS, type DetectedKind } from "@/lib/cases/kinds";
import type { Db } from "@/lib/db/client";

const Count = z.number().int();

const KindCounts = z.object({ opened: Count, kept: Count, changed: Count, closed: Count });

/** `detection_run.counts`; what was not looked for then is not in it. */
const Counts = z.looseObject({ suspended: Count, followUp: FollowUpCounts.optional() });

export interface DetectionOutcome {
  readonly kinds: readonly (z.infer<typeof KindCounts> & { readonly kind: DetectedKind })[];
  /** Participations whose aid was held until the case is checked. */
  readonly suspended: number;
  /** What it meant for the visits and proposals under way; null for a detection of before they were followed. */
  readonly followUp: FollowUpCounts | null;
}

/**
 * What detection found when an import was published: the last detection between the decision and the
 * end of the publication. Null where there was none, as before an office's first release.
 */
export async function findDetectionAfter(
  db: Db,
  events: readonly { readonly action: string; readonly at: Date }[],
): Promise<DetectionOutcome | null> {
  const from = events.findLast(({ action }) => action === "publish")?.at;
  const until = events.findLast(({ action }) => action === "finish_publish")?.at;
  if (!from || !until) return null;
  const run = await db.detectionRun.findFirst({
    where: { startedAt: { gte: from, lte: until }, finishedAt: { not: null } },
    orderBy: { id: "desc" },
    select: { counts: true },
  });
  if (!run) return null;
  const counts = Counts.parse(run.counts);
  const kinds = DETECTED_KINDS.flatMap((kind) => {
    const found = KindCounts.safeParse(counts[kind]);
    return found.success ? [{ kind, ...found.data }] : [];
  });
  return { kinds, suspended: counts.suspended, followUp: counts.followUp ?? null };
}
