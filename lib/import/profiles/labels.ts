import type { ProfileNameTaken } from "./commands";

/** Why a profile was not changed, and what to do. */
export const PROFILE_SENTENCES = {
  profile_gone: "Profil ini sudah dihapus petugas lain. Muat ulang halaman ini.",
} as const;

export function profileNameTaken({ name }: Pick<ProfileNameTaken, "name">): string {
  return `Sudah ada profil bernama ${name} untuk berkas sejenis. Pilih profil itu, atau tulis nama lain.`;
}
