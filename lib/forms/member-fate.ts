/**
 * What the answers about a member's presence (R27a of FASIH's form) say of somebody who is gone.
 * Who left the family for another kartu keluarga, or is not known there, may still live next door.
 */
export const MEMBER_FATE_ANSWERS = {
  deceased: ["2"],
  moved_out: ["3", "4"],
} as const;
