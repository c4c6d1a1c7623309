import { fail, ok, type Result } from "@/lib/shared/result";
import type { NewPerson } from "./build-changes";
import { choicesOf, findProposable, readValue } from "./proposable-columns";
import { type EditAddition, PEOPLE_MAX, type PersonField } from "./schema";

/** A field of the form of an usul tambah that cannot be read, and what to do about it. */
export type AdditionProblem =
  | { readonly code: "wrong_nomor_kk" }
  | { readonly code: "wrong_person"; readonly row: number; readonly field: PersonField };

/** Family and people as they were typed; blanks are not known yet. */
interface TypedFamily {
  readonly nomorKk: string | null;
  readonly address: string | null;
  readonly people: readonly NewPerson[];
}

/** Reads the people of an usul tambah: a row without a name is nobody. */
export function readPeople(input: EditAddition): Result<TypedFamily, AdditionProblem> {
  const nomorKk = readColumn("household", "nomor_kartu_keluarga", input.nomorKk);
  if (!nomorKk.ok) return fail({ code: "wrong_nomor_kk" });
  const people: NewPerson[] = [];
  for (let row = 1; row <= PEOPLE_MAX; row += 1) {
    const read = readPerson(input, row);
    if (!read.ok) return read;
    if (read.value) people.push(read.value);
  }
  return ok({ nomorKk: nomorKk.value, address: input.address || null, people });
}

/** What a person's row gives to each column. */
const COLUMN_OF = {
  nik: "nomor_induk_kependudukan",
  hubungan: "status_hubungan_keluarga",
  lahir: "tanggal_lahir",
  kelamin: "jenis_kelamin",
} as const satisfies Partial<Record<PersonField, string>>;

function readPerson(input: EditAddition, row: number): Result<NewPerson | null, AdditionProblem> {
  const typed = (field: PersonField) => input[`${field}${row}`] ?? "";
  const [name, individualId] = [typed("nama"), typed("orang")];
  const rest = ["nik", "hubungan", "lahir", "kelamin"] as const;
  if (name === "")
    return rest.some((field) => typed(field) !== "") && typed("nik") !== ""
      ? fail({ code: "wrong_person", row, field: "nama" })
      : ok(null);
  const values: Record<(typeof rest)[number], string | null> = {
    nik: null,
    hubungan: null,
    lahir: null,
    kelamin: null,
  };
  for (const field of rest) {
    const read = readColumn("individual", COLUMN_OF[field], typed(field));
    if (!read.ok) return fail({ code: "wrong_person", row, field });
    values[field] = read.value;
  }
  return ok({
    individualId: /^[1-9]\d{0,17}$/.test(individualId) ? individualId : null,
    name,
    nik: values.nik,
    relation: values.hubungan,
    birthDate: values.lahir,
    sex: values.kelamin,
  });
}

function readColumn(
  scope: "household" | "individual",
  name: string,
  text: string,
): Result<string | null, "unreadable"> {
  const column = findProposable(scope, name);
  if (text === "" || !column) return ok(null);
  const read = readValue(column, text);
  return read.ok ? read : fail("unreadable");
}

/** The answers to choose from in a person's row. */
export function personChoices(column: "status_hubungan_keluarga" | "jenis_kelamin") {
  const found = findProposable("individual", column);
  return (found && choicesOf(found)) ?? [];
}
