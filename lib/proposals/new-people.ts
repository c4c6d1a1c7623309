import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { type Difference, MEMBER_PRESENCE_COLUMN } from "@/lib/forms/compare-with-release";
import { readRosterValues } from "@/lib/groundchecks/roster";
import {
  findHouseholdFile,
  type HouseholdMember,
  listHouseholdMembers,
} from "@/lib/registry/household-file";
import { additionChanges, type NewPerson, textOf } from "./build-changes";
import type { ProposedChange } from "./schema";
import { changesFound, differencesOf, type Visit } from "./visit-findings";

/**
 * What an usul tambah begins with: number, address and people of the list that knows the family,
 * what the visit found of the house, whom it found new, and without whom it found gone.
 */
export async function firstAddition(
  tx: Db,
  actor: Actor,
  householdId: bigint,
  visit: Visit | null,
): Promise<ProposedChange[]> {
  const file = await findHouseholdFile(tx, actor, householdId);
  if (!file) return [];
  const members = await listHouseholdMembers(tx, file);
  const known = await individualsOf(tx, members);
  const roster = await readRosterValues(tx, householdId);
  const differences = differencesOf(visit, null, roster.members);
  const people = [
    ...members.flatMap((member) => listedPerson(member, known, differences)),
    ...newcomers(visit, differences),
  ];
  return additionChanges({
    nomorKk: file.nomorKk !== null && /^\d{16}$/.test(file.nomorKk) ? file.nomorKk : null,
    address: file.address,
    findings: changesFound(visit, differences),
    people: withHead(people, file.headName),
  });
}

/** The findings of the house, for the form of a draft that exists already. */
export async function houseFindings(
  tx: Db,
  householdId: bigint,
  visit: Visit | null,
): Promise<ProposedChange[]> {
  const { members } = await readRosterValues(tx, householdId);
  return changesFound(visit, differencesOf(visit, null, members)).filter(
    ({ scope }) => scope === "household",
  );
}

const Known = z.object({ id: z.string(), nik: z.string() });

async function individualsOf(
  tx: Db,
  members: readonly HouseholdMember[],
): Promise<ReadonlyMap<string, string>> {
  const niks = members.flatMap(({ nik, nikValid }) => (nikValid && nik !== null ? [nik] : []));
  const rows = await tx.$queryRaw`
    SELECT id::text, nik FROM individual WHERE nik = ANY(${niks}::text[])
  `;
  return new Map(
    z
      .array(Known)
      .parse(rows)
      .map(({ id, nik }) => [nik, id]),
  );
}

function listedPerson(
  { lineNo, name, nik, nikValid, birthDate, values }: HouseholdMember,
  known: ReadonlyMap<string, string>,
  differences: readonly Difference[],
): NewPerson[] {
  const individualId = (nikValid && nik !== null && known.get(nik)) || null;
  const found = differences.filter(
    ({ memberKey }) => memberKey === individualId || memberKey === `row-${lineNo}`,
  );
  if (found.some(({ column }) => column === MEMBER_PRESENCE_COLUMN)) return [];
  const seen = (column: string) => found.find((one) => one.column === column)?.new ?? null;
  return [
    {
      individualId,
      name,
      nik: nikValid ? nik : null,
      relation: seen(RELATION) ?? textOf(values.status_hubungan_keluarga),
      birthDate: birthDate?.toISOString().slice(0, 10) ?? seen("tanggal_lahir"),
      sex: textOf(values.jenis_kelamin) ?? seen("jenis_kelamin"),
    },
  ];
}

function newcomers(visit: Visit | null, differences: readonly Difference[]): NewPerson[] {
  const members = visit?.document.members.filter(({ key }) => key.startsWith("new-")) ?? [];
  return members.map(({ key, name, nik }) => {
    const seen = (column: string) =>
      differences.find((one) => one.memberKey === key && one.column === column)?.new ?? null;
    return {
      individualId: null,
      name: name ?? "",
      nik: nik !== undefined && /^\d{16}$/.test(nik) ? nik : null,
      relation: seen(RELATION),
      birthDate: seen("tanggal_lahir"),
      sex: seen("jenis_kelamin"),
    };
  });
}

const RELATION = "status_hubungan_keluarga";
const HEAD = "1";

/** Lists without relations name the head: a beginning that the operator corrects. */
function withHead(people: readonly NewPerson[], headName: string | null): NewPerson[] {
  if (people.some(({ relation }) => relation === HEAD)) return [...people];
  const head = people.find(({ name, relation }) => relation === null && name === headName);
  return people.map((person) => (person === head ? { ...person, relation: HEAD } : person));
}
