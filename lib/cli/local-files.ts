import "server-only";
import { access, constants, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { env } from "@/lib/env";
import { ARCHIVE_SENTENCES, ArchiveRefused } from "@/lib/import/archive/archive-refused";
import { openArchive } from "@/lib/import/archive/read-archive";
import { type UnpackedFile, unpackFile } from "@/lib/import/archive/unpack-file";
import { forgetFiles } from "@/lib/import/intake";
import type { FileHead } from "@/lib/import/interpret-files";
import { REFUSAL_SENTENCES } from "@/lib/import/problems";
import { STORE_SENTENCES, storedFilePath } from "@/lib/import/storage";
import { openTable } from "@/lib/import/table/open-table";
import type { WorkContext } from "@/lib/jobs/work-context";
import { CommandRefusal } from "./exit-code";

const MEGABYTE = 1024 * 1024;
const SENTENCES = { ...STORE_SENTENCES, ...REFUSAL_SENTENCES, ...ARCHIVE_SENTENCES };

/** A table that a command was given, alone or in an archive. */
export interface LocalFile extends FileHead {
  readonly path: string;
  /** Where it came out of an archive, it lies in the store already. */
  readonly unpacked?: UnpackedFile;
}

/** What a command was given: a table, or an archive that is opened once there is an office. */
type Given = LocalFile | { readonly path: string; readonly name: string; readonly header: null };

/**
 * Looks at a file of this machine, so that what is no list is refused before anything is started.
 * npm runs us in the project's folder; a path is meant from where the person stands.
 */
export async function findLocalFile(given: string): Promise<Given> {
  const path = resolve(env().INIT_CWD ?? process.cwd(), given);
  const name = basename(path);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory())
    throw new CommandRefusal(
      "folder_given",
      `${given} adalah folder; sebutkan berkas di dalamnya, misalnya ${given.replace(/\/+$/, "")}/*.csv.`,
    );
  const readable = await access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (!readable || !found?.isFile())
    throw new CommandRefusal(
      "file_not_found",
      `Berkas ${given} tidak ada atau tidak dapat dibaca.`,
    );
  if (await isArchive(path, name)) return { path, name, header: null };
  return { path, name, header: await headerOf({ path, name }) };
}

/** Tables that a command works with, and what lay beside them in archives. */
export interface LocalFiles {
  readonly files: readonly LocalFile[];
  readonly passedOver: readonly string[];
}

/** Unpacks what is packed and works with it. What no import has afterwards does not stay in the store. */
export async function withLocalFiles<Value>(
  { db, dataDir }: WorkContext,
  found: readonly Given[],
  work: (files: LocalFiles) => Promise<Value>,
): Promise<Value> {
  const unpackedBytesMax = env().TEPAT_UNPACKED_MAX_MB * MEGABYTE;
  const files: LocalFile[] = [];
  const passedOver: string[] = [];
  try {
    for (const given of found) {
      if (given.header !== null) {
        files.push(given);
        continue;
      }
      const unpacked = await unpackFile({ db, dataDir, unpackedBytesMax }, given);
      if (!unpacked.ok) throw refusal(unpacked.problem.code, given.name, unpacked.problem.fileName);
      passedOver.push(...(unpacked.value?.passedOver ?? []));
      const inner = (unpacked.value?.files ?? []).map((file) => {
        const path = storedFilePath(dataDir, file.sha256);
        return { path, name: file.name, header: [], unpacked: file };
      });
      const first = files.push(...inner) - inner.length;
      for (const [index, file] of inner.entries())
        files[first + index] = { ...file, header: await headerOf(file, given.name) };
    }
    return await work({ files, passedOver });
  } finally {
    const digests = files.flatMap(({ unpacked }) => unpacked?.sha256 ?? []);
    await forgetFiles(db, dataDir, digests);
  }
}

async function isArchive(path: string, name: string): Promise<boolean> {
  try {
    const archive = await openArchive(path, name);
    archive?.close();
    return archive !== null;
  } catch (error) {
    if (error instanceof ArchiveRefused) throw refusal(error.code, name);
    throw error;
  }
}

async function headerOf(
  { path, name }: Pick<LocalFile, "path" | "name">,
  archive = name,
): Promise<readonly string[]> {
  const table = await openTable(path);
  if (!table.ok) throw refusal(table.problem.code, archive, name);
  return table.value.header;
}

/** What is wrong, with which file, and in which archive. */
function refusal(code: keyof typeof SENTENCES, name: string, inner = name): CommandRefusal {
  const where = inner === name ? name : `${name}, berkas ${inner}`;
  return new CommandRefusal(code, `${where}: ${SENTENCES[code]}`);
}
