import type { Sex } from "./names";
import { drawPerson, type Person, type PersonContext, type PersonWish, RELATION } from "./person";

/** Whether a family has someone who is a PKH component on the newest release's day. */
export type ComponentWish = "yes" | "no" | "either";

export type FamilyWish = {
  readonly component: ComponentWish;
  /** Whether one of the adults is a PNS, TNI, Polri, BUMN or BUMD employee. */
  readonly civilServant: boolean;
};

type Marriage = { readonly head: PersonWish; readonly spouse: PersonWish | null };

const MARITAL = { single: "1", married: "2", divorced: "3", widowed: "4" } as const;
const ADULT_AGE = 19;
const ELDERLY_AGE = 60;

/**
 * The members of a family, the head first. A component is made by putting a child under 19, an
 * elderly or a severely disabled member into the family; a family without one has members of 19
 * to 59 only. That is how both come about, so the plan knows which families have a component.
 */
export function drawMembers(context: PersonContext, wish: FamilyWish): Person[] {
  const { random } = context;
  const component = wish.component === "either" ? random.chance(0.75) : wish.component === "yes";
  const wishes = component ? componentFamily(context) : workingAgeFamily(context);
  return wishes.map((person, index) =>
    drawPerson(context, index === 0 ? { ...person, civilServant: wish.civilServant } : person),
  );
}

/** Two parents and two children of which one is small; the family that later splits in two. */
export function drawFamilyOfFour(context: PersonContext): Person[] {
  const motherAge = context.random.integer(26, 40);
  return [
    adult(motherAge + 3, "male", RELATION.head, MARITAL.married),
    adult(motherAge, "female", RELATION.spouse, MARITAL.married),
    child(context, context.random.integer(2, 6)),
    child(context, context.random.integer(9, 17)),
  ].map((person) => drawPerson(context, person));
}

/** One adult of working age who lives alone and has a name that every file writes alike. */
export function drawLoner(context: PersonContext): Person {
  const sex = context.random.pick<Sex>(["male", "female"]);
  const wish = adult(context.random.integer(32, 58), sex, RELATION.head, MARITAL.divorced);
  return drawPerson(context, { ...wish, plainName: true });
}

/** Someone of working age who was added to a family that is not their own. */
export function drawLodger(context: PersonContext): Person {
  const sex = context.random.pick<Sex>(["male", "female"]);
  return drawPerson(
    context,
    adult(context.random.integer(25, 55), sex, RELATION.other, MARITAL.single),
  );
}

/** A parent of the head who has died or moved away since. */
export function drawFormerMember(context: PersonContext): Person {
  const sex = context.random.pick<Sex>(["male", "female"]);
  return drawPerson(
    context,
    adult(context.random.integer(66, 92), sex, RELATION.parent, MARITAL.widowed),
  );
}

function componentFamily(context: PersonContext): PersonWish[] {
  const { random } = context;
  const kind = random.weighted([
    ["children", 76],
    ["three_generations", 12],
    ["elderly", 9],
    ["disabled", 3],
  ]);
  if (kind === "elderly") return elderlyFamily(context);
  if (kind === "disabled") {
    const [head, ...others] = workingAgeFamily(context);
    return head ? [{ ...head, severeDifficulty: true }, ...others] : [];
  }
  const family = familyWithChildren(context);
  if (kind === "children") return family;
  const oldestParentAge = Math.max(...family.map(({ age }) => age));
  return [...family, grandparent(context, oldestParentAge)];
}

function familyWithChildren(context: PersonContext): PersonWish[] {
  const { random } = context;
  const motherAge = random.integer(23, 46);
  const children = random.weighted([
    [1, 34],
    [2, 42],
    [3, 18],
    [4, 6],
  ]);
  const eldest = random.integer(0, Math.min(18, motherAge - 20));
  const ages = Array.from({ length: children }, (_, index) => eldest - index * 3).filter(
    (age) => age >= 0,
  );
  const grownUp =
    motherAge >= 42 && children <= 2 && random.chance(0.3) ? [child(context, motherAge - 21)] : [];
  const { head, spouse } = marriage(context, motherAge);
  return [head, ...(spouse ? [spouse] : []), ...grownUp, ...ages.map((age) => child(context, age))];
}

/** A married couple, or one time in eight a mother alone. */
function marriage({ random }: PersonContext, motherAge: number): Marriage {
  if (random.chance(0.12)) {
    const status = random.pick([MARITAL.divorced, MARITAL.widowed]);
    return { head: adult(motherAge, "female", RELATION.head, status), spouse: null };
  }
  const fatherAge = Math.min(59, motherAge + random.integer(-1, 8));
  return {
    head: adult(fatherAge, "male", RELATION.head, MARITAL.married),
    spouse: adult(motherAge, "female", RELATION.spouse, MARITAL.married),
  };
}

function elderlyFamily({ random }: PersonContext): PersonWish[] {
  const age = random.integer(ELDERLY_AGE, 88);
  if (random.chance(0.5))
    return [adult(age, random.pick(["male", "female"]), RELATION.head, MARITAL.widowed)];
  return [
    adult(age, "male", RELATION.head, MARITAL.married),
    adult(Math.max(48, age - random.integer(0, 8)), "female", RELATION.spouse, MARITAL.married),
  ];
}

function workingAgeFamily(context: PersonContext): PersonWish[] {
  const { random } = context;
  const kind = random.weighted([
    ["alone", 30],
    ["couple", 35],
    ["grown_children", 35],
  ]);
  if (kind === "alone") {
    return [
      adult(random.integer(22, 59), random.pick(["male", "female"]), RELATION.head, MARITAL.single),
    ];
  }
  const motherAge = kind === "couple" ? random.integer(20, 57) : random.integer(42, 57);
  const { head, spouse } = marriage(context, motherAge);
  const couple = spouse ? [head, spouse] : [head];
  if (kind === "couple") return couple;
  const eldest = random.integer(ADULT_AGE, motherAge - 20);
  const ages = [eldest, eldest - 3].filter((age) => age >= ADULT_AGE);
  return [...couple, ...ages.map((age) => child(context, age))];
}

function grandparent({ random }: PersonContext, parentAge: number): PersonWish {
  const age = Math.min(92, Math.max(ELDERLY_AGE, parentAge + random.integer(19, 32)));
  return adult(age, random.pick(["male", "female"]), RELATION.parent, MARITAL.widowed);
}

function child({ random }: PersonContext, age: number): PersonWish {
  return adult(age, random.pick(["male", "female"]), RELATION.child, MARITAL.single);
}

function adult(age: number, sex: Sex, relation: string, maritalStatus: string): PersonWish {
  return { age, sex, relation, maritalStatus };
}
