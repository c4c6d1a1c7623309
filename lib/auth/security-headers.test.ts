import { expect, test } from "vitest";
import { commonHeaders, contentSecurityPolicy } from "./security-headers";

test("an office on https tells browsers to stay there for a year; this machine does not", () => {
  expect(commonHeaders(true)["Strict-Transport-Security"]).toBe(
    "max-age=31536000; includeSubDomains",
  );
  expect(commonHeaders(false)).not.toHaveProperty("Strict-Transport-Security");
});

test("scripts and styles run with the nonce alone, and nothing comes from outside", () => {
  const policy = contentSecurityPolicy("abc", false);

  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("style-src 'self' 'nonce-abc';");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});
