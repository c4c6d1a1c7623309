import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json";

test("the order of keys does not matter, at any depth", () => {
  const one = { b: 1, a: { d: [1, { y: null, x: "é" }], c: true } };
  const other = { a: { c: true, d: [1, { x: "é", y: null }] }, b: 1 };

  expect(canonicalJson(one)).toBe(canonicalJson(other));
  expect(canonicalJson(one)).toBe('{"a":{"c":true,"d":[1,{"x":"é","y":null}]},"b":1}');
});

test("the order of a list does", () => {
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});

test("a key that means something to JavaScript is content like any other", () => {
  const sent: unknown = JSON.parse('{"__proto__":{"a":1},"b":2}');

  expect(canonicalJson(sent)).not.toBe(canonicalJson({ b: 2 }));
});
