"use server";

import { defineAction } from "@/lib/actions/define-action";
import { createBatch } from "@/lib/hand-over/create-batch";
import { enterLines } from "@/lib/hand-over/enter-lines";
import { recordResult } from "@/lib/hand-over/record-result";
import { CreateBatch, EnterLines, RecordResult, UndoEntry } from "@/lib/hand-over/schema";
import { undoEntry } from "@/lib/hand-over/undo-entry";

const NOT_YOURS = "Serah terima dikerjakan operator tingkat kabupaten/kota.";
const IN_FUTURE = "Tanggalnya belum tiba. Isi tanggal hari ini atau sebelumnya.";
const REASON = "Tuliskan alasannya.";

export const create = defineAction({
  permission: "hand_over.enter",
  input: CreateBatch,
  run: createBatch,
  messages: {
    not_found: "Serah terima tidak ditemukan di wilayah tugas Anda.",
    role_not_allowed: NOT_YOURS,
    nothing_ticked: "Centang paling sedikit satu usulan, atau masukkan semua yang siap.",
    nothing_ready:
      "Tidak ada usulan yang dapat masuk daftar: dasarnya belum dicatat, atau baru saja masuk daftar lain.",
  },
});

export const enter = defineAction({
  permission: "hand_over.enter",
  input: EnterLines,
  run: enterLines,
  keep: ["proposal", "enteredOn", "evidence"],
  messages: {
    not_found: "Daftar serah terima tidak ditemukan.",
    role_not_allowed: NOT_YOURS,
    day_in_future: IN_FUTURE,
  },
});

export const undo = defineAction({
  permission: "hand_over.enter",
  input: UndoEntry.extend({ reason: UndoEntry.shape.reason.min(1, REASON) }),
  run: undoEntry,
  keep: ["proposalId", "reason"],
  messages: {
    not_found: "Usulan ini tidak ditemukan.",
    not_available: "Kemensos sudah menjawab, jadi entri ini tidak dapat ditarik kembali.",
    role_not_allowed: NOT_YOURS,
    reason_required: REASON,
    changed_meanwhile: "Usulan ini baru saja berubah. Periksa lagi sebelum menarik entrinya.",
  },
});

export const giveResult = defineAction({
  permission: "hand_over.enter",
  input: RecordResult,
  run: recordResult,
  keep: ["result", "on", "category", "reason"],
  messages: {
    not_found: "Usulan ini tidak ditemukan.",
    role_not_allowed: NOT_YOURS,
    day_in_future: IN_FUTURE,
    reason_required: "Pilih alasan penolakan atau tuliskan dengan kata-kata sendiri.",
  },
});
