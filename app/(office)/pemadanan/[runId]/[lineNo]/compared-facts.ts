import type { MatchingCandidate, MatchingComparison } from "@/lib/matching/find-matching-row";
import { CODE_LISTS } from "@/lib/registry/dtsen-code-lists";
import { formatDate } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";
import type { ComparedFact } from "./comparison-table";

/** A row of a list beside one person of the registry, fact by fact. */
export function comparedFacts(row: MatchingComparison, person: MatchingCandidate): ComparedFact[] {
  const differs = new Set(person.differences);
  return [
    {
      term: "Nama",
      written: row.name || null,
      registered: person.name,
      differs: differs.has("name"),
    },
    {
      term: "NIK",
      written: row.nikEnding && maskNumber(row.nikEnding),
      registered: person.nikEnding && maskNumber(person.nikEnding),
      differs: differs.has("nik"),
      note:
        person.nikDigitsDiffering === null
          ? undefined
          : `${person.nikDigitsDiffering} angka berbeda`,
    },
    {
      term: "Tanggal lahir",
      written: row.birthDate && formatDate(row.birthDate),
      registered: person.birthDate && formatDate(person.birthDate),
      differs: differs.has("birth_date"),
    },
    {
      term: "Jenis kelamin",
      written: sexWords(row.sex),
      registered: sexWords(person.sex),
      differs: differs.has("sex"),
    },
    {
      term: "Kelurahan",
      written: placeWords(row),
      registered: placeWords(person),
      differs: differs.has("area"),
    },
    { term: "Alamat", written: row.address, registered: person.address, differs: false },
    {
      term: "No KK",
      written: row.nomorKkEnding && maskNumber(row.nomorKkEnding),
      registered: person.nomorKkEnding && maskNumber(person.nomorKkEnding),
      differs: person.nomorKkSame === false,
    },
  ];
}

function sexWords(code: number | null): string | null {
  return CODE_LISTS.jenis_kelamin.find((option) => option.code === code)?.label ?? null;
}

function placeWords({
  kelurahan,
  kecamatan,
}: Pick<MatchingCandidate, "kelurahan" | "kecamatan">): string | null {
  return [kelurahan, kecamatan].filter(Boolean).join(", ") || null;
}
