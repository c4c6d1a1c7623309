import { describe, expect, test } from "vitest";
import { isFromOwnPage, ownPath } from "./public-origin";

const PUBLIC = { url: new URL("https://tepat.malangkota.go.id"), given: true };
const LOCAL = { url: new URL("http://localhost:3000"), given: false };

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

  // biome-ignore format: a table reads as a table
  test.each([
    ["either name of this machine", { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" }, true],
    ["the other name",              { origin: "http://localhost:3000", host: "localhost:3000" }, true],
    ["a port forwarded to ours",    { origin: "http://localhost:8080", host: "localhost:8080" }, true],
    ["another program's port",      { origin: "http://localhost:8080", host: "localhost:3000" }, false],
    ["a name made to lead here",    { origin: "http://jahat.example:3000", host: "jahat.example:3000" }, false],
    ["a null Origin",               { origin: "null", host: "localhost:3000" }, false],
  ])("on this machine: %s", (_, headers, accepted) => {
    expect(isFromOwnPage(new Headers(headers), LOCAL)).toBe(accepted);
  });

  test("an office with an address of its own believes no Host header", () => {
    const headers = new Headers({ origin: "http://localhost:8080", host: "localhost:8080" });

    expect(isFromOwnPage(headers, PUBLIC)).toBe(false);
  });
});

// biome-ignore format: a table reads as a table
test.each([
  ["/kasus/12?x=1",                        "/kasus/12?x=1"],
  ["https://tepat.malangkota.go.id/kasus", "/kasus"],
  ["//jahat.example",                      "/"],
  ["/\\\\jahat.example",                   "/"],
  ["https://tepat.malangkota.go.id//jahat.example", "/"],
  ["https://jahat.example/kasus",          "/"],
  ["javascript:alert(1)",                  "/"],
  ["http://tepat.malangkota.go.id/",       "/"],
  [{ href: "/kasus" },                     "/"],
])("after signing in, %j leads to %s", (address, path) => {
  expect(ownPath(address, PUBLIC)).toBe(path);
});
