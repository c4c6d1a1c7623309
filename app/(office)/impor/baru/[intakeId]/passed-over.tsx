import { Notice } from "@/components/ui/notice";
import { BreakableName } from "../../breakable-name";

/** What an archive held besides lists, so that nobody believes it was read. */
export function PassedOver({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <Notice title="Dilewati, karena bukan tabel">
      <ul>
        {names.map((name) => (
          <li key={name}>
            <BreakableName name={name} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}
