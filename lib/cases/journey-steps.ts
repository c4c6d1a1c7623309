import { GROUNDCHECK_RESULT_LABELS } from "@/lib/groundchecks/labels";
import type { GroundcheckResult, GroundcheckState } from "@/lib/groundchecks/workflow";
import type { ProposalEventAction, ProposalState } from "@/lib/proposals/workflow";
import type { CaseOutcome } from "./workflow";

/** The thread from a found error to changed data, in its order. */
export const JOURNEY_STEPS = [
  "ditemukan",
  "dicek",
  "diputus",
  "usulan",
  "siks_ng",
  "kemensos",
  "bps",
  "berubah",
] as const;
export type JourneyStepName = (typeof JOURNEY_STEPS)[number];

export const JOURNEY_STEP_LABELS = {
  ditemukan: "Ditemukan",
  dicek: "Dicek",
  diputus: "Diputus",
  usulan: "Usulan",
  siks_ng: "SIKS-NG",
  kemensos: "Kemensos",
  bps: "BPS",
  berubah: "Berubah",
} as const satisfies Record<JourneyStepName, string>;

/**
 * `current`: what is waited for now, at most one of the eight. `skipped`: never needed, or never
 * reached by a journey that is over. `stopped`: refused or withdrawn there.
 */
export const JOURNEY_STEP_STATES = ["done", "current", "ahead", "skipped", "stopped"] as const;
export type JourneyStepState = (typeof JOURNEY_STEP_STATES)[number];

export interface JourneyStep {
  readonly step: JourneyStepName;
  readonly state: JourneyStepState;
  /** When it was taken; for the step that is waited for, since when. */
  readonly at: Date | null;
  readonly by: string | null;
  /** One short line, e.g. `ditolak: NIK tidak padan`. */
  readonly note: string | null;
}

export interface JourneyGroundcheck {
  readonly state: GroundcheckState;
  readonly result: GroundcheckResult | null;
  readonly companion: string;
  readonly assignedAt: Date;
  readonly submittedAt: Date | null;
  readonly verifiedAt: Date | null;
  readonly verifiedBy: string | null;
  /** Why it was last returned, and when. */
  readonly returned: { readonly at: Date; readonly reason: string | null } | null;
}

/** The newest step of its kind. */
export interface JourneyProposalEvent {
  readonly at: Date;
  readonly by: string | null;
  readonly reason: string | null;
  /** The release that shows, or does not show, the change. */
  readonly release: string | null;
}

export interface JourneyProposal {
  readonly number: number;
  readonly state: ProposalState;
  /** When it came into its state. */
  readonly since: Date;
  readonly draftedAt: Date;
  readonly draftedBy: string | null;
  readonly hasBasis: boolean;
  readonly events: Readonly<Partial<Record<ProposalEventAction, JourneyProposalEvent>>>;
}

/** What a journey is computed from. */
export interface JourneyFacts {
  /** A withdrawn proposal is over; its case has to be decided again. */
  readonly of: "case" | "proposal";
  readonly openedAt: Date;
  /** The release in which the error was found. */
  readonly release: string;
  readonly needsVisit: boolean;
  /** The newest one that was not cancelled. */
  readonly groundcheck: JourneyGroundcheck | null;
  /** The newest one. */
  readonly proposal: JourneyProposal | null;
  readonly closing: {
    readonly at: Date;
    readonly by: string | null;
    readonly outcome: CaseOutcome;
    readonly release: string | null;
  } | null;
}

type Fate = Omit<JourneyStep, "step">;

const SYSTEM = "Sistem";
const AHEAD: Fate = { state: "ahead", at: null, by: null, note: null };
const SKIPPED: Fate = { state: "skipped", at: null, by: null, note: null };
const NOT_RECORDED: Fate = { ...SKIPPED, note: "tidak dicatat" };

/** The eight steps of a case, or of a proposal with its cases. */
export function journeyOf(facts: JourneyFacts): JourneyStep[] {
  const steps = {
    ditemukan: done(facts.openedAt, SYSTEM, `rilis ${facts.release}`),
    dicek: checkOf(facts),
    ...decisionAndProposalOf(facts),
  } satisfies Record<JourneyStepName, Fate>;
  return JOURNEY_STEPS.map((step) => ({ step, ...ended(facts, step, steps[step]) }));
}

function done(at: Date, by: string | null, note: string | null = null): Fate {
  return { state: "done", at, by, note };
}

function current(note: string, at: Date | null = null, by: string | null = null): Fate {
  return { state: "current", at, by, note };
}

/** Of a journey that is over, what was not reached is skipped: it will not come. */
function ended({ closing }: JourneyFacts, step: JourneyStepName, fate: Fate): Fate {
  if (!closing) return fate;
  if (step === "berubah" && closing.outcome === "new_data")
    return done(closing.at, SYSTEM, changedIn(closing.release));
  return fate.state === "current" || fate.state === "ahead" ? SKIPPED : fate;
}

function changedIn(release: string | null): string {
  return release === null
    ? "terselesaikan oleh data baru"
    : `terselesaikan oleh data baru, rilis ${release}`;
}

function checkOf({ groundcheck, needsVisit, proposal }: JourneyFacts): Fate {
  if (!groundcheck) {
    if (!needsVisit) return { ...SKIPPED, note: "tidak perlu kunjungan" };
    return proposal ? SKIPPED : current("belum ditugaskan");
  }
  const { state, companion } = groundcheck;
  switch (state) {
    case "assigned":
      return current("menunggu kunjungan", groundcheck.assignedAt, companion);
    case "in_progress":
      return current("sedang diisi", groundcheck.assignedAt, companion);
    case "submitted":
      return current("menunggu verifikasi", groundcheck.submittedAt, companion);
    case "returned":
      return current(
        because("dikembalikan", groundcheck.returned?.reason),
        groundcheck.returned?.at ?? null,
        companion,
      );
    case "verified":
      return {
        state: "done",
        at: groundcheck.verifiedAt,
        by: groundcheck.verifiedBy,
        note: groundcheck.result && GROUNDCHECK_RESULT_LABELS[groundcheck.result].toLowerCase(),
      };
    case "cancelled":
      return needsVisit ? current("belum ditugaskan") : SKIPPED;
  }
}

type Later = Record<Exclude<JourneyStepName, "ditemukan" | "dicek">, Fate>;

type Stages = Omit<Later, "diputus">;

const NOT_PROPOSED_YET: Stages = {
  usulan: AHEAD,
  siks_ng: AHEAD,
  kemensos: AHEAD,
  bps: AHEAD,
  berubah: AHEAD,
};
const NOTHING_YET: Later = { diputus: AHEAD, ...NOT_PROPOSED_YET };

const CLOSING_NOTES = {
  data_correct: "data benar",
  dismissed: "bukan kesalahan",
} as const satisfies Record<Exclude<CaseOutcome, "new_data">, string>;

function decisionAndProposalOf(facts: JourneyFacts): Later {
  const { closing, groundcheck, needsVisit, proposal } = facts;
  if (closing && closing.outcome !== "new_data")
    return {
      ...NOTHING_YET,
      diputus: done(closing.at, closing.by, CLOSING_NOTES[closing.outcome]),
    };
  if (proposal?.state === "withdrawn" && facts.of === "case" && !closing)
    return {
      ...NOTHING_YET,
      diputus: current(
        `perlu diputus lagi: usulan ${proposal.number} dibatalkan`,
        proposal.events.withdraw?.at ?? proposal.since,
      ),
    };
  if (proposal)
    return {
      diputus: done(proposal.draftedAt, proposal.draftedBy, `usulan ${proposal.number}`),
      ...stagesOf(proposal),
    };
  const ready = groundcheck ? groundcheck.state === "verified" : !needsVisit;
  return ready
    ? {
        ...NOTHING_YET,
        diputus: current("perlu diputus", groundcheck?.verifiedAt ?? facts.openedAt),
      }
    : NOTHING_YET;
}

/** How far the proposal itself came: each state is the steps before it, and what is waited for. */
function stagesOf(proposal: JourneyProposal): Stages {
  const { state, since, hasBasis, events } = proposal;
  const waiting: Stages = { ...NOT_PROPOSED_YET, berubah: notShownYet(events) };
  const signed = { ...waiting, usulan: taken(events.validate) };
  const entered = { ...signed, siks_ng: taken(events.enter) };
  const approved = { ...entered, kemensos: taken(events.approve_at_kemensos, "disetujui") };
  const atBps = { ...approved, bps: taken(events.forward_to_bps) };
  switch (state) {
    case "draft":
      return { ...waiting, usulan: draftOf(proposal) };
    case "submitted":
      return { ...waiting, usulan: current("menunggu verifikasi", since) };
    case "verified":
      return { ...waiting, usulan: current("menunggu pengesahan", since) };
    case "validated":
      return {
        ...signed,
        siks_ng: current(hasBasis ? "menunggu dimasukkan" : "dasar usulan belum dicatat", since),
      };
    case "entered_siks_ng":
      return { ...entered, kemensos: current("menunggu hasil", since) };
    case "kemensos_approved":
      return { ...approved, bps: current("menunggu diteruskan", since) };
    case "kemensos_rejected":
      return { ...entered, kemensos: refused(events.reject_at_kemensos) };
    case "at_bps":
      return { ...atBps, berubah: current(notShownYet(events).note ?? "menunggu rilis", since) };
    case "not_reflected":
      return events.reject_at_bps
        ? { ...atBps, bps: refused(events.reject_at_bps) }
        : { ...atBps, berubah: current(notShownYet(events).note ?? "belum berubah", since) };
    case "reflected":
      return { ...atBps, berubah: taken(events.note_reflected, changedNote(events)) };
    case "withdrawn":
      return withdrawnOf(proposal);
  }
}

function taken(event: JourneyProposalEvent | undefined, note: string | null = null): Fate {
  return event ? done(event.at, event.by, note) : NOT_RECORDED;
}

function refused(event: JourneyProposalEvent | undefined): Fate {
  return {
    state: "stopped",
    at: event?.at ?? null,
    by: event?.by ?? null,
    note: because("ditolak", event?.reason),
  };
}

function draftOf({ draftedAt, events }: JourneyProposal): Fate {
  return events.return
    ? current(because("dikembalikan", events.return.reason), events.return.at)
    : current("draf", draftedAt);
}

function withdrawnOf({ events }: JourneyProposal): Stages {
  const { withdraw } = events;
  return {
    usulan: {
      state: "stopped",
      at: withdraw?.at ?? null,
      by: withdraw?.by ?? null,
      note: because("dibatalkan", withdraw?.reason),
    },
    siks_ng: SKIPPED,
    kemensos: SKIPPED,
    bps: SKIPPED,
    berubah: SKIPPED,
  };
}

/** A release that came after the hand-over and still shows the old values. */
function notShownYet(events: JourneyProposal["events"]): Fate {
  const unchanged = [events.note_not_reflected, events.stay_unchanged]
    .filter((event) => event !== undefined)
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())[0];
  const withdrawnAt = events.reinstate?.at.getTime() ?? 0;
  if (!unchanged || unchanged.at.getTime() <= withdrawnAt) return AHEAD;
  const where = unchanged.release === null ? "" : ` di rilis ${unchanged.release}`;
  return { ...AHEAD, note: `belum berubah${where}` };
}

function changedNote({ note_reflected }: JourneyProposal["events"]): string {
  return note_reflected?.release ? `rilis ${note_reflected.release}` : "sudah berubah";
}

const NOTE_LENGTH_MAX = 90;

/** The word and why, cut at a word: the whole reason stands in the record's own timeline. */
function because(word: string, reason: string | null | undefined): string {
  if (!reason) return word;
  const line = `${word}: ${reason.replaceAll(/\s+/g, " ").trim()}`;
  if (line.length <= NOTE_LENGTH_MAX) return line;
  return `${line.slice(0, NOTE_LENGTH_MAX).replace(/\s+\S*$/, "")} …`;
}
