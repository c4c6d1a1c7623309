import "server-only";
import { RELEASE_STATUS_LABELS } from "@/lib/import/labels";
import { formatDate, formatNumber } from "@/lib/shared/format";
import { print, printJson } from "./print";
import { withOffice } from "./with-office";

/** Prints the office's DTSEN releases, the newest first. */
export async function listReleases({ json }: { readonly json?: boolean }): Promise<void> {
  const releases = await withOffice(({ db }) =>
    db.release.findMany({
      orderBy: [{ asOf: "desc" }, { id: "desc" }],
      select: {
        id: true,
        name: true,
        asOf: true,
        status: true,
        householdCount: true,
        individualCount: true,
        publishedAt: true,
      },
    }),
  );
  if (json) {
    for (const { asOf, ...release } of releases)
      printJson({ ...release, asOf: asOf.toISOString().slice(0, 10) });
    return;
  }
  if (releases.length === 0) print("Belum ada rilis DTSEN.");
  for (const { name, asOf, status, householdCount, individualCount } of releases)
    print(
      `${name} (${formatDate(asOf)}): ${RELEASE_STATUS_LABELS[status].text.toLowerCase()}, ${formatNumber(householdCount)} keluarga, ${formatNumber(individualCount)} orang`,
    );
}
