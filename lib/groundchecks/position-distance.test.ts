import { expect, test } from "vitest";
import { distanceMetres } from "./position-distance";

const MALANG = { latitude: -7.9797, longitude: 112.6304 };

test.each([
  ["the same place", MALANG, 0],
  ["a thousandth of a degree north", { ...MALANG, latitude: -7.9787 }, 111],
  ["a thousandth of a degree east, at Malang's latitude", { ...MALANG, longitude: 112.6314 }, 110],
  ["Surabaya's town hall", { latitude: -7.2592, longitude: 112.7472 }, 81_100],
  ["the other side of the earth", { latitude: 7.9797, longitude: -67.3696 }, 20_015_087],
])("%s", (_name, place, metres) => {
  expect(Math.abs(distanceMetres(MALANG, place) - metres)).toBeLessThan(Math.max(1, metres / 200));
});

test("a degree of longitude is half as long at sixty degrees of latitude", () => {
  const metres = distanceMetres({ latitude: 60, longitude: 10 }, { latitude: 60, longitude: 11 });

  expect(Math.round(metres / 1000)).toBe(56);
});
