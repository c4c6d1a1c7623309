import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { EarlierImport } from "@/lib/import/find-earlier-imports";
import { IMPORT_STATE_LABELS } from "@/lib/import/labels";
import { formatDay, type TimeZone } from "@/lib/shared/format";

/** Tells who is about to import the very same content again when and as what it came before. */
export function EarlierImports({
  imports,
  timeZone,
}: {
  readonly imports: readonly EarlierImport[];
  readonly timeZone: TimeZone;
}) {
  if (imports.length === 0) return null;
  return (
    <Notice tone="warning" title="Berkas yang sama persis sudah pernah diimpor">
      <ul>
        {imports.map(({ id, name, state, createdAt, publishedAt }) => (
          <li key={id}>
            <Link href={`/impor/${id}`} prefetch={false}>
              {name}
            </Link>{" "}
            ({IMPORT_STATE_LABELS[state].text.toLowerCase()},{" "}
            {formatDay(publishedAt ?? createdAt, timeZone)})
          </li>
        ))}
      </ul>
    </Notice>
  );
}
