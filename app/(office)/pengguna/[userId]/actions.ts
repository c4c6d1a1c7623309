"use server";

import { defineAction } from "@/lib/actions/define-action";
import { type ChangeProblem, changeUser } from "@/lib/users/change-user";
import {
  type ActivateProblem,
  activateUser,
  type Deactivated,
  type DeactivateProblem,
  deactivateUser,
} from "@/lib/users/deactivate-user";
import { endUserSession, endUserSessions } from "@/lib/users/end-sessions";
import { type ResetProblem, resetUser } from "@/lib/users/reset-user";
import { ActivateUser, ChangeUser, DeactivateUser, OneSession, OneUser } from "@/lib/users/schema";
import type { ShownLink } from "../handed-link";
import { AREA_MESSAGES, TAKE_MESSAGES, tasksLeft } from "../messages";
import { showLink } from "../show-link";

export const change = defineAction<typeof ChangeUser, null, ChangeProblem>({
  permission: "user.change",
  input: ChangeUser,
  run: (tx, actor, input) => changeUser(tx, actor, input, new Date()),
  keep: ["name", "role", "cakupan", "wilayah"],
  messages: {
    ...TAKE_MESSAGES,
    ...AREA_MESSAGES,
    nothing_changed: "Belum ada yang diubah.",
    has_tasks: ({ count }) => tasksLeft(count),
  },
});

export const deactivate = defineAction<typeof DeactivateUser, Deactivated, DeactivateProblem>({
  permission: "user.change",
  input: DeactivateUser,
  run: (tx, actor, input) => deactivateUser(tx, actor, input, new Date()),
  messages: { ...TAKE_MESSAGES, already_inactive: "Akun ini sudah nonaktif." },
});

export const activate = defineAction<typeof ActivateUser, null, ActivateProblem>({
  permission: "user.change",
  input: ActivateUser,
  run: (tx, actor, input) => activateUser(tx, actor, input, new Date()),
  messages: { ...TAKE_MESSAGES, already_active: "Akun ini sudah aktif." },
});

export const reset = defineAction<typeof OneUser, ShownLink, ResetProblem>({
  permission: "user.change",
  input: OneUser,
  async run(tx, actor, input) {
    return showLink(await resetUser(tx, actor, input, new Date()));
  },
  messages: { ...TAKE_MESSAGES, inactive: "Akun ini nonaktif. Aktifkan dahulu." },
});

export const endOne = defineAction({
  permission: "user.change",
  input: OneSession,
  run: (tx, actor, input) => endUserSession(tx, actor, input, new Date()),
  messages: { own_account: TAKE_MESSAGES.own_account, no_session: "Perangkat itu sudah keluar." },
});

export const endAll = defineAction({
  permission: "user.change",
  input: OneUser,
  run: (tx, actor, input) => endUserSessions(tx, actor, input, new Date()),
  messages: {
    own_account: TAKE_MESSAGES.own_account,
    no_session: "Tidak ada perangkat yang masih masuk.",
  },
});
