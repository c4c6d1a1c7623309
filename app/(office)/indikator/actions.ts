"use server";

import { defineAction } from "@/lib/actions/define-action";
import { enterIndicator, withdrawIndicator } from "@/lib/insights/enter-indicator";
import { EnterIndicator, ImportIndicator, WithdrawIndicator } from "@/lib/insights/schema";

const UNCHANGED = { unchanged: "Angka ini sudah tercatat dengan sumber yang sama." } as const;

export const enter = defineAction({
  permission: "indicator.enter",
  input: EnterIndicator,
  run: (tx, actor, { tahun, nilai, sumber }) =>
    enterIndicator(tx, actor, "poor_people", {
      values: [{ year: tahun, value: nilai }],
      source: sumber,
    }),
  messages: UNCHANGED,
  keep: ["tahun", "nilai", "sumber"],
});

export const importSeries = defineAction({
  permission: "indicator.enter",
  input: ImportIndicator,
  run: (tx, actor, { deret, sumberImpor }) =>
    enterIndicator(tx, actor, "poor_people", { values: deret, source: sumberImpor }),
  messages: { unchanged: "Semua angka ini sudah tercatat dengan sumber yang sama." },
  keep: ["deret", "sumberImpor"],
});

export const withdraw = defineAction({
  permission: "indicator.enter",
  input: WithdrawIndicator,
  run: (tx, actor, { tahun }) => withdrawIndicator(tx, actor, "poor_people", tahun),
  messages: { not_found: "Tahun ini tidak punya angka yang berlaku." },
});
