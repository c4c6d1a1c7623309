import {
  type DraftFamily,
  drawFamily,
  drawLeaverOf,
  drawNewNomorKk,
  drawNomorKk,
  type StoryContext,
  withKtpElsewhere,
} from "./draft-family";
import { familyInFiles, type Numbering } from "./family-files";
import { PROGRAMS, type Program } from "./family-history";
import { drawHomeElsewhere } from "./places";
import type { Random } from "./random";
import type { Scenario } from "./scenario";
import { plantErrors, type Story, type StoryTeller, underOneNumber } from "./story";

/** How a missing desil is written; offices have seen all of these. */
const UNRANKED_FORMS = ["", "-", "0", "NULL"] as const;

/** A family that every file knows by one number, with the small changes that families have. */
export function tellSteady(context: StoryContext, scenario: Scenario): Story {
  const { random, places, ordinal } = context;
  const drawn = drawFamily(context, scenario);
  const family = random.chance(0.015) ? withKtpElsewhere(context, drawn) : drawn;
  return underOneNumber(context, scenario, family, [], {
    leavers: random.chance(0.012) ? [drawLeaverOf(context, family)] : [],
    newHome: random.chance(0.005)
      ? drawHomeElsewhere(random, places, family.home.kelurahan)
      : family.home,
    programsIn2024: random.chance(0.15) ? drawPrograms(random) : scenario.programs,
    unranked: UNRANKED_FORMS[ordinal % UNRANKED_FORMS.length],
  });
}

/** The family got a new number between the releases; the lists still have the old one. */
export const tellKkChanged = withNumbering((context, { home }) => {
  const old = drawNomorKk(context, home);
  return { dtks: old, v2: old, v3: drawNewNomorKk(context, home), lists: old };
});

/** The family got a new number between the releases, and the recipient lists know it. */
export const tellKkChangedInLists = withNumbering((context, { home }) => {
  const old = drawNomorKk(context, home);
  const renewed = drawNewNomorKk(context, home);
  return { dtks: old, v2: old, v3: renewed, lists: renewed };
});

/** No release has the old number of the lists, so that only the NIK lead to the family. */
export const tellRenumberedBeforeV2 = withNumbering((context, { home }) => {
  const old = drawNomorKk(context, home);
  const current = drawNomorKk(context, home);
  return { dtks: old, v2: current, v3: current, lists: old };
});

export const tellGoneSinceV2 = withNumbering((context, { home }) => {
  const nomorKk = drawNomorKk(context, home);
  return { dtks: nomorKk, v2: nomorKk, v3: null, lists: nomorKk };
});

export const tellOnlyInLists = withNumbering((context, { home }) => {
  const nomorKk = drawNomorKk(context, home);
  return { dtks: nomorKk, v2: null, v3: null, lists: nomorKk };
});

export const tellNewInV3 = withNumbering((context, { home }) => {
  const nomorKk = drawNomorKk(context, home);
  return { dtks: nomorKk, v2: null, v3: nomorKk, lists: nomorKk };
});

/** A story of one family whose only peculiarity is under which number each file knows it. */
function withNumbering(
  number: (context: StoryContext, family: DraftFamily) => Numbering & { readonly lists: string },
): StoryTeller {
  return (context, scenario) => {
    const family = drawFamily(context, scenario);
    const numbering = number(context, family);
    const { v2, v3, lists } = numbering;
    const changed = v2 !== null && v3 !== null && v2 !== v3;
    return {
      families: [familyInFiles(family, scenario, numbering)],
      planted: [
        ...plantErrors(scenario, family, v3 ?? lists),
        ...(changed ? [{ kind: "kk_changed", oldNomorKk: v2, newNomorKk: v3 } as const] : []),
      ],
    };
  };
}

/** What a family received in 2024 need not be what it receives now. */
function drawPrograms(random: Random): Program[] {
  return PROGRAMS.filter(() => random.chance(0.5));
}
