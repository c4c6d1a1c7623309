import { Nothing } from "@/components/ui/nothing";
import { Tag } from "@/components/ui/tag";

export interface ProgramPlace {
  readonly code: string;
  readonly state: "active" | "suspended" | "ended" | "graduated";
}

/** Names people say; a program that an office added is known by its code. */
const SHORT_NAMES: Readonly<Record<string, string>> = { SEMBAKO: "Sembako", PBI_JK: "PBI-JK" };

export function programShortName(code: string): string {
  return SHORT_NAMES[code] ?? code;
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
