import "server-only";
import { LINK_LIFE_MS } from "@/lib/auth/one-time-link";
import { env } from "@/lib/env";
import { SET_UP_SENTENCES, setUpOffice } from "@/lib/office/set-up-office";
import { CommandRefusal } from "./exit-code";
import { print } from "./print";
import { withDatabase } from "./with-office";

export interface SetUpOptions {
  readonly regency: string;
  readonly admin: string;
}

const MINUTE_MS = 60_000;

/** Makes a real office, and prints the link with which its first person sets a password. */
export async function setUp({ regency, admin }: SetUpOptions): Promise<void> {
  await withDatabase(async (_, { db }) => {
    const request = { regencyCode: regency, adminName: admin, now: new Date() };
    const made = await setUpOffice(db, request);
    if (!made.ok) throw new CommandRefusal(made.problem.code, SET_UP_SENTENCES[made.problem.code]);
    const office = await db.office.findFirstOrThrow();
    const { username, token } = made.value;
    print(`${office.name} siap.`);
    print();
    print(`Nama pengguna admin : ${username}`);
    print(`Buat kata sandi di  : ${publicAddress()}/sandi/${token}`);
    print();
    print(
      `Tautan berlaku ${LINK_LIFE_MS / MINUTE_MS} menit dan hanya sekali. Jalankan npm start sebelum membukanya.`,
    );
  });
}

function publicAddress(): string {
  const { TEPAT_URL, PORT } = env();
  return TEPAT_URL?.replace(/\/$/, "") ?? `http://localhost:${PORT}`;
}
