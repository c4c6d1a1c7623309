import type { Database } from "@/lib/db/client";
import { enterIndicator } from "@/lib/insights/enter-indicator";
import { demoPerson } from "./demo-people";

/** Invented, and said to be: the real ones are BPS' to publish and the office's to enter. */
const VALUES = [
  { year: 2022, value: 52.4 },
  { year: 2023, value: 50.1 },
  { year: 2024, value: 47.9 },
  { year: 2025, value: 46.3 },
] as const;

/** Lets the demonstration's admin enter a poverty series, once. */
export async function enterDemoSeries(db: Database): Promise<void> {
  if ((await db.indicator.count()) > 0) return;
  const admin = await demoPerson(db, "admin");
  await db.$transaction((tx) =>
    enterIndicator(tx, admin, "poor_people", {
      values: VALUES,
      source: "Angka contoh, bukan terbitan BPS",
    }),
  );
}
