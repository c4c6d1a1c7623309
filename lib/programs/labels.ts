import type { Label } from "@/lib/shared/tone";
import type { ParticipationAction, ParticipationState } from "./workflow";

export const PARTICIPATION_STATE_LABELS = {
  active: { text: "Aktif", tone: "positive" },
  suspended: { text: "Ditangguhkan", tone: "warning" },
  ended: { text: "Dihentikan", tone: "neutral" },
  graduated: { text: "Graduasi", tone: "neutral" },
} as const satisfies Record<ParticipationState, Label>;

/** What a step was, for a timeline. */
export const PARTICIPATION_ACTION_LABELS = {
  suspend: "Bantuan ditangguhkan",
} as const satisfies Record<ParticipationAction, string>;
