import { programShortName } from "@/lib/programs/labels";
import { ERROR_KINDS, type ErrorKind } from "./kinds";
import { KIND_LABELS } from "./labels";

export function isErrorKind(kind: string): kind is ErrorKind {
  return Object.hasOwn(ERROR_KINDS, kind);
}

/** The name of a kind; a kind of another version of the product is shown as it is written. */
export function kindName(kind: string): string {
  return isErrorKind(kind) ? KIND_LABELS[kind].name : kind;
}

/** A kind with its program where it has one: "Di atas batas desil: PKH". */
export function caseName(kind: string, programCode: string | null): string {
  return programCode === null
    ? kindName(kind)
    : `${kindName(kind)}: ${programShortName(programCode)}`;
}

/** The same among the cases of a family, with the member where it is about one. */
export function caseNameInFamily(
  kind: string,
  programCode: string | null,
  personName: string | null,
): string {
  const name = caseName(kind, programCode);
  return personName === null ? name : `${name}: ${personName || "nama tidak diisi"}`;
}
