import { AS_OF, drawDay } from "./calendar";
import { drawHouse, type House } from "./housing";
import type { NumberIssuer } from "./identity-numbers";
import { drawFormerMember, drawLodger, drawMembers } from "./members";
import type { Person, PersonContext } from "./person";
import { drawHome, drawHomeElsewhere, type Home, type Places } from "./places";
import type { Random } from "./random";
import { payeeOf } from "./recipients";
import type { DesilPlan, DesilRange, Scenario } from "./scenario";

/** What a story is told with. */
export type StoryContext = {
  readonly random: Random;
  readonly places: Places;
  readonly numbers: NumberIssuer;
  /** How often this scenario was told before, for stories that come in several forms. */
  readonly ordinal: number;
};

/** The desil in each release; null where the file gives the family none. */
type Desil = { readonly v2: number | null; readonly v3: number | null };

/** A family before it is decided which file has it under which number. */
export type DraftFamily = {
  readonly home: Home;
  readonly ktpHome: Home;
  readonly house: House;
  readonly desil: Desil;
  readonly dtksDesil: number | null;
  readonly members: readonly Person[];
};

/** The family of a scenario. */
export function drawFamily(context: StoryContext, scenario: Scenario): DraftFamily {
  return draftWith(context, scenario, (person) =>
    drawMembers(person, {
      component: scenario.component,
      civilServant: scenario.civilServant ?? false,
    }),
  );
}

/** The family of a scenario with members of the story's own choice. */
export function draftWith(
  context: StoryContext,
  scenario: Scenario,
  members: (person: PersonContext) => readonly Person[],
): DraftFamily {
  const { random, places } = context;
  const home = drawHome(random, places);
  const desil = drawDesil(random, scenario.desil);
  const livesLikeDesil = livesLike(random, scenario, desil);
  const person = personContext(context, home, livesLikeDesil);
  return {
    home,
    ktpHome: home,
    desil,
    dtksDesil: scenario.dtks ? random.integer(...scenario.dtks) : null,
    house: drawHouse(random, {
      livesLikeDesil,
      signsOfMeans: scenario.signsOfMeans ?? ((desil.v3 ?? 0) >= 5 ? "by_chance" : "never"),
    }),
    members: withAnswer(scenario, members(person), () => drawLodger(person)),
  };
}

/** A number for a family card that was issued before the old DTKS was closed. */
export function drawNomorKk({ random, numbers }: StoryContext, home: Home): string {
  return numbers.nomorKk(
    home.kelurahan.kecamatanDigits,
    drawDay(random, "2007-01-01", "2024-06-30"),
  );
}

/** A number for a family card that was issued between the two releases, as after a move or split. */
export function drawNewNomorKk({ random, numbers }: StoryContext, home: Home): string {
  return numbers.nomorKk(home.kelurahan.kecamatanDigits, drawDay(random, AS_OF.v2, AS_OF.v3));
}

/** Someone of working age who lives with the family and is no PKH component. */
export function drawLodgerOf(context: StoryContext, family: DraftFamily): Person {
  return drawLodger(personContext(context, family.home, family.desil.v3 ?? 5));
}

/** An old parent of the family who has died or moved away since. */
export function drawLeaverOf(context: StoryContext, family: DraftFamily): Person {
  return drawFormerMember(personContext(context, family.home, family.desil.v3 ?? 5));
}

/** The same family with its KTP address in another kelurahan of the city. */
export function withKtpElsewhere(context: StoryContext, family: DraftFamily): DraftFamily {
  const { random, places } = context;
  return { ...family, ktpHome: drawHomeElsewhere(random, places, family.home.kelurahan) };
}

/** The members with the population office's answer at the one whom the scenario means. */
function withAnswer(
  { dukcapil }: Scenario,
  members: readonly Person[],
  drawLodgerOfFamily: () => Person,
): readonly Person[] {
  if (!dukcapil) return members;
  const { about, answer } = dukcapil;
  if (about === "lodger") return [...members, { ...drawLodgerOfFamily(), answer }];
  const payee = payeeOf(members);
  return members.map((person) => (person === payee ? { ...person, answer } : person));
}

function personContext(
  { random, numbers }: StoryContext,
  home: Home,
  livesLikeDesil: number,
): PersonContext {
  return { random, numbers, kecamatanDigits: home.kelurahan.kecamatanDigits, livesLikeDesil };
}

function livesLike(random: Random, scenario: Scenario, desil: Desil): number {
  if (scenario.livesPoorly) return random.integer(1, 3);
  if (scenario.signsOfMeans === "certainly") return random.integer(6, 9);
  return desil.v3 ?? desil.v2 ?? 5;
}

function drawDesil(random: Random, plan: DesilPlan): Desil {
  if ("moves" in plan) {
    const [v2, v3] = random.pick(plan.moves);
    return { v2, v3 };
  }
  if ("losesRankFrom" in plan) return { v2: random.integer(...plan.losesRankFrom), v3: null };
  if ("gainsRankAt" in plan) return { v2: null, v3: random.integer(...plan.gainsRankAt) };
  const v3 = random.integer(...plan.steady);
  return { v2: within(plan.steady, v3 + drift(random)), v3 };
}

/** Re-ranking moves a few families by one and very few by two, although nothing about them changed. */
function drift(random: Random): number {
  return random.weighted([
    [0, 930],
    [-1, 30],
    [1, 30],
    [-2, 5],
    [2, 5],
  ]);
}

function within([lowest, highest]: DesilRange, desil: number): number {
  return Math.min(highest, Math.max(lowest, desil));
}
