import {
  type DraftFamily,
  drawFamily,
  drawLodgerOf,
  drawNewNomorKk,
  drawNomorKk,
  type StoryContext,
} from "./draft-family";
import type { DukcapilAnswer } from "./dukcapil-file";
import { familyInFiles } from "./family-files";
import type { FamilyHistory, RecipientRow } from "./family-history";
import { type Person, RELATION } from "./person";
import { payeeOf, recipientRows } from "./recipients";
import type { Scenario } from "./scenario";
import { BYSTANDERS, plantErrors, type Story, underOneNumber, withFamilies } from "./story";

/** Two rows of one family have one NIK. */
export function tellNikTwiceInFamily(context: StoryContext, scenario: Scenario): Story {
  const drawn = drawFamily(context, scenario);
  const twice = payeeOf(drawn.members);
  const family = { ...drawn, members: [...drawn.members, { ...twice, relation: RELATION.other }] };
  return underOneNumber(context, scenario, family, [{ kind: "duplicate_nik", nik: twice.nik }]);
}

/** The same, and the family file counts that person once. */
export function tellNikCountedOnce(context: StoryContext, scenario: Scenario): Story {
  return withMemberCount(tellNikTwiceInFamily(context, scenario), -1);
}

/** The person who is paid for a poor family also stands in a well-off one, which receives nothing. */
export function tellNikInTwoFamilies(context: StoryContext, scenario: Scenario): Story {
  const family = drawFamily(context, scenario);
  const payee = payeeOf(family.members);
  const told = underOneNumber(context, scenario, family, [
    { kind: "duplicate_nik", nik: payee.nik },
  ]);
  return { ...told, families: [...told.families, familyWithIntruder(context, payee)] };
}

/** The same, but the other family is paid too, through somebody of its own: each has one recipient. */
export function tellNikInTwoPaidFamilies(context: StoryContext, scenario: Scenario): Story {
  const family = drawFamily(context, scenario);
  const payee = payeeOf(family.members);
  const told = underOneNumber(context, scenario, family, [
    { kind: "duplicate_nik", nik: payee.nik },
  ]);
  const other = underOneNumber(context, scenario, drawFamily(context, scenario));
  return {
    ...told,
    families: [...told.families, ...other.families.map((history) => withIntruder(history, payee))],
  };
}

/**
 * A recipient row with a No KK that is nowhere, whose NIK stands in two families: nobody's row, so
 * that it matters to nobody's aid that the person has died.
 */
export function tellNikOfStrayRow(context: StoryContext, scenario: Scenario): Story {
  const { family, lodger } = drawFamilyWithLodger(context, scenario, "deceased");
  const told = underOneNumber(context, scenario, family, [
    { kind: "duplicate_nik", nik: lodger.nik },
  ]);
  const strayNomorKk = drawNomorKk(context, family.home);
  const strayRow = recipientRows(["PKH"], [lodger], strayNomorKk, family.home);
  return {
    ...told,
    families: [...told.families, familyWithIntruder(context, lodger, strayRow)],
  };
}

/** Two members of one family are paid in the same stage. */
export function tellDoubleBenefit(context: StoryContext, scenario: Scenario): Story {
  const { family, lodger } = drawFamilyWithLodger(context, scenario);
  const told = underOneNumber(context, scenario, family);
  return withRecipients(told, (row) => [row, { ...row, person: lodger }]);
}

/** The same after the family got a new number, which the second row has and the first has not. */
export function tellDoubleBenefitUnderTwoNumbers(context: StoryContext, scenario: Scenario): Story {
  const { family, lodger } = drawFamilyWithLodger(context, scenario);
  const old = drawNomorKk(context, family.home);
  const renewed = drawNewNomorKk(context, family.home);
  const numbering = { dtks: old, v2: old, v3: renewed, lists: old };
  const told = {
    families: [familyInFiles(family, scenario, numbering)],
    planted: [
      ...plantErrors(scenario, family, renewed),
      { kind: "kk_changed", oldNomorKk: old, newNomorKk: renewed } as const,
    ],
  };
  return withRecipients(told, (row) => [row, { ...row, person: lodger, nomorKk: renewed }]);
}

/** One member of a family stands twice in the list: a repeated row is no second recipient. */
export function tellListedTwice(context: StoryContext, scenario: Scenario): Story {
  const told = underOneNumber(context, scenario, drawFamily(context, scenario));
  return withRecipients(told, (row) => [row, row]);
}

/** The family file counts a member more than the member file has rows. */
export function tellWrongMemberCount(context: StoryContext, scenario: Scenario): Story {
  return withMemberCount(underOneNumber(context, scenario, drawFamily(context, scenario)), 1);
}

function withMemberCount(story: Story, difference: number): Story {
  return withFamilies(story, (history) => ({
    ...history,
    v3: history.v3 && { ...history.v3, memberCount: history.v3.memberCount + difference },
  }));
}

function withRecipients(story: Story, repeat: (row: RecipientRow) => RecipientRow[]): Story {
  return withFamilies(story, (history) => ({
    ...history,
    recipients: history.recipients.flatMap(repeat),
  }));
}

function drawFamilyWithLodger(
  context: StoryContext,
  scenario: Scenario,
  answer: DukcapilAnswer = "matched",
): { family: DraftFamily; lodger: Person } {
  const drawn = drawFamily(context, scenario);
  const lodger = { ...drawLodgerOf(context, drawn), answer };
  return { family: { ...drawn, members: [...drawn.members, lodger] }, lodger };
}

/** A well-off family in which somebody else's row stands too since v3. */
function familyWithIntruder(
  context: StoryContext,
  intruder: Person,
  recipients: readonly RecipientRow[] = [],
): FamilyHistory {
  const family = drawFamily(context, BYSTANDERS);
  const nomorKk = drawNomorKk(context, family.home);
  const numbering = { dtks: null, v2: nomorKk, v3: nomorKk, lists: null };
  const history = familyInFiles(family, BYSTANDERS, numbering);
  return { ...withIntruder(history, intruder), recipients };
}

function withIntruder(history: FamilyHistory, intruder: Person): FamilyHistory {
  if (!history.v3) return history;
  const members = [...history.v3.members, { ...intruder, relation: RELATION.other }];
  return { ...history, v3: { ...history.v3, members, memberCount: members.length } };
}
