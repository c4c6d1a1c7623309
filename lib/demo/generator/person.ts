import { drawBirthDate } from "./calendar";
import type { DukcapilAnswer } from "./dukcapil-file";
import { drawHealth, type Health } from "./health";
import type { NumberIssuer } from "./identity-numbers";
import { drawName, drawPlainName, type Sex } from "./names";
import type { Random } from "./random";
import {
  drawCivilService,
  drawSchooling,
  drawWork,
  noWork,
  type Schooling,
  type Work,
} from "./schooling-and-work";

/** `status_hubungan_keluarga`, the eight codes of the paper form. */
export const RELATION = { head: "1", spouse: "2", child: "3", parent: "6", other: "8" } as const;

export type Person = {
  readonly nik: string;
  /** The NIK as the DTSEN files write it; another text than `nik` only where the plan damages it. */
  readonly nikInDtsen: string;
  /** What the population office answers about the NIK. */
  readonly answer: DukcapilAnswer;
  readonly name: string;
  readonly birthDate: string;
  readonly age: number;
  readonly sex: Sex;
  readonly relation: string;
  readonly maritalStatus: string;
  readonly schooling: Schooling;
  readonly work: Work;
  readonly health: Health;
};

/** What is decided about a person before chance fills in the rest. */
export type PersonWish = {
  readonly age: number;
  readonly sex: Sex;
  readonly relation: string;
  readonly maritalStatus: string;
  readonly severeDifficulty?: boolean;
  readonly civilServant?: boolean;
  /** A name of unaccented capitals, for people who are found again by name. */
  readonly plainName?: boolean;
};

export type PersonContext = {
  readonly random: Random;
  readonly numbers: NumberIssuer;
  /** The two digits of the kecamatan where the NIK was issued. */
  readonly kecamatanDigits: string;
  /** The desil that the family lives like, which decides school and work. */
  readonly livesLikeDesil: number;
};

export function drawPerson(context: PersonContext, wish: PersonWish): Person {
  const { random, numbers, livesLikeDesil } = context;
  const birthDate = drawBirthDate(random, wish.age);
  const nik = numbers.nik(context.kecamatanDigits, birthDate, wish.sex);
  const schooling = drawSchooling(random, wish.age, livesLikeDesil);
  return {
    nik,
    nikInDtsen: nik,
    answer: "matched",
    name: wish.plainName ? drawPlainName(random, wish.sex) : drawName(random, wish.sex),
    birthDate,
    age: wish.age,
    sex: wish.sex,
    relation: wish.relation,
    maritalStatus: wish.maritalStatus,
    schooling,
    work: workOf(context, wish, schooling),
    health: drawHealth(random, wish.age, wish.severeDifficulty ?? false),
  };
}

function workOf(
  { random, livesLikeDesil }: PersonContext,
  wish: PersonWish,
  schooling: Schooling,
): Work {
  if (wish.civilServant) return drawCivilService(random);
  if (schooling.partisipasi_sekolah === "2") return noWork("PELAJAR/MAHASISWA");
  if (wish.age < 19) return noWork("BELUM/TIDAK BEKERJA");
  const worksAtAll = random.chance(chanceOfWork(wish));
  if (worksAtAll) return drawWork(random, livesLikeDesil);
  return noWork(
    wish.relation === RELATION.spouse ? "MENGURUS RUMAH TANGGA" : "BELUM/TIDAK BEKERJA",
  );
}

function chanceOfWork({ age, relation }: PersonWish): number {
  if (age >= 65) return 0.2;
  return relation === RELATION.head ? 0.93 : 0.5;
}
