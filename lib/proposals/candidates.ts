import "server-only";
import type { Db } from "@/lib/db/client";
import { againstRelease, mergeChanges } from "./build-changes";
import { houseFindings } from "./new-people";
import type { ReleaseFamily } from "./read-registry";
import { changeKey } from "./rules";
import type { ProposedChange } from "./schema";
import {
  changesFound,
  differencesWith,
  type OpenFinding,
  openFindings,
  readVisit,
} from "./visit-findings";
import type { ProposalKind } from "./workflow";

/** A change that the draft's form offers. */
export interface Candidate {
  readonly change: ProposedChange;
  readonly key: string;
  /** Whether it stands in the draft now. */
  readonly kept: boolean;
}

/** What the form of a draft offers to tick, and what the visit found that the operator has to code. */
export interface Candidates {
  readonly candidates: readonly Candidate[];
  readonly open: readonly OpenFinding[];
}

/**
 * What the visit found and what the operator added, against the release in force. Read again for
 * the page and for the command that saves it, so that no value comes from the browser.
 */
export async function readCandidates(
  tx: Db,
  proposal: {
    readonly kind: ProposalKind;
    readonly householdId: bigint;
    readonly groundcheckId: string | null;
    readonly changes: readonly ProposedChange[];
  },
  family: ReleaseFamily | null,
): Promise<Candidates> {
  const { kind, householdId, groundcheckId, changes } = proposal;
  if (kind === "remove") return { candidates: [], open: [] };
  const visit = await readVisit(tx, groundcheckId);
  const isAddition = kind === "add";
  const differences = isAddition ? [] : differencesWith(visit, family);
  const found = isAddition
    ? (await houseFindings(tx, householdId, visit)).filter(isOfTheHouse)
    : changesFound(visit, differences);
  const stored = isAddition ? changes.filter(isOfTheHouse) : againstRelease(changes, family);
  const kept = new Set(stored.map(changeKey));
  return {
    // What the operator chose by hand counts more than what the form's answer was mapped to.
    candidates: mergeChanges(found, stored).map((change) => ({
      change,
      key: changeKey(change),
      kept: kept.has(changeKey(change)),
    })),
    open: openFindings(differences).filter((one) => !stored.some((change) => isAbout(change, one))),
  };
}

/** The form of an usul tambah has fields of its own for the number and the address. */
function isOfTheHouse({ scope, column }: ProposedChange): boolean {
  return scope === "household" && column !== "nomor_kartu_keluarga" && column !== "alamat";
}

function isAbout(change: ProposedChange, finding: OpenFinding): boolean {
  const { scope, column, memberKey } = finding;
  if (change.scope !== scope || change.column !== column) return false;
  return scope === "household" || change.individualId === memberKey;
}
