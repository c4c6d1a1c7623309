import { LinkTabs } from "@/components/ui/link-tabs";
import { IMPORT_FILE_ROLE_LABELS } from "@/lib/import/labels";
import type { ImportRunPage } from "@/lib/import/queries";
import { formatNumber } from "@/lib/shared/format";

type RunFile = ImportRunPage["files"][number];

/** The files that have rows to put right. */
export function FileTabs({
  files,
  current,
}: {
  readonly files: readonly RunFile[];
  readonly current: RunFile;
}) {
  if (files.length < 2) return null;
  const several = (role: RunFile["role"]) => files.filter((file) => file.role === role).length > 1;
  return (
    <LinkTabs
      label="Berkas"
      tabs={files.map(({ id, runId, role, name, rowsRejected }) => ({
        href: `/impor/${runId}/perbaiki?berkas=${id}`,
        text: several(role) ? name : IMPORT_FILE_ROLE_LABELS[role],
        count: formatNumber(rowsRejected),
        current: id === current.id,
      }))}
    />
  );
}

/** What is rejected still, and what was put right and may be changed once more. */
export function StateTabs({
  file: { id, runId, rowsRejected },
  repaired,
  again,
}: {
  readonly file: RunFile;
  readonly repaired: number;
  readonly again: boolean;
}) {
  if (repaired === 0) return null;
  const href = `/impor/${runId}/perbaiki?berkas=${id}`;
  return (
    <LinkTabs
      label="Baris"
      tabs={[
        { href, text: "Masih ditolak", count: formatNumber(rowsRejected), current: !again },
        {
          href: `${href}&diperbaiki=ya`,
          text: "Sudah diperbaiki",
          count: formatNumber(repaired),
          current: again,
        },
      ].filter(({ current }) => current || rowsRejected > 0)}
    />
  );
}
