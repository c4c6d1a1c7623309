import { z } from "zod";
import { GROUNDCHECK_RESULTS, GROUNDCHECK_STATES } from "@/lib/groundchecks/workflow";

const Visit = z.object({
  id: z.uuid(),
  state: z.enum(GROUNDCHECK_STATES),
  result: z.enum(GROUNDCHECK_RESULTS).nullable(),
  companionName: z.string(),
  assignedAt: z.coerce.date(),
  submittedAt: z.coerce.date().nullable(),
  verifiedAt: z.coerce.date().nullable(),
});

/** A suspended aid with what is known about it; the No KK leaves the database with its last four digits only. */
export const SuspensionRow = z.object({
  id: z.bigint(),
  programCode: z.string(),
  programName: z.string(),
  since: z.date(),
  householdId: z.bigint(),
  headName: z.string().nullable(),
  nomorKkEnding: z.string().nullable(),
  /** Whom a program of individuals pays; empty for a program of families. */
  recipientName: z.string().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
  caseId: z.bigint().nullable(),
  caseState: z.string().nullable(),
  outcome: z.enum(["new_data", "data_correct", "dismissed"]).nullable(),
  closedAt: z.date().nullable(),
  /** The rank and limit that suspended … */
  desil: z.number().int().nullable(),
  limit: z.number().int().nullable(),
  legalBasis: z.string().nullable(),
  ruleVersion: z.string().nullable(),
  /** … and what the data says since the case closed by itself. */
  closing: z
    .object({
      desil: z.number().int().nullable(),
      limit: z.number().int().nullable(),
      recipients: z.number().int(),
      inRelease: z.boolean(),
      releaseName: z.string(),
    })
    .nullable(),
  visit: Visit.nullable(),
});
export type SuspensionRow = z.infer<typeof SuspensionRow>;

/** Why somebody can decide now, and since when; or for whom the aid still waits. */
export type Standing =
  | {
      readonly of: "new_data";
      readonly at: Date | null;
      readonly closing: SuspensionRow["closing"];
    }
  | { readonly of: "visited"; readonly at: Date | null; readonly visit: SuspensionRow["visit"] }
  | { readonly of: "closed_by_person"; readonly at: Date | null; readonly dataCorrect: boolean }
  | { readonly of: "without_case"; readonly at: null }
  | { readonly of: "not_assigned"; readonly at: null }
  | { readonly of: "with_companion"; readonly at: Date; readonly companionName: string }
  | { readonly of: "to_verify"; readonly at: Date | null; readonly companionName: string };

/** Reads a row's standing from its case and the newest visit that carries the case. */
export function standingOf(row: Pick<SuspensionRow, StandingFacts>): Standing {
  const { caseState, outcome, closedAt, closing, visit } = row;
  switch (caseState) {
    case null:
      return { of: "without_case", at: null };
    case "open":
      return { of: "not_assigned", at: null };
    case "in_groundcheck":
      if (!visit) return { of: "not_assigned", at: null };
      return visit.state === "submitted"
        ? { of: "to_verify", at: visit.submittedAt, companionName: visit.companionName }
        : { of: "with_companion", at: visit.assignedAt, companionName: visit.companionName };
    case "resolved":
    case "dismissed":
      return outcome === "new_data"
        ? { of: "new_data", at: closedAt, closing }
        : { of: "closed_by_person", at: closedAt, dataCorrect: outcome === "data_correct" };
    default:
      return { of: "visited", at: visit?.verifiedAt ?? null, visit };
  }
}

type StandingFacts = "caseState" | "outcome" | "closedAt" | "closing" | "visit";
