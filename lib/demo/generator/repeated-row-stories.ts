import {
  type DraftFamily,
  drawFamily,
  drawLodgerOf,
  drawNomorKk,
  type StoryContext,
} from "./draft-family";
import { familyInFiles } from "./family-files";
import type { FamilyHistory, RecipientRow } from "./family-history";
import { type Person, RELATION } from "./person";
import { payeeOf, recipientRows } from "./recipients";
import type { Scenario } from "./scenario";
import { BYSTANDERS, type Story, underOneNumber, withFamilies } from "./story";

/** Two rows of one family have one NIK. */
export function tellNikTwiceInFamily(context: StoryContext, scenario: Scenario): Story {
  const drawn = drawFamily(context, scenario);
  const twice = payeeOf(drawn.members);
  const family = { ...drawn, members: [...drawn.members, { ...twice, relation: RELATION.other }] };
  return underOneNumber(context, scenario, family, [{ kind: "duplicate_nik", nik: twice.nik }]);
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

/** A recipient row with a No KK that is nowhere, whose NIK stands in two families: nobody's row. */
export function tellNikOfStrayRow(context: StoryContext, scenario: Scenario): Story {
  const { family, lodger } = drawFamilyWithLodger(context, scenario);
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
  return withFamilies(underOneNumber(context, scenario, family), (history) => ({
    ...history,
    recipients: history.recipients.flatMap((row) => [row, { ...row, person: lodger }]),
  }));
}

/** The family file counts a member more than the member file has rows. */
export function tellWrongMemberCount(context: StoryContext, scenario: Scenario): Story {
  return withFamilies(
    underOneNumber(context, scenario, drawFamily(context, scenario)),
    (history) => ({
      ...history,
      v3: history.v3 && { ...history.v3, memberCount: history.v3.memberCount + 1 },
    }),
  );
}

function drawFamilyWithLodger(
  context: StoryContext,
  scenario: Scenario,
): { family: DraftFamily; lodger: Person } {
  const drawn = drawFamily(context, scenario);
  const lodger = drawLodgerOf(context, drawn);
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
  const members = [...family.members, { ...intruder, relation: RELATION.other }];
  return {
    ...history,
    v3: history.v3 && { ...history.v3, members, memberCount: members.length },
    recipients,
  };
}
