import { Nothing } from "@/components/ui/nothing";
import { Tag } from "@/components/ui/tag";
import { kindName } from "@/lib/cases/case-name";

/** The kinds of a family's open cases, each once. */
export function KindTags({ kinds }: { readonly kinds: readonly string[] }) {
  if (kinds.length === 0) return <Nothing />;
  return (
    <span className="flex flex-wrap gap-1">
      {[...new Set(kinds)].map((kind) => (
        <Tag key={kind} tone="info">
          {kindName(kind)}
        </Tag>
      ))}
    </span>
  );
}
