/** Numbers of sixteen digits, each with a slot: 0, 1, 2 … in the order in which they were added. */
export interface NumberMap {
  readonly size: number;
  /** The slot of a number, given as its first and last eight digits; -1 where it is not known. */
  find(high: number, low: number): number;
  /** The slot of a number, which is added where it is not known. */
  add(high: number, low: number): number;
}

const FILL_MAX = 0.75;
const GROWTH = 1.5;
const SLOTS_MIN = 1024;

/**
 * A set of millions of NIK or No KK in about fourteen bytes each; a `Map` of strings takes a hundred.
 * Facts about a number lie in arrays beside it, by its slot.
 */
export function createNumberMap(expectedSize: number): NumberMap {
  let keys = new Float64Array(Math.max(SLOTS_MIN, expectedSize));
  let places = new Int32Array(Math.ceil(keys.length / FILL_MAX));
  let size = 0;

  /** The place that holds the key's slot plus one, or the free place where it belongs. */
  function placeOf(key: number, high: number, low: number): number {
    let place = firstPlace(high, low, places.length);
    for (;;) {
      const slot = (places[place] ?? 0) - 1;
      if (slot < 0 || keys[slot] === key) return place;
      place = place + 1 === places.length ? 0 : place + 1;
    }
  }

  function grow(): void {
    const grown = new Float64Array(Math.ceil(keys.length * GROWTH));
    grown.set(keys);
    keys = grown;
    places = new Int32Array(Math.ceil(keys.length / FILL_MAX));
    for (let slot = 0; slot < size; slot += 1) {
      const key = keys[slot] ?? 0;
      const low = ((key % EIGHT_DIGITS) + EIGHT_DIGITS) % EIGHT_DIGITS;
      const high = (key - low + KEY_OFFSET) / EIGHT_DIGITS;
      places[placeOf(key, high, low)] = slot + 1;
    }
  }

  return {
    get size() {
      return size;
    },
    find(high, low) {
      return (places[placeOf(keyOf(high, low), high, low)] ?? 0) - 1;
    },
    add(high, low) {
      const key = keyOf(high, low);
      let place = placeOf(key, high, low);
      const known = places[place] ?? 0;
      if (known > 0) return known - 1;
      if (size === keys.length) {
        grow();
        place = placeOf(key, high, low);
      }
      keys[size] = key;
      size += 1;
      places[place] = size;
      return size - 1;
    },
  };
}

const EIGHT_DIGITS = 1e8;
/** A double holds whole numbers to 9.007e15; moved down by this, all of sixteen digits fit exactly. */
const KEY_OFFSET = 1e15;

function keyOf(high: number, low: number): number {
  return high * EIGHT_DIGITS - KEY_OFFSET + low;
}

/** Spreads numbers that differ in few digits, as those of one kelurahan do (Murmur's finish). */
function firstPlace(high: number, low: number, length: number): number {
  let hash = Math.imul(high, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  hash ^= hash >>> 13;
  return Math.floor(((hash >>> 0) / 0x1_0000_0000) * length);
}
