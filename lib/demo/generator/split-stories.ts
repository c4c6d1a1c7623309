import {
  type DraftFamily,
  draftWith,
  drawFamily,
  drawLodgerOf,
  drawNewNomorKk,
  drawNomorKk,
  type StoryContext,
} from "./draft-family";
import { familyInFiles } from "./family-files";
import { drawFamilyOfFour } from "./members";
import { type Person, RELATION } from "./person";
import type { Scenario } from "./scenario";
import { BYSTANDERS, plantErrors, type Story, underOneNumber } from "./story";

const NOWHERE = { dtks: null, v2: null, v3: null, lists: null } as const;

/**
 * A mother moves out with the smaller child and gets a card of her own; the father keeps the old
 * number. The list pays her under that number, so that the row stays the old family's, and the new
 * one, in a high desil, has taken nothing over.
 */
export function tellSplitOff(context: StoryContext, scenario: Scenario): Story {
  const { family, withMother, withFather } = drawSplit(context, scenario);
  const told = underOneNumber(context, scenario, family);
  const newFamily = movedOut(context, withMother);
  const newNumber = drawNewNomorKk(context, newFamily.home);
  return {
    ...told,
    families: [
      ...told.families.map((history) => ({
        ...history,
        v3: history.v3 && { ...history.v3, members: withFather, memberCount: withFather.length },
      })),
      familyInFiles(newFamily, BYSTANDERS, { ...NOWHERE, v3: newNumber }),
    ],
  };
}

/**
 * A family of four becomes two families of two with new numbers. Half is not more than half, so
 * neither is the old family, and the list's row leads only by NIK to the mother's.
 */
export function tellSplitApart(context: StoryContext, scenario: Scenario): Story {
  const { family, withMother, withFather } = drawSplit(context, scenario);
  const oldNumber = drawNomorKk(context, family.home);
  const motherNumber = drawNewNomorKk(context, family.home);
  const mothers = { ...family, members: withMother };
  const fathers = movedOut(context, withFather);
  return {
    families: [
      familyInFiles(family, scenario, { ...NOWHERE, v2: oldNumber, lists: oldNumber }),
      familyInFiles(mothers, scenario, { ...NOWHERE, v3: motherNumber }),
      familyInFiles(fathers, BYSTANDERS, {
        ...NOWHERE,
        v3: drawNewNomorKk(context, fathers.home),
      }),
    ],
    planted: plantErrors(scenario, mothers, motherNumber),
  };
}

/**
 * An old DTKS family of which DTSEN has one person, in another family: the others are nowhere, but
 * the family is not missing.
 */
export function tellScattered(context: StoryContext, scenario: Scenario): Story {
  const oldFamily = drawFamily(context, scenario);
  const { dtks: _, ...hostScenario } = scenario;
  const host = drawFamily(context, hostScenario);
  const found = drawLodgerOf(context, host);
  const told = underOneNumber(context, hostScenario, {
    ...host,
    members: [...host.members, found],
  });
  const scatteredFamily = { ...oldFamily, members: [...oldFamily.members, found] };
  const scatteredNumber = drawNomorKk(context, oldFamily.home);
  return {
    ...told,
    families: [
      familyInFiles(scatteredFamily, scenario, { ...NOWHERE, dtks: scatteredNumber }),
      ...told.families,
    ],
  };
}

type Split = {
  readonly family: DraftFamily;
  readonly withMother: readonly Person[];
  readonly withFather: readonly Person[];
};

function drawSplit(context: StoryContext, scenario: Scenario): Split {
  const family = draftWith(context, scenario, drawFamilyOfFour);
  const [father, mother, smaller, elder] = family.members;
  if (!father || !mother || !smaller || !elder) throw new RangeError("Four members were expected.");
  return {
    family,
    withMother: [{ ...mother, relation: RELATION.head, maritalStatus: "3" }, smaller],
    withFather: [{ ...father, maritalStatus: "3" }, elder],
  };
}

function movedOut(context: StoryContext, members: readonly Person[]): DraftFamily {
  return { ...drawFamily(context, BYSTANDERS), members };
}
