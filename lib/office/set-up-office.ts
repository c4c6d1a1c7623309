import "server-only";
import { UnknownRegencyError } from "@/lib/areas/area-data";
import { recordAudit } from "@/lib/audit/record-audit";
import { createOneTimeLink } from "@/lib/auth/one-time-link";
import type { Actor } from "@/lib/auth/types";
import type { Database, Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { createOffice } from "./create-office";

export interface OfficeRequest {
  readonly regencyCode: string;
  /** The first person: an admin, who then makes the others. */
  readonly adminName: string;
  readonly now: Date;
}

export interface NewAdmin {
  readonly username: string;
  /** For the address `/sandi/<token>`; shown once, stored nowhere. */
  readonly token: string;
}

export type SetUpProblem =
  | { readonly code: "office_exists" }
  | { readonly code: "unknown_regency" }
  | { readonly code: "name_missing" };

export const SET_UP_SENTENCES = {
  office_exists:
    "Kantor sudah ada di basis data ini; satu skema hanya memuat satu kantor. Pilih skema lain lewat TEPAT_SCHEMA.",
  unknown_regency:
    "Kode kabupaten/kota ini tidak ada di daftar Kemendagri; tulis misalnya 35.73 untuk Kota Malang.",
  name_missing: 'Isi nama admin, misalnya --admin "Siti Aminah".',
} as const satisfies Record<SetUpProblem["code"], string>;

const COMMAND_LINE: Actor = { kind: "command_line" };

/** A regency has hundreds of areas to write, and an office's computer may be slow. */
const WITH_AREAS = { maxWait: 10_000, timeout: 60_000 } as const;

/** Makes a real office with its areas and its first person, who sets a password by a link. */
export async function setUpOffice(
  db: Database,
  { regencyCode, adminName, now }: OfficeRequest,
): Promise<Result<NewAdmin, SetUpProblem>> {
  const name = adminName.trim();
  if (name === "") return fail({ code: "name_missing" });
  try {
    return await db.$transaction(async (tx) => {
      // Two set-ups at once: the second waits here and then sees the first one's office.
      await tx.$executeRaw`LOCK TABLE office IN SHARE ROW EXCLUSIVE MODE`;
      if (await tx.office.findFirst()) return fail({ code: "office_exists" });
      await createOffice(tx, { kind: "real", regencyCode });
      return ok(await createAdmin(tx, name, now));
    }, WITH_AREAS);
  } catch (error) {
    if (error instanceof UnknownRegencyError) return fail({ code: "unknown_regency" });
    throw error;
  }
}

async function createAdmin(tx: Db, name: string, now: Date): Promise<NewAdmin> {
  const regency = await tx.area.findFirstOrThrow({ where: { level: "regency" } });
  const { id, username } = await tx.appUser.create({
    data: {
      username: usernameOf(name),
      name,
      role: "admin",
      areas: { create: [{ areaId: regency.id }] },
    },
    select: { id: true, username: true },
  });
  const token = await createOneTimeLink(tx, id, now);
  await recordAudit(tx, COMMAND_LINE, {
    action: "office.set_up",
    subject: "user",
    subjectId: id,
    detail: { regency: regency.code },
  });
  return { username, token };
}

/** "H. Siti Aminah, S.Sos." becomes `siti.aminah`: two words without titles are easy to remember. */
export function usernameOf(name: string): string {
  const words = (name.split(",")[0] ?? "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]{3,}/g);
  const username = (words ?? []).slice(0, 2).join(".").slice(0, 40);
  return username || "admin";
}
