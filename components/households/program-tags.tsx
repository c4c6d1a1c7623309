import { Nothing } from "@/components/ui/nothing";
import { Tag } from "@/components/ui/tag";
import { programShortName } from "@/lib/programs/labels";

export interface ProgramPlace {
  readonly code: string;
  readonly state: "active" | "suspended" | "ended" | "graduated";
}

/** The aids a family receives now; one that is held says so. */
export function ProgramTags({ programs }: { readonly programs: readonly ProgramPlace[] }) {
  if (programs.length === 0) return <Nothing />;
  return (
    <span className="flex flex-wrap gap-1">
      {programs.map(({ code, state }) => (
        <Tag key={`${code} ${state}`} tone={state === "suspended" ? "warning" : "neutral"}>
          {programShortName(code)}
          {state === "suspended" && " ditangguhkan"}
        </Tag>
      ))}
    </span>
  );
}
