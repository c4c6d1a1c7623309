import type { Dashboard } from "@/lib/insights/dashboard";
import type { Office } from "@/lib/office/queries";
import { releaseNote } from "@/lib/registry/release-note";
import { formatClock, formatDate, formatDay, formatInstant } from "@/lib/shared/format";

/** Where each figure comes from and how old it is, in the words that stand beside it. */
export interface Sources {
  readonly release: string;
  readonly cases: string;
  readonly now: string;
  readonly list: string;
}

export function sourcesOf(
  dashboard: Dashboard,
  { release, timeZone }: Office & { readonly release: NonNullable<Office["release"]> },
): Sources {
  const { countedAt, detectedAt, list } = dashboard;
  const now = `Dihitung hari ini pukul ${formatClock(countedAt, timeZone)}`;
  return {
    release: `${releaseNote(release)}, diterbitkan ${formatDay(release.publishedAt, timeZone)}`,
    cases: detectedAt ? `${now}; deteksi terakhir ${formatInstant(detectedAt, timeZone)}` : now,
    now,
    list: list ? `${list.name}, keadaan ${formatDate(list.asOf)}` : "Belum ada daftar penerima PKH",
  };
}
