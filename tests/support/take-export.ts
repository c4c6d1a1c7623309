import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { ExportCell } from "@/lib/export/list-export";
import { LIST_EXPORTS } from "@/lib/export/lists";
import type { ExportName } from "@/lib/export/schema";
import type { Office } from "@/lib/office/queries";

/** A list as its file would hold it, row by row under its titles; null where it is refused. */
export async function takeExport(
  client: Db,
  list: ExportName,
  request: {
    readonly actor: UserActor;
    readonly office: Office;
    readonly filters?: Readonly<Record<string, string | readonly string[]>>;
    readonly fullNumbers?: boolean;
  },
): Promise<Record<string, ExportCell>[] | null> {
  const opened = await LIST_EXPORTS[list].open({
    client,
    filters: {},
    fullNumbers: false,
    ...request,
  });
  if (!opened) return null;
  const rows: Record<string, ExportCell>[] = [];
  for await (const cells of opened.rows)
    rows.push(
      Object.fromEntries(opened.columns.map((title, index) => [title, cells[index] ?? null])),
    );
  return rows;
}
