import { createHash } from "node:crypto";
import { Prisma } from "./generated/client";

const MARK = "/* prepared */";

/**
 * Stands at the beginning of a statement that runs again and again in the same words: its plan is
 * then kept with the connection, where making it costs more than running it. Not for searches, whose
 * best plan depends on what is looked for.
 */
export const PREPARED: Prisma.Sql = Prisma.raw(MARK);

const names = new Map<string, string>();

/** The name under which a connection keeps a statement; none for statements without the mark. */
export function preparedName({ sql }: { readonly sql: string }): string {
  if (!sql.trimStart().startsWith(MARK)) return "";
  const known = names.get(sql);
  if (known) return known;
  const name = `tepat_${createHash("sha256").update(sql).digest("hex").slice(0, 40)}`;
  names.set(sql, name);
  return name;
}
