import { openDatabase } from "@/lib/db/connect";
import { migrateOffice } from "@/lib/office/migrate-office";
import { print } from "./print";

/** Brings the office's database up to date. */
export async function migrateDatabase(): Promise<void> {
  const database = await openDatabase();
  try {
    const { ownerUrl: url, appUrl, schema } = database;
    const applied = await migrateOffice({ url, schema, appUrl });
    if (applied.length === 0) print("Struktur basis data sudah terbaru.");
    for (const name of applied) print(`Diterapkan: ${name}`);
  } finally {
    await database.release();
  }
}
