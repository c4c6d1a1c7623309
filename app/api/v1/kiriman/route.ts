import { z } from "zod";
import { readJson, refuseWithoutHeader } from "@/app/api/v1/field-request";
import { defineRoute, type RouteRequest } from "@/lib/actions/define-route";
import { db } from "@/lib/db/client";
import { SUBMISSIONS_MAX } from "@/lib/groundchecks/schema";
import { splitItems } from "@/lib/groundchecks/split-items";
import { type SubmissionResult, takeSubmission } from "@/lib/groundchecks/submit";
import { log } from "@/lib/log/log";

/** Each item is read by itself: one that is wrong must not hold up the others. */
const Sending = z.strictObject({ items: z.array(z.unknown()).min(1).max(SUBMISSIONS_MAX) });

/** Visits that the phone holds, each answered for itself. */
const NoParams = z.object({});

export const POST = defineRoute<typeof NoParams, RouteRequest>({
  permission: "task.submit",
  params: NoParams,
  async handle({ request, actor }) {
    const refusal = refuseWithoutHeader(request);
    if (refusal) return refusal;
    const body = await readJson(request, Sending);
    if (body instanceof Response) return body;
    const results: SubmissionResult[] = [];
    const failures: unknown[] = [];
    for (const raw of splitItems(body.text)) {
      try {
        results.push(await takeSubmission(db(), actor, raw));
      } catch (error) {
        // A fault of ours in one item; the phone sends again what it gets no result for.
        failures.push(error);
        log().error({ err: error }, "submission failed");
      }
    }
    if (results.length === 0) throw failures[0];
    return Response.json({ results });
  },
});
