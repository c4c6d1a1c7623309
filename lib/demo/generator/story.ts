import { type DraftFamily, drawNomorKk, type StoryContext } from "./draft-family";
import { type Differences, familyInFiles } from "./family-files";
import type { FamilyHistory } from "./family-history";
import type { Person } from "./person";
import type { Scenario } from "./scenario";
import type { Planted } from "./truth";

/** What the files say about the families of one story, and what is wrong about them. */
export type Story = {
  readonly families: readonly FamilyHistory[];
  readonly planted: readonly Planted[];
};

export type StoryTeller = (context: StoryContext, scenario: Scenario) => Story;

/** Families beside the one of the plan: in desil 7 to 9, in no list and without an error. */
export const BYSTANDERS: Scenario = {
  name: "bystanders",
  share: 0,
  story: "steady",
  desil: { steady: [7, 9] },
  component: "either",
  errors: [],
};

/** A family that every file knows by one number. */
export function underOneNumber(
  context: StoryContext,
  scenario: Scenario,
  family: DraftFamily,
  planted: readonly Planted[] = [],
  differences: Differences = {},
): Story {
  const nomorKk = drawNomorKk(context, family.home);
  const numbering = { dtks: nomorKk, v2: nomorKk, v3: nomorKk, lists: nomorKk };
  return {
    families: [familyInFiles(family, scenario, numbering, differences)],
    planted: [...plantErrors(scenario, family, nomorKk), ...planted],
  };
}

/**
 * The errors that the plan gives to a scenario, planted at the family with this No KK or at the one
 * of its members about whom the population office answers.
 */
export function plantErrors(scenario: Scenario, family: DraftFamily, nomorKk: string): Planted[] {
  return scenario.errors.map((kind) => {
    switch (kind) {
      case "extreme_shift":
        return { kind, nomorKk, from: family.desil.v2 ?? 0, to: family.desil.v3 ?? 0 };
      case "deceased_recipient":
      case "moved_recipient":
      case "unmatched_dukcapil":
        return { kind, nik: answeredMember(family).nik };
      default:
        return { kind, nomorKk };
    }
  });
}

function answeredMember({ members }: DraftFamily): Person {
  const member = members.find(({ answer }) => answer !== "matched");
  if (!member) throw new RangeError("The population office says nothing about this family.");
  return member;
}

/** The same story with something changed in each of its families. */
export function withFamilies(
  { families, planted }: Story,
  change: (family: FamilyHistory) => FamilyHistory,
): Story {
  return { families: families.map(change), planted };
}
