import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { StatusTag } from "@/components/ui/tag";
import { may } from "@/lib/auth/policy";
import type { UserActor } from "@/lib/auth/types";
import { ERROR_KINDS } from "@/lib/cases/kinds";
import type { CaseView } from "@/lib/cases/queries";
import type { RelatedGroundcheck, RelatedProposal } from "@/lib/cases/related-records";
import { GROUNDCHECK_STATE_LABELS } from "@/lib/groundchecks/labels";
import { FINISHED_STATES } from "@/lib/groundchecks/workflow";
import { PROPOSAL_KIND_LABELS, PROPOSAL_STATE_LABELS } from "@/lib/proposals/labels";

interface Step {
  readonly key: string;
  readonly text: ReactNode;
  readonly href: string;
  readonly action: string;
  /** What this person is to do; the others only lead to where the work is done. */
  readonly mine: boolean;
}

export interface StepsOf {
  readonly actor: UserActor;
  readonly found: CaseView;
  readonly groundchecks: readonly RelatedGroundcheck[];
  readonly proposals: readonly RelatedProposal[];
}

function stepsOf({ actor, found, groundchecks, proposals }: StepsOf): Step[] {
  return [
    ...ownSteps(actor, found),
    ...groundchecks.flatMap((groundcheck) => groundcheckStep(actor, groundcheck)),
    ...proposals.slice(0, 1).flatMap((proposal) => proposalStep(actor, proposal)),
    ...suspensionStep(actor, found),
  ];
}

/** What this person is to do about the case now, right below how far it came; absent where it is not their turn. */
export function NextStep(about: StepsOf) {
  const steps = stepsOf(about).filter(({ mine }) => mine);
  if (steps.length === 0) return null;
  return (
    <section
      aria-label="Langkah Anda"
      className="no-print -mt-5 mb-5 rounded-b border border-line border-t-0 bg-brand-soft px-4"
    >
      <StepList steps={steps} />
    </section>
  );
}

/** Where the work about the case is done, or was: the visit, the proposal, the aid that is held. */
export function RelatedWork(about: StepsOf) {
  const steps = stepsOf(about).filter(({ mine }) => !mine);
  if (steps.length === 0) return null;
  return (
    <section
      aria-labelledby="terkait"
      className="no-print mb-5 rounded border border-line bg-surface px-4 pt-3"
    >
      <h2 id="terkait" className="text-heading">
        Groundcheck, usulan, dan bantuan
      </h2>
      <StepList steps={steps} />
    </section>
  );
}

function StepList({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ul>
      {steps.map(({ key, text, href, action, mine }) => (
        <li
          key={key}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line py-3 first:border-t-0"
        >
          <p className="min-w-0 flex-1 basis-64">{text}</p>
          <ButtonLink href={href} variant={mine ? "primary" : "secondary"}>
            {action}
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}

function ownSteps({ role }: UserActor, { id, state, facts, householdId }: CaseView): Step[] {
  const needsVisit = ERROR_KINDS[facts.kind].visit;
  if (state === "open" && needsVisit && householdId !== null && may(role, "groundcheck.assign"))
    return [
      {
        key: "assign",
        text: "Keluarga ini perlu dikunjungi sebelum diputuskan. Satu kunjungan memeriksa semua kasusnya.",
        href: `/groundcheck/tugaskan?keluarga=${householdId}`,
        action: "Tugaskan groundcheck",
        mine: true,
      },
    ];
  const ready = state === "checked" || (state === "open" && !needsVisit);
  // A proposal is made for a family: a person in none is the office's to follow up by hand.
  if (ready && householdId !== null && may(role, "proposal.draft"))
    return [
      {
        key: "propose",
        text:
          state === "checked"
            ? "Keadaannya sudah diperiksa. Kalau datanya perlu diubah, buat usulannya."
            : "Jenis ini tidak perlu kunjungan: usulan dapat dibuat dengan bukti.",
        href: `/kasus/${id}/usulan`,
        action: "Buat usulan",
        mine: true,
      },
    ];
  return [];
}

function groundcheckStep(actor: UserActor, groundcheck: RelatedGroundcheck): Step[] {
  const { id, state, companionId, companionName } = groundcheck;
  if (state === "cancelled") return [];
  const own = companionId === actor.id;
  if (!own && !may(actor.role, "groundcheck.view")) return [];
  const finished: readonly string[] = FINISHED_STATES;
  return [
    {
      key: id,
      text: (
        <>
          Groundcheck oleh {companionName}{" "}
          <StatusTag labels={GROUNDCHECK_STATE_LABELS} value={state} />
        </>
      ),
      href: own ? `/tugas/${id}` : `/groundcheck/${id}`,
      action: own && !finished.includes(state) ? "Isi groundcheck" : "Buka groundcheck",
      mine: own
        ? !finished.includes(state) && state !== "submitted"
        : state === "submitted" && may(actor.role, "groundcheck.verify"),
    },
  ];
}

function proposalStep({ role }: UserActor, proposal: RelatedProposal): Step[] {
  if (!may(role, "proposal.view")) return [];
  const { id, number, kind, state } = proposal;
  return [
    {
      key: id,
      text: (
        <>
          {PROPOSAL_KIND_LABELS[kind]} nomor {number}{" "}
          <StatusTag labels={PROPOSAL_STATE_LABELS} value={state} />
        </>
      ),
      href: `/usulan/${id}`,
      action: "Buka usulan",
      mine:
        (state === "submitted" && may(role, "proposal.verify")) ||
        (state === "verified" && may(role, "proposal.validate")) ||
        (state === "draft" && may(role, "proposal.draft")),
    },
  ];
}

function suspensionStep({ role }: UserActor, { participations }: CaseView): Step[] {
  const [held, ...others] = participations.filter(({ state }) => state === "suspended");
  if (!held || !may(role, "participation.view")) return [];
  return [
    {
      key: "suspension",
      text: "Bantuan keluarga ini ditangguhkan. Dilanjutkan atau diakhiri hanya oleh petugas, setelah keluarganya diperiksa.",
      href: others.length === 0 ? `/penangguhan/${held.id}` : "/penangguhan",
      action: "Lihat penangguhan",
      mine: false,
    },
  ];
}
