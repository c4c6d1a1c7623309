import Link from "next/link";
import { Card } from "@/components/ui/card";
import { SummaryList } from "@/components/ui/summary-list";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { MATCHING_TAB_LABELS } from "@/lib/matching/labels";
import { findMatching } from "@/lib/matching/list-matchings";
import { MATCHING_TABS, RESULT_OF_TAB } from "@/lib/matching/schema";
import { formatNumber } from "@/lib/shared/format";
import { matchingAddress } from "../../pemadanan/address";

/** Who of a list of deaths was found, as people have decided by now. */
export async function DeathsCard({ runId }: { readonly runId: string }) {
  const actor = await requirePermission("import.view");
  const matching = await findMatching(db(), actor, runId);
  if (!matching) return null;
  return (
    <Card title="Orang dalam daftar kematian">
      <SummaryList
        rows={MATCHING_TABS.map((tab) => ({
          term: MATCHING_TAB_LABELS[tab],
          value: (
            <>
              {formatNumber(matching[RESULT_OF_TAB[tab]])}
              {" · "}
              <Link href={matchingAddress(runId, tab)} prefetch={false}>
                {tab === "mirip" ? "Putuskan" : "Lihat barisnya"}
              </Link>
            </>
          ),
        }))}
      />
      <p className="mt-3 text-small text-muted">
        Hanya NIK yang menetapkan sendiri; yang hanya sama nama dan tanggal lahirnya diputus
        petugas. Baris yang tidak padan disimpan dan dicari lagi lewat NIK setiap kali ada data
        baru.
      </p>
    </Card>
  );
}
