import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { SeenValues } from "./guess/schema";
import { ImportFileRole, ReceivedFile } from "./schema";
import { listStoredBefore, storedFilePath } from "./storage";

/** A stored file whose first rows were read: enough to guess what it is. */
const IntakeFile = ReceivedFile.omit({ role: true, mapping: true }).extend({
  /** What its person said that it is, where its header does not tell. */
  role: ImportFileRole.optional(),
  /** The profile that was chosen for its columns; null for none, absent where nobody chose. */
  profileId: z.number().int().nullable().optional(),
  header: z.array(z.string()),
  /** Physical lines, the header among them. */
  lineCount: z.number().int().nonnegative(),
  sheets: z
    .array(
      z.object({ name: z.string(), headerLine: z.number().int().nullable(), hidden: z.boolean() }),
    )
    .default([]),
  /** For each column a few values, as they may be shown. */
  samples: z.array(z.array(z.string())).default([]),
  /** For each column what its values look like. */
  seen: z.array(SeenValues.nullable()).default([]),
});
export type IntakeFile = z.infer<typeof IntakeFile>;

/**
 * Files that were uploaded and wait for their person to say what they are. It is no record of the
 * office yet, so it lies beside the files and not in the database.
 */
const Intake = z.strictObject({
  createdBy: z.uuid(),
  createdAt: z.iso.datetime(),
  files: z.array(IntakeFile).min(1),
  /** What lay in archives beside the lists. */
  passedOver: z.array(z.string()).default([]),
});
export type Intake = z.infer<typeof Intake>;

export const IntakeId = z.uuid();

/** Who uploaded in the morning may still confirm in the afternoon; not the day after. */
const INTAKE_LIFE_MS = 24 * 60 * 60 * 1000;

/**
 * Remembers what was uploaded, and by whom; returns the id under which it is confirmed.
 *
 * @param id of the intake that this one replaces
 */
export async function keepIntake(
  dataDir: string,
  intake: z.input<typeof Intake>,
  id: string = randomUUID(),
): Promise<string> {
  const folder = intakeFolder(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = intakePath(dataDir, id);
  const draft = `${path}.${randomUUID()}.draft`;
  try {
    await writeFile(draft, JSON.stringify(intake), { mode: 0o600, flag: "wx" });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  return id;
}

/** What a person uploaded; null for anybody else, for a stranger's id, and after a day. */
export async function findIntake(
  dataDir: string,
  { id, createdBy, now }: { readonly id: string; readonly createdBy: string; readonly now: Date },
): Promise<Intake | null> {
  if (!IntakeId.safeParse(id).success) return null;
  const intake = await readIntake(intakePath(dataDir, id));
  return intake?.createdBy === createdBy && !isOver(intake, now) ? intake : null;
}

/** Throws away uploads that nobody confirmed for a day, and their files where no import has them. */
export async function removeAbandonedIntakes(db: Db, dataDir: string, now: Date): Promise<void> {
  const folder = intakeFolder(dataDir);
  const names = await readdir(folder).catch(() => []);
  const abandoned = new Set<string>();
  for (const name of names.filter((entry) => entry.endsWith(".json"))) {
    const intake = await readIntake(join(folder, name));
    if (intake !== null && !isOver(intake, now)) continue;
    for (const { sha256 } of intake?.files ?? []) abandoned.add(sha256);
    await rm(join(folder, name), { force: true });
  }
  await forgetFiles(db, dataDir, [...abandoned]);
}

/**
 * Deletes what has been in the store for a day and nobody named: whoever stored it was killed before
 * it was written down what it is.
 */
export async function removeStrayFiles(db: Db, dataDir: string, now: Date): Promise<void> {
  const yesterday = new Date(now.getTime() - INTAKE_LIFE_MS);
  await forgetFiles(db, dataDir, await listStoredBefore(dataDir, yesterday));
}

/**
 * Deletes stored files that belong to no import and wait in no intake: what was uploaded and refused
 * must not lie about.
 */
export async function forgetFiles(
  db: Db,
  dataDir: string,
  digests: readonly string[],
): Promise<void> {
  if (digests.length === 0) return;
  const used = await db.importFile.findMany({
    where: { sha256: { in: [...digests] } },
    select: { sha256: true },
  });
  const waiting = await digestsOfIntakes(dataDir);
  const unused = digests.filter(
    (digest) => !waiting.has(digest) && !used.some(({ sha256 }) => sha256 === digest),
  );
  await Promise.all(unused.map((digest) => rm(storedFilePath(dataDir, digest), { force: true })));
}

async function digestsOfIntakes(dataDir: string): Promise<Set<string>> {
  const folder = intakeFolder(dataDir);
  const names = await readdir(folder).catch(() => []);
  const intakes = await Promise.all(
    names.filter((name) => name.endsWith(".json")).map((name) => readIntake(join(folder, name))),
  );
  return new Set(intakes.flatMap((intake) => intake?.files.map(({ sha256 }) => sha256) ?? []));
}

function isOver({ createdAt }: Intake, now: Date): boolean {
  return now.getTime() - Date.parse(createdAt) > INTAKE_LIFE_MS;
}

/** Null for one that is not there, and for one that an older version wrote in another form. */
async function readIntake(path: string): Promise<Intake | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  return text === null ? null : (Intake.safeParse(JSON.parse(text)).data ?? null);
}

function intakeFolder(dataDir: string): string {
  return join(dataDir, "intakes");
}

function intakePath(dataDir: string, id: string): string {
  return join(intakeFolder(dataDir), `${id}.json`);
}
