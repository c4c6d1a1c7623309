import { formatDate } from "@/lib/shared/format";

export const BPS_RANKS =
  "Desil adalah urutan kesejahteraan dari 1 (paling miskin) sampai 10; yang menetapkannya BPS, bukan dinas sosial atau kelurahan.";
export const NOTHING_CHANGED =
  "Karena kasus ini, sistem tidak mengubah apa pun pada bantuan keluarga Bapak/Ibu.";
export const AMENDMENT = "usulan perbaikan data keluarga Bapak/Ibu";

export interface Edition {
  readonly releaseName: string;
  readonly asOf: string;
}

/** A release as it is read aloud. */
export function releaseWords({ releaseName, asOf }: Edition): string {
  return `DTSEN rilis ${releaseName} (keadaan ${formatDate(new Date(asOf))})`;
}

/** The old list as it is read aloud. */
export function dtksWords(name: string, asOf: string): string {
  return `DTKS lama (${name}, keadaan ${formatDate(new Date(asOf))})`;
}

/** A matching result of the population office. */
export interface Answer {
  readonly listName: string;
  readonly asOf: string;
}

/** The population office's answer as it is read aloud. */
export function dukcapilWords({ listName, asOf }: Answer): string {
  return `hasil padan Dukcapil (${listName}, keadaan ${formatDate(new Date(asOf))})`;
}

/** A list of deaths as it is read aloud. */
export function deathListWords({
  listName,
  diedOn,
}: {
  readonly listName: string;
  readonly diedOn: string | null;
}): string {
  const day = diedOn === null ? "" : `, meninggal ${formatDate(new Date(diedOn))}`;
  return `daftar kematian (${listName}${day})`;
}

/** A verified visit as it is read aloud. */
export function visitWords({ asOf }: { readonly asOf: string }): string {
  return `kunjungan petugas (groundcheck) pada ${formatDate(new Date(asOf))}`;
}

export function desilWord(desil: number | null): string {
  return desil === null ? "tanpa desil" : `desil ${desil}`;
}

/** The rank before, as an addition to the one of now. */
export function sinceWords(previousDesil: number | null, desil: number): string {
  if (previousDesil === null) return "";
  return previousDesil === desil
    ? ", sama seperti pada rilis sebelumnya"
    : `; pada rilis sebelumnya desil ${previousDesil}`;
}

/** The end of a case by another rank, or by none. */
export function desilEnding(
  before: number,
  now: Edition & { readonly inRelease: boolean; readonly desil: number | null },
): string {
  if (!now.inRelease)
    return `Kasus ini selesai oleh data baru: keluarga Bapak/Ibu tidak ada di ${releaseWords(now)}; sebelumnya desil ${before}.`;
  const unranked =
    now.desil === null ? " Desil kosong tidak berarti keluarga layak atau tidak layak." : "";
  return `Kasus ini selesai oleh data baru: menurut ${releaseWords(now)}, keluarga Bapak/Ibu ${now.desil === null ? "tidak diberi desil" : `berada di desil ${now.desil}`}; sebelumnya desil ${before}.${unranked}`;
}

/** "A, B dan C"; there is at least one. */
export function joinWords(words: readonly string[]): string {
  const [last, ...others] = [...words].reverse();
  if (last === undefined) return "bantuan";
  return others.length === 0 ? last : `${others.reverse().join(", ")} dan ${last}`;
}

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
