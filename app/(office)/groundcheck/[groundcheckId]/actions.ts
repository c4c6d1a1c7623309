"use server";

import { defineAction } from "@/lib/actions/define-action";
import { CancelGroundcheck, ReassignGroundcheck } from "@/lib/groundchecks/assignment-schema";
import { cancelGroundcheck } from "@/lib/groundchecks/cancel";
import { reassignGroundcheck } from "@/lib/groundchecks/reassign";
import { returnGroundcheck } from "@/lib/groundchecks/return-groundcheck";
import {
  ReturnGroundcheckForm,
  readReturnForm,
  SettleConflict,
  VerifyGroundcheck,
} from "@/lib/groundchecks/schema";
import { settleConflict } from "@/lib/groundchecks/settle-conflict";
import { verifyGroundcheck } from "@/lib/groundchecks/verify-groundcheck";
import type { GroundcheckGuard } from "@/lib/groundchecks/workflow";

const NOT_FOUND = "Groundcheck ini tidak ditemukan di wilayah tugas Anda.";
const CHANGED =
  "Groundcheck ini baru saja berubah. Muat ulang halaman dan baca lagi sebelum memutuskan.";

/** What is missing before a visit may be decided about. */
const GUARD_SENTENCES = {
  own_task: "Tugas ini bukan tugas Anda.",
  not_own_visit: "Kunjungan yang Anda lakukan sendiri harus diputuskan petugas lain.",
  photos_complete: "Ada foto yang belum sampai. Tunggu sampai semua foto masuk, lalu verifikasi.",
  no_open_conflict: "Putuskan dahulu kiriman yang bertentangan, lalu verifikasi.",
} as const satisfies Record<GroundcheckGuard, string>;

const REASON_AT_CANCEL = "Tuliskan mengapa kunjungan ini dibatalkan.";
const REASON_AT_RETURN = "Tuliskan mengapa hasil kunjungan ini dikembalikan.";
const REASON_AT_SETTLE = "Tuliskan apa yang Anda bandingkan dan mengapa kiriman pertama berlaku.";

export const verify = defineAction({
  permission: "groundcheck.verify",
  input: VerifyGroundcheck,
  run: verifyGroundcheck,
  messages: {
    not_found: NOT_FOUND,
    not_available: "Hasil kunjungan ini sudah tidak menunggu verifikasi.",
    role_not_allowed: "Peran Anda tidak dapat memverifikasi hasil kunjungan.",
    guard_failed: ({ guard }) => GUARD_SENTENCES[guard],
    changed_meanwhile: CHANGED,
  },
});

export const giveBack = defineAction({
  permission: "groundcheck.verify",
  // The workflow refuses an empty reason too; here the sentence can stand at the field.
  input: ReturnGroundcheckForm.extend({
    reason: ReturnGroundcheckForm.shape.reason.min(1, REASON_AT_RETURN),
  }),
  run: (tx, actor, form) => returnGroundcheck(tx, actor, readReturnForm(form)),
  keep: ["reason", "questionCode", "questionReason"],
  messages: {
    not_found: NOT_FOUND,
    not_available: "Hasil kunjungan ini sudah tidak menunggu verifikasi.",
    role_not_allowed: "Peran Anda tidak dapat mengembalikan hasil kunjungan.",
    reason_required: REASON_AT_RETURN,
    guard_failed: ({ guard }) => GUARD_SENTENCES[guard],
    changed_meanwhile: CHANGED,
  },
});

export const settle = defineAction({
  permission: "groundcheck.verify",
  input: SettleConflict.extend({
    reason: SettleConflict.shape.reason.min(1, REASON_AT_SETTLE),
  }),
  run: settleConflict,
  keep: ["reason"],
  messages: {
    not_found: NOT_FOUND,
    role_not_allowed: "Peran Anda tidak dapat memutuskan kiriman yang bertentangan.",
    own_submission: "Kiriman Anda sendiri harus diputuskan petugas lain.",
    reason_required: REASON_AT_SETTLE,
    not_available: "Kiriman ini sudah diputuskan.",
  },
});

export const reassign = defineAction({
  permission: "groundcheck.assign",
  input: ReassignGroundcheck,
  run: reassignGroundcheck,
  messages: {
    not_found: NOT_FOUND,
    not_available: "Kunjungan ini sudah dikirim atau selesai, jadi tidak dapat dialihkan.",
    role_not_allowed: "Peran Anda tidak dapat mengalihkan kunjungan.",
    companion_not_found: "Pendamping ini tidak aktif lagi atau tidak bertugas di wilayah Anda.",
    same_companion: "Pilih pendamping lain: kunjungan ini memang ada padanya.",
    not_covered: "Pendamping ini tidak bertugas di kelurahan keluarga ini.",
    changed_meanwhile: CHANGED,
  },
});

export const cancel = defineAction({
  permission: "groundcheck.assign",
  input: CancelGroundcheck.extend({
    reason: CancelGroundcheck.shape.reason.min(1, REASON_AT_CANCEL),
  }),
  run: cancelGroundcheck,
  keep: ["reason"],
  messages: {
    not_found: NOT_FOUND,
    not_available: "Kunjungan ini sudah dikirim atau selesai, jadi tidak dapat dibatalkan.",
    role_not_allowed: "Peran Anda tidak dapat membatalkan kunjungan.",
    reason_required: REASON_AT_CANCEL,
    changed_meanwhile: CHANGED,
  },
});
