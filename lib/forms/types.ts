import type { Severity } from "./definition";

/** A person whom the lists count to the family. */
export interface RosterMember {
  /** The id of the individual as text, or `row-<line>` where the list's row could be tied to nobody. */
  readonly key: string;
  readonly name: string;
  /** With its last four digits only. */
  readonly nik: string | null;
  readonly age: number | null;
  /** Code of `jenis_kelamin`. */
  readonly sex: string | null;
  /** Code of `status_hubungan_keluarga`. */
  readonly relation: string | null;
}

/** What is wrong in a document, said where it can be mended. It names no person. */
export interface FormProblem {
  readonly severity: Severity;
  /** Code of the question. */
  readonly question: string;
  readonly memberKey?: string;
  readonly message: string;
  /** Nothing was answered yet, which a form says otherwise than that an answer is wrong. */
  readonly missing?: true;
}
