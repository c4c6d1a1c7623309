import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { db } from "@/lib/db/client";
import { readCandidates } from "@/lib/proposals/candidates";
import { findProposal, type ProposalView } from "@/lib/proposals/find-proposal";
import {
  findReleaseInForce,
  type ReleaseFamily,
  readReleaseFamily,
} from "@/lib/proposals/read-registry";
import { isRemovalReason, type RemovalReason } from "@/lib/proposals/removal-reasons";
import { peopleOf } from "@/lib/proposals/rules";
import { describeChanges } from "@/lib/proposals/schema";
import type { OpenFinding } from "@/lib/proposals/visit-findings";
import { maskNumber } from "@/lib/shared/mask";

/** A change that can be ticked. */
export interface ChangeChoice {
  readonly key: string;
  readonly what: string;
  readonly old: string | null;
  readonly wanted: string | null;
  readonly kept: boolean;
}

/** The changes of the family, or of one person. */
export interface ChoiceGroup {
  readonly key: string;
  readonly who: string;
  readonly choices: ChangeChoice[];
}

/** A person as the form of an usul tambah has them. The NIK is in full: it has to be typed and compared. */
export interface PersonValues {
  readonly individualId: string;
  readonly name: string;
  readonly nik: string;
  readonly relation: string;
  readonly birthDate: string;
  readonly sex: string;
}

export interface MemberChoice {
  readonly individualId: string;
  readonly name: string;
  readonly nik: string | null;
}

/** Everything the form of a draft shows. */
export interface DraftView {
  readonly found: ProposalView;
  readonly candidates: readonly ChoiceGroup[];
  readonly open: readonly OpenFinding[];
  /** The family's members in the release in force. */
  readonly members: readonly MemberChoice[];
  readonly people: readonly PersonValues[];
  readonly addition: { readonly nomorKk: string; readonly address: string };
  readonly removal: {
    readonly whom: "keluarga" | "anggota";
    readonly chosen: readonly string[];
    readonly reason: RemovalReason | null;
  };
}

/** Opens a draft for its form; that it was opened is written down before anything of it is shown. */
export function loadDraft(actor: UserActor, id: string): Promise<DraftView | null> {
  return db().$transaction(async (tx) => {
    const found = await findProposal(tx, actor, id);
    if (!found) return null;
    await recordAudit(tx, actor, {
      action: "proposal.view",
      subject: "proposal",
      subjectId: id,
      detail: { householdId: String(found.householdId), form: found.kind },
    });
    const release = await findReleaseInForce(tx);
    const family = release && (await readReleaseFamily(tx, found.householdId, release.id));
    return viewOf(tx, found, family);
  });
}

async function viewOf(
  tx: Db,
  found: ProposalView,
  family: ReleaseFamily | null,
): Promise<DraftView> {
  const { candidates, open } = await readCandidates(tx, found, family);
  const wanted = (column: string) =>
    found.changes.find((change) => change.scope === "household" && change.column === column)?.new ??
    "";
  return {
    found,
    candidates: groupsOf(candidates, family),
    open,
    members: membersOf(family),
    people: peopleOf(found.changes).map(
      ({ individualId, nik, relation, birthDate, sex, name }) => ({
        individualId: individualId ?? "",
        name,
        nik: nik ?? "",
        relation: relation ?? "",
        birthDate: birthDate ?? "",
        sex: sex ?? "",
      }),
    ),
    addition: { nomorKk: wanted("nomor_kartu_keluarga"), address: wanted("alamat") },
    removal: removalOf(found),
  };
}

function groupsOf(
  candidates: Awaited<ReturnType<typeof readCandidates>>["candidates"],
  family: ReleaseFamily | null,
): ChoiceGroup[] {
  const lines = describeChanges(candidates.map(({ change }) => change));
  const groups = new Map<string, ChoiceGroup>();
  for (const [index, { change, key, kept }] of candidates.entries()) {
    const { individualId, name } = change;
    const member = family?.members.find((one) => one.individualId === individualId);
    const who =
      change.scope === "household" ? "Keluarga" : (name ?? member?.name ?? "Anggota keluarga");
    const place = `${individualId ?? ""} ${who}`;
    const group = groups.get(place) ?? { key: place, who, choices: [] };
    const line = lines[index];
    group.choices.push({
      key,
      kept,
      what: change.label,
      old: line?.old ?? null,
      wanted: line?.new ?? null,
    });
    groups.set(place, group);
  }
  return [...groups.values()];
}

function membersOf(family: ReleaseFamily | null): MemberChoice[] {
  return (family?.members ?? []).flatMap(({ individualId, name, nik }) =>
    individualId === null ? [] : [{ individualId, name, nik: nik && maskNumber(nik) }],
  );
}

function removalOf({ changes }: ProposalView): DraftView["removal"] {
  const [first] = changes;
  const chosen = changes.flatMap(({ individualId }) => individualId ?? []);
  return {
    whom: chosen.length > 0 ? "anggota" : "keluarga",
    chosen,
    reason: first?.new != null && isRemovalReason(first.new) ? first.new : null,
  };
}
