"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { forgetSessionCookie } from "@/lib/auth/session";
import { endSession } from "@/lib/auth/sessions";
import { ok } from "@/lib/shared/result";

export const signOut = defineAction({
  permission: "session.end",
  input: z.object({}),
  async run(tx, actor) {
    await endSession(tx, actor, new Date());
    await forgetSessionCookie();
    return ok(null);
  },
  messages: {},
  next: () => "/masuk",
});
