"use server";

import { defineAction } from "@/lib/actions/define-action";
import type { Messages } from "@/lib/actions/run-action";
import {
  addChange,
  type EditProblem,
  editAddition,
  editAmendment,
  editRemoval,
} from "@/lib/proposals/edit";
import {
  AddChange,
  EditAddition,
  EditAmendment,
  EditRemoval,
  PERSON_FIELD_NAMES,
} from "@/lib/proposals/schema";
import { MOVE_MESSAGES } from "../../messages";
import { personProblem, VALUE_PROBLEMS } from "./sentences";

const EDIT_MESSAGES = {
  ...MOVE_MESSAGES,
  other_kind: "Formulir ini untuk jenis usulan lain. Muat ulang halaman.",
  wrong_kind: ({ possible }) =>
    possible.includes("add")
      ? "Keluarga ini tidak ada lagi di rilis yang berlaku. Batalkan draf ini, lalu buat usul tambah."
      : "Keluarga ini sudah ada di rilis yang berlaku. Batalkan draf ini, lalu buat usul perbaikan.",
} as const satisfies Messages<EditProblem>;

const toProposal = ({ proposalId }: { readonly proposalId: string }) => `/usulan/${proposalId}`;

export const saveAmendment = defineAction({
  permission: "proposal.draft",
  input: EditAmendment,
  run: editAmendment,
  keep: ["justification"],
  next: toProposal,
  messages: EDIT_MESSAGES,
});

export const add = defineAction({
  permission: "proposal.draft",
  input: AddChange.extend({ value: AddChange.shape.value.min(1, "Isi nilai yang baru.") }),
  run: addChange,
  keep: ["value"],
  next: ({ proposalId }) => `/usulan/${proposalId}/ubah`,
  messages: {
    ...EDIT_MESSAGES,
    unknown_column: "Isian ini tidak dapat diusulkan.",
    unknown_member: "Anggota ini tidak ada di keluarga pada rilis yang berlaku.",
    same_value: "Nilai ini sudah tertulis di DTSEN, jadi tidak ada yang berubah.",
    wrong_value: ({ why }) => VALUE_PROBLEMS[why],
  },
});

export const saveRemoval = defineAction({
  permission: "proposal.draft",
  input: EditRemoval,
  run: editRemoval,
  keep: ["justification", "whom", "removalReason"],
  next: toProposal,
  messages: EDIT_MESSAGES,
});

export const saveAddition = defineAction({
  permission: "proposal.draft",
  input: EditAddition,
  run: editAddition,
  keep: ["justification", "nomorKk", "address", ...PERSON_FIELD_NAMES],
  next: toProposal,
  messages: {
    ...EDIT_MESSAGES,
    wrong_nomor_kk: "Nomor kartu keluarga harus 16 digit.",
    wrong_person: personProblem,
  },
});
