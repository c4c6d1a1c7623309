import "server-only";
import type { ListExport } from "./list-export";
import { AUDIT_EXPORT } from "./lists/audit";
import { CASES_EXPORT } from "./lists/cases";
import { GROUNDCHECKS_EXPORT } from "./lists/groundchecks";
import { BATCHES_EXPORT, READY_EXPORT } from "./lists/hand-over";
import { HOUSEHOLDS_EXPORT } from "./lists/households";
import { IMPORTS_EXPORT } from "./lists/imports";
import { INDICATORS_EXPORT } from "./lists/indicators";
import { MATCHING_EXPORT } from "./lists/matching";
import { PROPOSALS_EXPORT } from "./lists/proposals";
import { SUSPENSIONS_EXPORT } from "./lists/suspensions";
import { UNMATCHED_EXPORT } from "./lists/unmatched";
import { USERS_EXPORT } from "./lists/users";
import type { ExportName } from "./schema";

/** Every list that can be taken as a file, by its name in the address. */
export const LIST_EXPORTS = {
  keluarga: HOUSEHOLDS_EXPORT,
  kasus: CASES_EXPORT,
  groundcheck: GROUNDCHECKS_EXPORT,
  usulan: PROPOSALS_EXPORT,
  "siap-serah-terima": READY_EXPORT,
  "serah-terima": BATCHES_EXPORT,
  penangguhan: SUSPENSIONS_EXPORT,
  impor: IMPORTS_EXPORT,
  "tidak-cocok": UNMATCHED_EXPORT,
  pengguna: USERS_EXPORT,
  indikator: INDICATORS_EXPORT,
  pemadanan: MATCHING_EXPORT,
  audit: AUDIT_EXPORT,
} as const satisfies Record<ExportName, ListExport>;
