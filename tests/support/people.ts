import { randomUUID } from "node:crypto";
import type { Role } from "@/lib/auth/types";
import type { Database, Db } from "@/lib/db/client";

/** The office of the tests: a regency, two kecamatan, and two kelurahan in each. */
export interface TestAreas {
  readonly regency: number;
  readonly kecamatanA: number;
  readonly kecamatanB: number;
  readonly villageA1: number;
  readonly villageA2: number;
  readonly villageB1: number;
  readonly villageB2: number;
}

/** A real office (no demonstration data) with its areas, as `setup` would leave it. */
export async function createTestOffice(db: Database): Promise<TestAreas> {
  await db.office.create({
    data: { id: 1, kind: "real", regencyCode: "35.73", name: "Kantor Uji" },
  });
  const add = async (
    code: string,
    level: "regency" | "kecamatan" | "kelurahan",
    name: string,
    parentId: number | null,
  ) => {
    const data = { code, level, name, normalizedName: name.toUpperCase(), parentId };
    const { id } = await db.area.create({ data, select: { id: true } });
    return id;
  };
  const regency = await add("35.73", "regency", "Kota Malang", null);
  const kecamatanA = await add("35.73.01", "kecamatan", "Blimbing", regency);
  const kecamatanB = await add("35.73.02", "kecamatan", "Klojen", regency);
  return {
    regency,
    kecamatanA,
    kecamatanB,
    villageA1: await add("35.73.01.1001", "kelurahan", "Balearjosari", kecamatanA),
    villageA2: await add("35.73.01.1002", "kelurahan", "Arjosari", kecamatanA),
    villageB1: await add("35.73.02.1001", "kelurahan", "Klojen", kecamatanB),
    villageB2: await add("35.73.02.1002", "kelurahan", "Samaan", kecamatanB),
  };
}

export interface TestPerson {
  readonly id: string;
  readonly username: string;
  readonly role: Role;
}

/** An account with a role and areas; the password is set by the test that needs one. */
export async function createTestPerson(
  db: Db,
  role: Role,
  areaIds: readonly number[],
  account: { readonly passwordHash?: string; readonly active?: boolean } = {},
): Promise<TestPerson> {
  const username = `${role}-${randomUUID().slice(0, 8)}`;
  const areas = { create: areaIds.map((areaId) => ({ areaId })) };
  const data = { username, name: `Petugas ${role}`, role, areas, ...account };
  return db.appUser.create({ data, select: { id: true, username: true, role: true } });
}
