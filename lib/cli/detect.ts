import "server-only";
import { detectCases } from "@/lib/cases/detect";
import { FOLLOW_UPS } from "@/lib/cases/follow-up-counts";
import { DETECTED_KINDS } from "@/lib/cases/kinds";
import { FOLLOW_UP_LABELS, KIND_LABELS } from "@/lib/cases/labels";
import { withImportLock } from "@/lib/import/import-lock";
import { linkLists } from "@/lib/registry/link-lists";
import { formatNumber } from "@/lib/shared/format";
import { print, printJson } from "./print";
import { sayWhoIsAtWork } from "./show-progress";
import { withOffice } from "./with-office";

const COMMAND_LINE = { kind: "command_line" } as const;

/** Ties the lists to the families again and computes all error cases, as after a publication. */
export async function detect({ json }: { readonly json?: boolean }): Promise<void> {
  const counts = await withOffice((ctx) =>
    withImportLock(
      ctx,
      async (held) => {
        await linkLists(held.db);
        return detectCases(held, { day: new Date(), actor: COMMAND_LINE });
      },
      () => sayWhoIsAtWork(ctx.db),
    ),
  );
  if (json) {
    printJson(counts);
    return;
  }
  if (counts.releaseId === null)
    print("Belum ada rilis yang berlaku, jadi belum ada yang diperiksa.");
  for (const kind of DETECTED_KINDS) {
    const { opened, kept, closed } = counts.kinds[kind];
    print(
      `${KIND_LABELS[kind].name}: ${formatNumber(opened)} kasus baru, ${formatNumber(kept)} tetap, ${formatNumber(closed)} selesai oleh data baru`,
    );
  }
  print(`Kepesertaan yang ditangguhkan: ${formatNumber(counts.suspended)}`);
  for (const what of FOLLOW_UPS)
    print(`${FOLLOW_UP_LABELS[what]}: ${formatNumber(counts.followUp[what])}`);
}
