import type { Pool } from "pg";
import type { Database } from "@/lib/db/client";
import { carryPeopleWithoutNik } from "@/lib/import/dtsen/carry-people-without-nik";
import { settleDoubledNiks } from "@/lib/import/dtsen/settle-doubled-niks";
import { linkLists } from "@/lib/registry/link-lists";
import { rollUpDesil } from "@/lib/registry/rollup-desil";
import { rollUpMovement } from "@/lib/registry/rollup-movement";

/** A person as a file names them. Numbers begin with 10, which belongs to no province. */
export interface Member {
  readonly nik: string;
  readonly nikValid: boolean;
  readonly name: string;
  readonly birthDate: string;
}

/** A family of a release. */
export interface Family {
  readonly nomorKk: string;
  readonly desil: number | null;
  readonly villageId: number | null;
  readonly members: readonly Member[];
  /** The number of members that its row states; that of the rows unless said. */
  readonly stated?: number | null;
  /** What its row says of the house and of what it owns, and values that no column holds. */
  readonly dwelling?: {
    readonly asetBergerakMobil?: number;
    readonly dayaTerpasang?: number;
    readonly asetTidakBergerakRumahLainnya?: number;
    readonly raw?: Readonly<Record<string, string>>;
  };
}

/** A family of the old DTKS; `desils` gives its rows different desil, in their order. */
export interface DtksFamily extends Family {
  readonly desils?: readonly (number | null)[];
}

export interface Recipient {
  readonly nomorKk: string | null;
  readonly nik: string;
  readonly nikValid?: boolean;
  readonly name?: string;
  readonly villageId?: number | null;
  readonly period?: string;
}

let lastNumber = 0;

/** A number that nothing else in the test run has. */
function newNumber(): string {
  lastNumber += 1;
  return `10${String(lastNumber).padStart(14, "0")}`;
}

export function member(changes: Partial<Member> = {}): Member {
  const nik = newNumber();
  return { nik, nikValid: true, name: `ORANG ${nik}`, birthDate: "1980-05-17", ...changes };
}

/** A family of three with a desil and a kelurahan; each test changes what it is about. */
export function family(changes: Partial<Family> & { readonly villageId: number | null }): Family {
  return { nomorKk: newNumber(), desil: 3, members: [member(), member(), member()], ...changes };
}

/** A row of the population office's matching result. */
export interface DukcapilAnswer {
  readonly nik: string;
  readonly result?: "matched" | "unmatched" | "not_found" | "doubled" | "inactive" | "unknown";
  readonly fate?: "deceased" | "moved_out";
  readonly name?: string;
  readonly note?: string;
}

export interface Registry {
  /** Puts a release in force with exactly these families; the one before it is superseded. */
  publishRelease(release: {
    readonly name: string;
    readonly asOf: string;
    readonly families: readonly Family[];
  }): Promise<number>;
  applyDtks(list: {
    readonly name?: string;
    readonly asOf?: string;
    readonly families: readonly DtksFamily[];
  }): Promise<number>;
  applyRecipients(programCode: string, recipients: readonly Recipient[]): Promise<number>;
  applyDukcapil(list: {
    readonly name?: string;
    readonly asOf?: string;
    readonly answers: readonly DukcapilAnswer[];
  }): Promise<number>;
  /** The identity of the family with this No KK. */
  householdId(nomorKk: string): Promise<bigint>;
  participation(
    programCode: string,
    nomorKk: string,
  ): Promise<{ readonly id: bigint; readonly state: string; readonly version: number }>;
}

/** Lays rows down as the importer leaves them, and ties the lists with the importer's own code. */
export function createRegistry(db: Database, pool: Pool): Registry {
  const newRun = (kind: "dtsen" | "dtks" | "recipients" | "dukcapil", name: string) =>
    db.importRun.create({
      data: { kind, name, state: "published", actorKind: "command_line" },
      select: { id: true },
    });

  return {
    async publishRelease({ name, asOf, families }) {
      const run = await newRun("dtsen", name);
      const previous = await db.release.findFirst({ where: { status: "published" } });
      const { id } = await db.release.create({
        data: { runId: run.id, name, asOf: new Date(asOf), previousId: previous?.id ?? null },
      });
      for (const parent of ["household_release", "individual_release"])
        await pool.query(
          `CREATE TABLE ${parent}_${id} PARTITION OF ${parent} FOR VALUES IN (${id})`,
        );
      const doubledLines = await writeFamilies(db, id, families);
      if (previous) {
        await settleDoubledNiks(db, id, previous.id, doubledLines);
        await carryPeopleWithoutNik(db, id, previous.id, doubledLines);
      }
      await rollUpDesil(db, id);
      await rollUpMovement(db, { id, previousId: previous?.id ?? null });
      await db.$transaction([
        db.release.updateMany({ where: { status: "published" }, data: { status: "superseded" } }),
        db.release.update({
          where: { id },
          data: { status: "published", publishedAt: new Date() },
        }),
      ]);
      await linkLists(db);
      return id;
    },

    async applyDtks({ name = "DTKS Desember 2024", asOf = "2024-12-31", families }) {
      const run = await newRun("dtks", name);
      const { id } = await db.dtksList.create({
        data: { runId: run.id, name, asOf: new Date(asOf), appliedAt: new Date() },
      });
      const rows = families.flatMap((one) =>
        one.members.map((person, index) => ({
          ...personColumns(person),
          nomorKk: one.nomorKk,
          villageId: one.villageId,
          desil: one.desils ? (one.desils[index] ?? null) : one.desil,
        })),
      );
      await db.dtksRow.createMany({
        data: rows.map((row, index) => ({ listId: id, lineNo: index + 2, ...row })),
      });
      await linkLists(db);
      return id;
    },

    async applyRecipients(programCode, recipients) {
      const run = await newRun("recipients", `Penerima ${programCode}`);
      const { id } = await db.recipientList.create({
        data: {
          runId: run.id,
          programCode,
          name: `Penerima ${programCode}`,
          appliedAt: new Date(),
        },
      });
      await db.recipientRow.createMany({
        data: recipients.map(
          ({ nomorKk, nik, nikValid = true, name = "PENERIMA", villageId, period }, index) => ({
            listId: id,
            lineNo: index + 2,
            nomorKk,
            nik,
            nikValid,
            nama: name,
            villageId: villageId ?? null,
            period: period ?? null,
          }),
        ),
      });
      await linkLists(db);
      return id;
    },

    async applyDukcapil({ name = "Padan November 2026", asOf, answers }) {
      const run = await newRun("dukcapil", name);
      const { id } = await db.dukcapilList.create({
        data: {
          runId: run.id,
          name,
          asOf: asOf === undefined ? null : new Date(asOf),
          appliedAt: new Date(),
        },
      });
      await db.dukcapilRow.createMany({
        data: answers.map(
          ({ nik, name: nama = "ORANG", result = "matched", fate = null, note = null }, index) => ({
            listId: id,
            lineNo: index + 2,
            nik,
            nikValid: true,
            nama,
            result,
            fate,
            note,
          }),
        ),
      });
      await linkLists(db);
      return id;
    },

    householdId: (nomorKk) => findHouseholdId(db, nomorKk),

    async participation(programCode, nomorKk) {
      const householdId = await findHouseholdId(db, nomorKk);
      return db.participation.findFirstOrThrow({
        where: { programCode, householdId },
        select: { id: true, state: true, version: true },
      });
    },
  };
}

async function findHouseholdId(db: Database, nomorKk: string): Promise<bigint> {
  const { householdId } = await db.householdKk.findFirstOrThrow({
    where: { nomorKk },
    orderBy: { householdId: "desc" },
  });
  return householdId;
}

function personColumns({ nik, nikValid, name, birthDate }: Member) {
  return { nik: nik || null, nikValid, nama: name, tanggalLahir: new Date(birthDate) };
}

/** Returns the lines whose NIK stood in the release before them. */
async function writeFamilies(
  db: Database,
  releaseId: number,
  families: readonly Family[],
): Promise<number[]> {
  const seen = new Set<string>();
  const doubledLines: number[] = [];
  let familyLine = 1;
  let memberLine = 1;
  for (const {
    nomorKk,
    desil,
    villageId,
    members,
    stated = members.length,
    dwelling,
  } of families) {
    const known = await db.householdKk.findFirst({
      where: { nomorKk },
      orderBy: { householdId: "desc" },
    });
    const householdId = known?.householdId ?? (await newHousehold(db, releaseId, nomorKk));
    familyLine += 1;
    await db.householdRelease.create({
      data: {
        releaseId,
        lineNo: familyLine,
        householdId,
        villageId,
        nomorKk,
        desilNasional: desil,
        namaKepalaKeluarga: members[0]?.name ?? null,
        jumlahAnggotaKeluarga: stated,
        ...dwelling,
      },
    });
    for (const person of members) {
      memberLine += 1;
      const doubled = person.nikValid && seen.has(person.nik);
      if (doubled) doubledLines.push(memberLine);
      seen.add(person.nik);
      await db.individualRelease.create({
        data: {
          ...personColumns(person),
          releaseId,
          lineNo: memberLine,
          householdId,
          villageId,
          nomorKk,
          individualId: await findIndividual(db, releaseId, doubled ? null : person),
        },
      });
    }
  }
  return doubledLines;
}

async function newHousehold(db: Database, releaseId: number, nomorKk: string): Promise<bigint> {
  const { id } = await db.household.create({
    data: {
      origin: "dtsen",
      firstReleaseId: releaseId,
      numbers: { create: { nomorKk, origin: "dtsen" } },
    },
  });
  return id;
}

/** A row whose NIK another row has is a person of its own, as one without a NIK. */
async function findIndividual(
  db: Database,
  releaseId: number,
  person: Member | null,
): Promise<bigint> {
  const nik = person?.nikValid ? person.nik : null;
  const known = nik === null ? null : await db.individual.findUnique({ where: { nik } });
  if (known) return known.id;
  const { id } = await db.individual.create({
    data: { nik, origin: "dtsen", firstReleaseId: releaseId },
  });
  return id;
}
