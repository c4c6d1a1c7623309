import { describe, expect, test } from "vitest";
import { isFromOwnPage, ownOrigins } from "./public-origin";

const PUBLIC = ownOrigins(new URL("https://tepat.malangkota.go.id"));

describe("a change is accepted from our own pages only", () => {
  // biome-ignore format: a table reads as a table
  test.each([
    ["our page",                     { origin: "https://tepat.malangkota.go.id" }, true],
    ["our page, new browser",        { origin: "https://tepat.malangkota.go.id", "sec-fetch-site": "same-origin" }, true],
    ["no Origin",                    {}, false],
    ["a null Origin",                { origin: "null" }, false],
    ["another site",                 { origin: "https://jahat.example" }, false],
    ["a sub-domain",                 { origin: "https://x.tepat.malangkota.go.id" }, false],
    ["the domain above",             { origin: "https://malangkota.go.id" }, false],
    ["another port",                 { origin: "https://tepat.malangkota.go.id:8443" }, false],
    ["without encryption",           { origin: "http://tepat.malangkota.go.id" }, false],
    ["text that is no address",      { origin: "https://" }, false],
    ["a name that begins like ours", { origin: "https://tepat.malangkota.go.id.jahat.example" }, false],
    ["a sub-domain's form",          { origin: "https://tepat.malangkota.go.id", "sec-fetch-site": "same-site" }, false],
    ["another site's form",          { origin: "https://tepat.malangkota.go.id", "sec-fetch-site": "cross-site" }, false],
  ])("%s", (_, headers, accepted) => {
    expect(isFromOwnPage(new Headers(headers), PUBLIC)).toBe(accepted);
  });

  test("on this machine localhost and 127.0.0.1 are the same server, on one port", () => {
    const local = ownOrigins(new URL("http://localhost:3000"));

    expect(isFromOwnPage(new Headers({ origin: "http://127.0.0.1:3000" }), local)).toBe(true);
    expect(isFromOwnPage(new Headers({ origin: "http://localhost:3000" }), local)).toBe(true);
    expect(isFromOwnPage(new Headers({ origin: "http://localhost:3001" }), local)).toBe(false);
  });
});
