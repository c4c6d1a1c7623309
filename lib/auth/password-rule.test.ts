import { describe, expect, test } from "vitest";
import { checkPasswordRule, PASSWORD_LENGTH_MAX } from "./password-rule";

/** Of somebody called Siti Aminah in Kota Malang, as `findGuessableWords` reads it. */
const OWN = ["siti", "aminah", "sitiaminah", "kota", "malang", "kotamalang", "blimbing"];

async function verdictOf(password: string): Promise<string> {
  const result = await checkPasswordRule(password, OWN);
  if (result.ok) return "ok";
  const { problem } = result;
  return problem.code === "too_weak" ? problem.because : problem.code;
}

describe("a password that a person chooses", () => {
  test.each([
    "empat ekor kucing",
    "kopi hujan lemari angsa",
    "kemarin hujan turun sekali",
    "sepeda biru di atas genteng",
    "bapak guru makan nasi",
    "x8#Kq2!mZp0Lr5vT",
    "correct horse battery staple",
    "  kata sandi ünïcödé 密码  ",
    // Somebody's own word does no harm beside enough others.
    "siti menanam cabai di kebun",
  ])("is taken: %s", async (password) => {
    expect(await verdictOf(password)).toBe("ok");
  });

  test.each([
    ["too_short", "sembako12345"],
    ["too_short", "kucing berlari"],
    ["too_long", "kopi hujan ".repeat(40)],
    ["own_words", "dinassosial2026"],
    ["own_words", "sembako1234567890"],
    ["own_words", "bantuansosial2026"],
    ["own_words", "pendamping12345"],
    ["own_words", "siti.aminah2026"],
    ["own_words", "sitiaminahmalang"],
    ["own_words", "Siti Aminah Malang 1985"],
    ["own_words", "Dinas Sosial Kota Malang 2026"],
    ["own_words", "Indonesia Merdeka 1945"],
    ["own_words", "S1t1Am1n4hMalang"],
    ["common", "qwertyuiopasdfghjkl"],
    ["pattern", "aaaaaaaaaaaaaaaaaaaa"],
    ["pattern", "satu dua tiga empat lima"],
    ["common", "1qaz2wsx3edc4rfv"],
    ["common", "sayangkamusayang"],
  ])("is refused as %s: %s", async (verdict, password) => {
    expect(await verdictOf(password)).toBe(verdict);
  });

  test.each(["4@8(3!1|0$57+%2", "1950", "Xk7$ 19-04-1950 ", "abcdefgh"])(
    "is judged in a moment however long and tangled: %s",
    async (piece) => {
      await verdictOf("kopi hujan lemari angsa");
      const password = piece.repeat(PASSWORD_LENGTH_MAX).slice(0, PASSWORD_LENGTH_MAX);
      const start = process.cpuUsage();

      await verdictOf(password);

      const { user } = process.cpuUsage(start);
      expect(user / 1000).toBeLessThan(500);
    },
  );
});
