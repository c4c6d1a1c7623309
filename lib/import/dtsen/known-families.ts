import { invariant } from "@/lib/shared/invariant";
import { createNumberMap } from "./number-map";

/** The number belongs to a family of the release before. */
export const IN_PREVIOUS = 1;
/** A family once had this number and is not in the release before; whoever comes first is that family. */
export const KNOWN_BEFORE = 2;
/** A row of this release has the number. */
export const IN_RELEASE = 4;

/** The families of a release by their No KK, while its files are read; facts lie by slot. */
export interface KnownFamilies {
  /** The slot of a No KK, given as its first and last eight digits; made where there is none. */
  slotOf(high: number, low: number): number;
  /** The slot of a No KK that is known; -1 where it is not. */
  find(high: number, low: number): number;
  readonly count: number;
  readonly facts: FamilyFacts;
}

/** One entry a slot. Typed arrays, because a regency has a million families. */
interface FamilyFacts {
  flags: Uint8Array;
  /** The family's id; 0 while it has none. */
  householdIds: Uint32Array;
  /** 0: the kelurahan was not recognised. */
  villageIds: Uint32Array;
  lineNos: Uint32Array;
  /** The members that the family's row says it has; `NOT_SAID` where it says nothing. */
  saidMembers: Uint16Array;
  countedMembers: Uint16Array;
}

export const NOT_SAID = 0xffff;

export function createKnownFamilies(expectedSize: number): KnownFamilies {
  const numbers = createNumberMap(expectedSize);
  let capacity = Math.max(1024, expectedSize);
  const facts: FamilyFacts = {
    flags: new Uint8Array(capacity),
    householdIds: new Uint32Array(capacity),
    villageIds: new Uint32Array(capacity),
    lineNos: new Uint32Array(capacity),
    saidMembers: new Uint16Array(capacity),
    countedMembers: new Uint16Array(capacity),
  };

  function grow(): void {
    capacity = Math.ceil(capacity * 1.5);
    facts.flags = moved(facts.flags, new Uint8Array(capacity));
    facts.householdIds = moved(facts.householdIds, new Uint32Array(capacity));
    facts.villageIds = moved(facts.villageIds, new Uint32Array(capacity));
    facts.lineNos = moved(facts.lineNos, new Uint32Array(capacity));
    facts.saidMembers = moved(facts.saidMembers, new Uint16Array(capacity));
    facts.countedMembers = moved(facts.countedMembers, new Uint16Array(capacity));
  }

  return {
    facts,
    find: numbers.find,
    get count() {
      return numbers.size;
    },
    slotOf(high, low) {
      const slot = numbers.add(high, low);
      if (slot >= capacity) grow();
      return slot;
    },
  };
}

/** The people of a release by their NIK. */
export interface KnownPeople {
  /** Remembers who has a NIK before the release is read. */
  learn(high: number, low: number, individualId: number): void;
  /** Who has a NIK; 0 where nobody has. */
  find(high: number, low: number): number;
  /**
   * Meets a NIK in the release: the id of the person it belongs to, or 0 where it was met before.
   * A NIK that nobody has yet gets `newId`.
   */
  meet(high: number, low: number, newId: number): number;
}

/** Set in an id once its NIK was met in the release; ids stay below. */
const MET = 0x8000_0000;

export function createKnownPeople(expectedSize: number): KnownPeople {
  const numbers = createNumberMap(expectedSize);
  let ids = new Uint32Array(Math.max(1024, expectedSize));

  function entryOf(high: number, low: number): number {
    const slot = numbers.add(high, low);
    if (slot >= ids.length) ids = moved(ids, new Uint32Array(Math.ceil(ids.length * 1.5)));
    return slot;
  }

  return {
    learn(high, low, individualId) {
      invariant(individualId < MET, "ids of individuals fit in 31 bits");
      ids[entryOf(high, low)] = individualId;
    },
    find(high, low) {
      const known = ids[numbers.find(high, low)] ?? 0;
      return known >= MET ? known - MET : known;
    },
    meet(high, low, newId) {
      invariant(newId < MET, "ids of individuals fit in 31 bits");
      const slot = entryOf(high, low);
      const known = ids[slot] ?? 0;
      if (known >= MET) return 0;
      const id = known === 0 ? newId : known;
      ids[slot] = id + MET;
      return id;
    },
  };
}

function moved<Column extends Uint8Array | Uint16Array | Uint32Array>(
  from: Column,
  to: Column,
): Column {
  to.set(from);
  return to;
}
