import type { House } from "./housing";
import type { Person } from "./person";
import type { Home } from "./places";

export const PROGRAMS = ["PKH", "SEMBAKO", "PBI_JK"] as const;
export type Program = (typeof PROGRAMS)[number];

/** One family as a DTSEN release shows it. */
export type ReleaseEntry = {
  readonly nomorKk: string;
  /** Desil nasional as the file writes it; of an unranked family not a number from 1 to 10. */
  readonly desil: string;
  readonly memberCount: number;
  readonly members: readonly Person[];
  readonly home: Home;
  readonly ktpHome: Home;
  readonly house: House;
  readonly receivesPbi: boolean;
};

/** One family as the old DTKS shows it. */
export type DtksEntry = {
  readonly nomorKk: string;
  readonly desil: number;
  readonly members: readonly Person[];
  readonly home: Home;
  readonly programs: readonly Program[];
};

/** One row of a recipient list, with the No KK that the list has, which may be an old one. */
export type RecipientRow = {
  readonly program: Program;
  readonly person: Person;
  readonly nomorKk: string;
  readonly home: Home;
  readonly amountRupiah: number;
};

/** What each file says about one family; null where the file does not have it. */
export type FamilyHistory = {
  readonly dtks: DtksEntry | null;
  readonly v2: ReleaseEntry | null;
  readonly v3: ReleaseEntry | null;
  readonly recipients: readonly RecipientRow[];
};
