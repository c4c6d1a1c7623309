import { damageNik } from "./damaged-nik";
import {
  type DraftFamily,
  draftWith,
  drawFamily,
  drawNomorKk,
  type StoryContext,
} from "./draft-family";
import { familyInFiles, type Numbering } from "./family-files";
import { drawLoner } from "./members";
import type { Person } from "./person";
import { drawHomeElsewhere, type Home } from "./places";
import { payeeOf } from "./recipients";
import type { Scenario } from "./scenario";
import { plantErrors, type Story } from "./story";

/** The NIK of one member arrives damaged in DTSEN; the lists have it whole. */
export function tellInvalidNik(context: StoryContext, scenario: Scenario): Story {
  const family = drawFamily(context, scenario);
  return damageMember(context, scenario, family, context.random.pick(family.members));
}

/** The same of the person who is paid: by its No KK the row is the family's all the same. */
export function tellInvalidNikOfPayee(context: StoryContext, scenario: Scenario): Story {
  const family = drawFamily(context, scenario);
  return damageMember(context, scenario, family, payeeOf(family.members));
}

/**
 * Someone who lives alone, in the old DTKS under another No KK, and in DTSEN with a damaged NIK in
 * the same kelurahan. Equal name and birth date there count as occurring, so nobody is missing.
 */
export function tellInvalidNikFoundByName(context: StoryContext, scenario: Scenario): Story {
  const family = drawLonerFamily(context, scenario);
  return damageLoner(context, scenario, family, family.home);
}

/** The same, but DTSEN has that name and birth date in another kelurahan: that is someone else. */
export function tellInvalidNikElsewhere(context: StoryContext, scenario: Scenario): Story {
  const family = drawLonerFamily(context, scenario);
  const dtksHome = drawHomeElsewhere(context.random, context.places, family.home.kelurahan);
  const told = damageLoner(context, scenario, family, dtksHome);
  const missing = told.families.flatMap(({ dtks }) => dtks?.nomorKk ?? []);
  return {
    ...told,
    planted: [
      ...told.planted,
      ...missing.map((nomorKk) => ({ kind: "missing_in_dtsen", nomorKk }) as const),
    ],
  };
}

function drawLonerFamily(context: StoryContext, scenario: Scenario): DraftFamily {
  return draftWith(context, scenario, (person) => [drawLoner(person)]);
}

function damageLoner(
  context: StoryContext,
  scenario: Scenario,
  family: DraftFamily,
  dtksHome: Home,
): Story {
  const numbering = { dtks: drawNomorKk(context, dtksHome), lists: null };
  return damageMember(context, scenario, family, payeeOf(family.members), numbering, dtksHome);
}

function damageMember(
  context: StoryContext,
  scenario: Scenario,
  family: DraftFamily,
  victim: Person,
  otherNumbers: Partial<Numbering> = {},
  dtksHome = family.home,
): Story {
  const raw = damageNik(victim.nik, context.ordinal);
  const nomorKk = drawNomorKk(context, family.home);
  const members = family.members.map((person) =>
    person === victim ? { ...person, nikInDtsen: raw } : person,
  );
  const numbering = { dtks: nomorKk, v2: nomorKk, v3: nomorKk, lists: nomorKk, ...otherNumbers };
  return {
    families: [familyInFiles({ ...family, members }, scenario, numbering, { dtksHome })],
    planted: [...plantErrors(scenario, family, nomorKk), { kind: "invalid_nik", nomorKk, raw }],
  };
}
