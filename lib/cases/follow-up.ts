import type { Db } from "@/lib/db/client";
import { countLiftableAid } from "@/lib/programs/waiting-participations";
import type { DetectionContext } from "./detectors/detector";
import { cancelGroundchecks } from "./follow-up/cancel-groundchecks";
import { joinGroundchecks } from "./follow-up/join-groundchecks";
import { noteReflected } from "./follow-up/note-reflected";
import { noteUnchanged } from "./follow-up/note-unchanged";
import { withdrawProposals } from "./follow-up/withdraw-proposals";
import type { FollowUpCounts } from "./follow-up-counts";

/**
 * Tells the groundchecks and proposals under way what the detection found: after the cases and the
 * suspensions, in the same transaction. Cases join a visit before visits without open cases are
 * called off, so that a visit goes on where the old case closed and another one opened. Doing it
 * again changes nothing.
 */
export async function followUp(tx: Db, context: DetectionContext): Promise<FollowUpCounts> {
  const { at } = context;
  const releaseName = context.release.name;
  const casesJoined = await joinGroundchecks(tx, at);
  const groundchecksCancelled = await cancelGroundchecks(tx, { at, releaseName });
  const reflected = await noteReflected(tx, context);
  const { notReflected, unchanged } = await noteUnchanged(tx, context);
  const proposalsWithdrawn = await withdrawProposals(tx, { at, releaseName });
  const liftable = await countLiftableAid(tx);
  return {
    reflected,
    notReflected,
    unchanged,
    casesJoined,
    groundchecksCancelled,
    proposalsWithdrawn,
    liftable,
  };
}
