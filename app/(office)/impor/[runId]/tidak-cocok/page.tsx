import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ExportPanel } from "@/components/export/export-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { may } from "@/lib/auth/policy";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { findImportRun } from "@/lib/import/queries";
import { UnmatchedReason } from "@/lib/import/recipients/list-unmatched-recipients";
import type { ImportKind } from "@/lib/import/schema";
import { UnmatchedDesilRows } from "./unmatched-desil";
import { UnmatchedDukcapil } from "./unmatched-dukcapil";
import { UnmatchedFamilies } from "./unmatched-families";
import { UnmatchedRecipients } from "./unmatched-recipients";

export const metadata: Metadata = { title: "Baris tanpa keluarga" };

const TITLES = {
  dtsen: "Baris tanpa keluarga",
  dtks: "Keluarga DTKS yang tidak ada di DTSEN",
  recipients: "Baris tanpa keluarga",
  dukcapil: "Orang yang tidak ada di DTSEN",
  matching: "Baris yang tidak padan",
  deaths: "Baris yang tidak padan",
  desil: "Baris tanpa keluarga",
  bnba: "Keluarga BNBA yang tidak dikenal",
} as const satisfies Record<ImportKind, string>;

/** Strict: a filter that is ignored shows everything and looks like an answer. */
const Query = z.strictObject({
  sebab: UnmatchedReason.optional(),
  setelah: z.coerce.number().int().positive().optional(),
});

export default async function UnmatchedPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ runId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requirePermission("import.view");
  const run = await findImportRun(db(), actor, (await params).runId);
  const query = Query.safeParse(await searchParams);
  if (!run || !query.success) notFound();
  const { sebab: reason, setelah: after } = query.data;
  const { recipientList, dtksList, dukcapilList, desilList } = run;
  if (!recipientList && !dtksList && !dukcapilList && !desilList) notFound();
  const part = { actor, after, address: `/impor/${run.id}/tidak-cocok` };
  return (
    <>
      <PageHeading
        title={TITLES[run.kind]}
        caption={run.name}
        back={{ href: `/impor/${run.id}`, text: "Kembali ke impor" }}
        actions={
          may(actor.role, "list.export") && (
            <ExportPanel
              list="tidak-cocok"
              address={`?impor=${run.id}${reason === undefined ? "" : `&sebab=${reason}`}`}
              hasNumbers
            />
          )
        }
      />
      {recipientList && <UnmatchedRecipients {...part} listId={recipientList.id} reason={reason} />}
      {dtksList && <UnmatchedFamilies {...part} listId={dtksList.id} />}
      {dukcapilList && <UnmatchedDukcapil {...part} listId={dukcapilList.id} />}
      {desilList && <UnmatchedDesilRows {...part} listId={desilList.id} />}
    </>
  );
}
