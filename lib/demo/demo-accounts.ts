import type { Role } from "@/lib/auth/types";

/** Kota Malang. */
export const DEMO_REGENCY_CODE = "35.73";

/** An account of the demonstration office; one for each role. */
export interface DemoAccount {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  /** Kemendagri code of the area the person works in. */
  readonly areaCode: string;
}

/** Known to everybody: these accounts exist in a demonstration office only (trigger `demo_user_needs_demo_office`). */
export const DEMO_PASSWORD = "kantor contoh malang";

// biome-ignore format: a table reads as a table
export const DEMO_ACCOUNTS = [
  { username: "admin",       name: "Arif Budiman",    role: "admin",            areaCode: "35.73" },
  { username: "operator",    name: "Oki Lestari",     role: "operator",         areaCode: "35.73" },
  { username: "verifikator", name: "Vera Anggraini",  role: "verifier",         areaCode: "35.73" },
  { username: "kepala",      name: "Hadi Kusuma",     role: "head",             areaCode: "35.73" },
  { username: "pendamping",  name: "Putri Maharani",  role: "companion",        areaCode: "35.73.01" },
  { username: "kelurahan",   name: "Kartika Dewi",    role: "village_operator", areaCode: "35.73.01.1006" },
] as const satisfies readonly DemoAccount[];
