import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Questionnaire } from "@/lib/forms/definition";
import type { RosterMember } from "@/lib/forms/types";
import type { VisitDocument } from "@/lib/forms/visit-document";

const MIGRATION = "prisma/migrations/20261122040000_ask_the_core_questions/migration.sql";

/** The form that the migrations bring, for tests that ask no database. */
export function coreForm(): Questionnaire {
  const sql = readFileSync(join(import.meta.dirname, "../..", MIGRATION), "utf8");
  return Questionnaire.parse(JSON.parse(sql.split("$form$")[1] ?? ""));
}

/** A listed adult, the head of the family. */
export function listed(changes: Partial<RosterMember> = {}): RosterMember {
  return {
    key: "1",
    name: "SUGENG HARIYADI",
    nik: "•••• 0001",
    age: 46,
    sex: "1",
    relation: "1",
    ...changes,
  };
}

/** A visit that found everybody on the roster at home, with nothing to object to. */
export function completeVisit(
  roster: readonly Pick<RosterMember, "key">[],
  changes: Partial<VisitDocument> = {},
): VisitDocument {
  const house = { "7a": "1", "9": 42, "10a": "6", "11a": "1", "12a": "2" };
  const water = { "13": "1", "14": "1", "15": "1", "16": "4" };
  const electricity = { "17": "1", "18a": 1, "18b": "2", "18c": "123456789012" };
  const assets = { "22a": 1, "22b": 0, "22c": 1, "22d": 0, "22e": 0, "22f": 0 };
  const valuables = { "22g": 1, "22g_nilai": 6_000_000, "22h": 0, "23a": 0, "23b": 0 };
  return {
    presence: "1",
    answers: { ...house, ...water, ...electricity, ...assets, ...valuables },
    members: roster.map(({ key }, index) => ({
      key,
      answers: { "27a": "1", "32": index === 0 ? "1" : "3", "36": "-" },
    })),
    photos: { "21a": randomUUID(), "21b": randomUUID(), kk: randomUUID() },
    position: { latitude: -7.95, longitude: 112.63, accuracyMetres: 8, source: "device" },
    note: "",
    ...changes,
  };
}
