import "server-only";
import { exportOpenCases } from "@/lib/cases/export-open-cases";
import { KIND_LABELS } from "@/lib/cases/labels";
import { formatNumber } from "@/lib/shared/format";
import { print, printJson } from "./print";
import { withOffice } from "./with-office";

/** Prints the open error cases: one JSON document a line, or how many there are of each kind. */
export async function listCases({ json }: { readonly json?: boolean }): Promise<void> {
  await withOffice(async ({ pool }) => {
    const counts = new Map<string, number>();
    for await (const openCase of exportOpenCases(pool)) {
      if (json) printJson(openCase);
      const name = KIND_LABELS[openCase.kind].name;
      const label = openCase.program === null ? name : `${name} (${openCase.program})`;
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    if (json) return;
    if (counts.size === 0) print("Tidak ada kasus yang terbuka.");
    for (const [label, count] of counts) print(`${label}: ${formatNumber(count)}`);
  });
}
