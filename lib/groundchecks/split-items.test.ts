import { describe, expect, test } from "vitest";
import { splitItems } from "./split-items";

describe("the items of a body", () => {
  test.each([
    ["one", '{"items":[{"a":1}]}', ['{"a":1}']],
    [
      "as they were written",
      '{ "items" : [ {"a": 1.0,\n"b":"x"} ,{"c":[1,[2],{}]}] }',
      ['{"a": 1.0,\n"b":"x"}', '{"c":[1,[2],{}]}'],
    ],
    ["none", '{"items":[ ]}', []],
    [
      "with brackets, commas and quotes in texts",
      '{"items":[{"a":"]},\\"{["},"\\\\"]}',
      ['{"a":"]},\\"{["}', '"\\\\"'],
    ],
    ["beside other lists", '{"other":[1,2],"items":[3],"more":{"items":[4]}}', ["3"]],
    ["of a key written with escapes", '{"\\u0069tems":[1]}', ["1"]],
    ["of the last key of that name", '{"items":[1,2],"items":[3]}', ["3"]],
    ["named in a text only", '{"a":"items","b":[1]}', []],
    ["that are lists", '{"items":[[1,2],[]]}', ["[1,2]", "[]"]],
  ])("%s", (_name, body, expected) => {
    expect(splitItems(body)).toEqual(expected);
    const { items = [] } = JSON.parse(body);
    expect(splitItems(body).map((text) => JSON.parse(text))).toEqual(items);
  });

  test("a long text costs no more than its length", () => {
    const item = JSON.stringify({ note: 'x\\"\n'.repeat(200_000) });

    expect(splitItems(`{"items":[${item}]}`)).toEqual([item]);
  });
});
