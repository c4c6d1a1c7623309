import { AS_OF } from "./calendar";
import type { DraftFamily } from "./draft-family";
import type { DtksEntry, FamilyHistory, Program, ReleaseEntry } from "./family-history";
import type { Person } from "./person";
import type { Home } from "./places";
import { recipientRows } from "./recipients";
import type { Scenario } from "./scenario";

/** The No KK under which each file knows a family; null where the file does not have it. */
export type Numbering = {
  readonly dtks: string | null;
  readonly v2: string | null;
  readonly v3: string | null;
  readonly lists: string | null;
};

/** What differs from the family as it is in v3. */
export type Differences = {
  /** Members whom only v2 and the old DTKS still have. */
  readonly leavers?: readonly Person[];
  /** Where the family lives since v2. */
  readonly newHome?: Home;
  /** Where the old DTKS has the family. */
  readonly dtksHome?: Home;
  /** What the old DTKS says that the family received in 2024. */
  readonly programsIn2024?: readonly Program[];
  /** How a missing desil is written. */
  readonly unranked?: string;
};

/** One family in all files, under the number that each file knows it by. */
export function familyInFiles(
  family: DraftFamily,
  scenario: Scenario,
  numbering: Numbering,
  differences: Differences = {},
): FamilyHistory {
  const { leavers = [], newHome = family.home, unranked = "" } = differences;
  const programs = scenario.programs ?? [];
  const entry = (release: "v2" | "v3", nomorKk: string | null, extra: Partial<ReleaseEntry>) =>
    nomorKk === null
      ? null
      : { ...releaseEntry(family, release, nomorKk, programs, unranked), ...extra };
  const before = membersOn(AS_OF.v2, [...family.members, ...leavers]);
  return {
    dtks: dtksEntry(family, numbering.dtks, programs, differences),
    v2: entry("v2", numbering.v2, { members: before, memberCount: before.length }),
    v3: entry("v3", numbering.v3, { home: newHome }),
    recipients:
      numbering.lists === null
        ? []
        : recipientRows(programs, family.members, numbering.lists, newHome),
  };
}

function releaseEntry(
  family: DraftFamily,
  release: "v2" | "v3",
  nomorKk: string,
  programs: readonly Program[],
  unranked: string,
): ReleaseEntry {
  const members = membersOn(AS_OF[release], family.members);
  return {
    nomorKk,
    desil: family.desil[release]?.toString() ?? unranked,
    memberCount: members.length,
    members,
    home: family.home,
    ktpHome: family.ktpHome,
    house: family.house,
    receivesPbi: programs.includes("PBI_JK"),
  };
}

function dtksEntry(
  family: DraftFamily,
  nomorKk: string | null,
  programs: readonly Program[],
  { leavers = [], dtksHome = family.home, programsIn2024 = programs }: Differences,
): DtksEntry | null {
  if (nomorKk === null || family.dtksDesil === null) return null;
  return {
    nomorKk,
    desil: family.dtksDesil,
    members: membersOn(AS_OF.dtks, [...family.members, ...leavers]),
    home: dtksHome,
    programs: programsIn2024,
  };
}

function membersOn(day: string, members: readonly Person[]): Person[] {
  return members.filter(({ birthDate }) => birthDate <= day);
}
