"use server";

import { defineAction } from "@/lib/actions/define-action";
import { recordBasis } from "@/lib/proposals/record-basis";
import { BulkForm, RecordBasis } from "@/lib/proposals/schema";
import { validateProposals } from "@/lib/proposals/validate";
import { ok } from "@/lib/shared/result";
import { tellOutcome } from "./tell-outcome";

export const record = defineAction({
  permission: "proposal.draft",
  input: RecordBasis,
  async run(tx, actor, input) {
    const result = await recordBasis(tx, actor, input);
    return result.ok ? ok(tellOutcome(result.value)) : result;
  },
  keep: ["basisKind", "basisNumber", "basisDate"],
  messages: {
    minutes_incomplete: "Isi nomor dan tanggal berita acara.",
    basis_in_future: "Tanggalnya belum tiba. Isi tanggal hari ini atau sebelumnya.",
  },
});

export const validateMany = defineAction({
  permission: "proposal.validate",
  input: BulkForm,
  run: async (tx, actor, { proposals }) =>
    ok(tellOutcome(await validateProposals(tx, actor, proposals))),
  messages: {},
});
