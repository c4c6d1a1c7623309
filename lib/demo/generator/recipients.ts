import type { Program, RecipientRow } from "./family-history";
import { type Person, RELATION } from "./person";
import type { Home } from "./places";

/** Rupiah of one stage of PKH for each kind of component; at most four count in a family. */
const PKH_STAGE_RUPIAH = {
  toddler: 750_000,
  primary: 225_000,
  junior: 375_000,
  senior: 500_000,
  elderly: 600_000,
} as const;
const SEMBAKO_QUARTER_RUPIAH = 600_000;

/** Who is paid for the family: the mother, else the first grown woman, else the head. */
export function payeeOf(members: readonly Person[]): Person {
  const isWoman = ({ sex, age }: Person) => sex === "female" && age >= 19;
  const [head] = members;
  const payee =
    members.find((person) => isWoman(person) && person.relation === RELATION.spouse) ??
    members.find((person) => isWoman(person) && person.relation === RELATION.head) ??
    head;
  if (!payee) throw new RangeError("A family without members receives nothing.");
  return payee;
}

/**
 * The rows of the recipient lists for one family under the No KK that the lists know: PKH and
 * Sembako pay one person of a family, PBI-JK insures every member.
 */
export function recipientRows(
  programs: readonly Program[],
  members: readonly Person[],
  nomorKk: string,
  home: Home,
): RecipientRow[] {
  return programs.flatMap((program) => {
    const persons = program === "PBI_JK" ? members : [payeeOf(members)];
    return persons.map((person) => ({
      program,
      person,
      nomorKk,
      home,
      amountRupiah: amountOf(program, members),
    }));
  });
}

function amountOf(program: Program, members: readonly Person[]): number {
  switch (program) {
    case "PKH":
      return pkhAmount(members);
    case "SEMBAKO":
      return SEMBAKO_QUARTER_RUPIAH;
    case "PBI_JK":
      return 0;
  }
}

function pkhAmount(members: readonly Person[]): number {
  const amounts = members
    .map(({ age }) => componentRupiah(age))
    .filter((rupiah) => rupiah > 0)
    .toSorted((a, b) => b - a)
    .slice(0, 4);
  return amounts.reduce((sum, rupiah) => sum + rupiah, 0) || PKH_STAGE_RUPIAH.primary;
}

function componentRupiah(age: number): number {
  if (age < 7) return PKH_STAGE_RUPIAH.toddler;
  if (age <= 12) return PKH_STAGE_RUPIAH.primary;
  if (age <= 15) return PKH_STAGE_RUPIAH.junior;
  if (age <= 18) return PKH_STAGE_RUPIAH.senior;
  return age >= 60 ? PKH_STAGE_RUPIAH.elderly : 0;
}
