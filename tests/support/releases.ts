import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type { Database } from "@/lib/db/client";

export interface TestMember {
  readonly nik: string | null;
  readonly nama: string;
  /** A damaged NIK is written as it came. */
  readonly nikValid?: boolean;
}

export interface TestHousehold {
  readonly nomorKk: string;
  readonly desil?: number;
  readonly villageId?: number;
  /** The identity from an earlier release; a new one where it is left out. */
  readonly householdId?: bigint;
  readonly members: readonly TestMember[];
}

export interface TestRelease {
  readonly id: number;
  /** Identities by No KK. */
  readonly households: ReadonlyMap<string, bigint>;
}

/** Puts a release in force as an import would leave it, for tests of what comes after. */
export async function publishTestRelease(
  { db, pool }: { readonly db: Database; readonly pool: Pool },
  asOf: string,
  families: readonly TestHousehold[],
): Promise<TestRelease> {
  const id = await makeRelease(db, asOf);
  await pool.query(`
    CREATE TABLE household_release_${id} PARTITION OF household_release FOR VALUES IN (${id});
    CREATE TABLE individual_release_${id} PARTITION OF individual_release FOR VALUES IN (${id});
  `);
  const households = new Map<string, bigint>();
  let memberLine = 2;
  for (const [index, family] of families.entries()) {
    const householdId = family.householdId ?? (await makeHousehold(db));
    households.set(family.nomorKk, householdId);
    await db.householdKk.createMany({
      data: [{ nomorKk: family.nomorKk, householdId, origin: "dtsen" }],
      skipDuplicates: true,
    });
    await db.householdRelease.create({
      data: {
        releaseId: id,
        lineNo: index + 2,
        householdId,
        villageId: family.villageId,
        nomorKk: family.nomorKk,
        namaKepalaKeluarga: family.members[0]?.nama,
        jumlahAnggotaKeluarga: family.members.length,
        desilNasional: family.desil,
      },
    });
    for (const member of family.members) {
      await addMember(db, { releaseId: id, lineNo: memberLine, householdId, family, member });
      memberLine += 1;
    }
  }
  return { id, households };
}

async function makeRelease(db: Database, asOf: string): Promise<number> {
  await db.release.updateMany({
    where: { status: "published" },
    data: { status: "superseded" },
  });
  const run = await db.importRun.create({
    data: { kind: "dtsen", name: asOf, state: "published", actorKind: "system" },
  });
  const release = await db.release.create({
    data: { runId: run.id, name: asOf, asOf: new Date(asOf), status: "published" },
  });
  return release.id;
}

async function makeHousehold(db: Database): Promise<bigint> {
  const { id } = await db.household.create({ data: { origin: "dtsen" } });
  return id;
}

async function addMember(
  db: Database,
  row: {
    readonly releaseId: number;
    readonly lineNo: number;
    readonly householdId: bigint;
    readonly family: TestHousehold;
    readonly member: TestMember;
  },
): Promise<void> {
  const { releaseId, lineNo, householdId, family, member } = row;
  const nikValid = member.nikValid ?? member.nik !== null;
  const nik = nikValid ? member.nik : null;
  const individual =
    (nik === null ? null : await db.individual.findUnique({ where: { nik } })) ??
    (await db.individual.create({ data: { nik, origin: "dtsen" } }));
  await db.individualRelease.create({
    data: {
      releaseId,
      lineNo,
      householdId,
      individualId: individual.id,
      villageId: family.villageId,
      nikValid,
      nik: member.nik,
      nomorKk: family.nomorKk,
      nama: member.nama,
    },
  });
}

export interface TestRecipient {
  readonly nik?: string;
  readonly nomorKk?: string;
  readonly nama?: string;
}

/** Applies a recipient list as an import would leave it before linking. */
export async function applyTestRecipients(
  db: Database,
  programCode: string,
  rows: readonly TestRecipient[],
): Promise<number> {
  const run = await db.importRun.create({
    data: {
      kind: "recipients",
      programCode,
      name: randomUUID(),
      state: "published",
      actorKind: "system",
    },
  });
  const list = await db.recipientList.create({
    data: {
      runId: run.id,
      programCode,
      name: run.name,
      appliedAt: new Date(),
      rows: {
        create: rows.map(({ nik, nomorKk, nama }, index) => ({
          lineNo: index + 2,
          nik,
          nikValid: nik !== undefined,
          nomorKk,
          nama: nama ?? "PENERIMA",
          period: "TAHAP 4 2026",
        })),
      },
    },
  });
  return list.id;
}

export interface TestDtksRow {
  readonly nomorKk?: string;
  readonly nik?: string;
  readonly desil?: number;
  readonly idDtks?: string;
}

/** Applies an old DTKS as an import would leave it before linking. */
export async function applyTestDtks(
  db: Database,
  asOf: string,
  rows: readonly TestDtksRow[],
): Promise<number> {
  const run = await db.importRun.create({
    data: { kind: "dtks", name: asOf, state: "published", actorKind: "system" },
  });
  const list = await db.dtksList.create({
    data: {
      runId: run.id,
      name: asOf,
      asOf: new Date(asOf),
      appliedAt: new Date(),
      rows: {
        create: rows.map(({ nik, ...row }, index) => ({
          ...row,
          lineNo: index + 2,
          nik,
          nikValid: nik !== undefined,
          nama: "ANGGOTA",
        })),
      },
    },
  });
  return list.id;
}
