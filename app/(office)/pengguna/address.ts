import type { UserListParams } from "@/lib/users/schema";

/** The address of the list under a filter, from the first account or after one. */
export function userListAddress(
  { cari, peran, keadaan }: UserListParams,
  after: string | null = null,
): string {
  const query = new URLSearchParams();
  if (cari) query.set("cari", cari);
  if (peran) query.set("peran", peran);
  if (keadaan) query.set("keadaan", keadaan);
  if (after) query.set("setelah", after);
  const text = query.toString();
  return text === "" ? "/pengguna" : `/pengguna?${text}`;
}
