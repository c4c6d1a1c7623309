import type { ActorKind } from "@/lib/db/generated/enums";

/** Who took a step: a person by name, else what acted. */
export function actorName(kind: ActorKind, name: string | null): string {
  switch (kind) {
    case "user":
      return name ?? "Petugas";
    case "system":
      return "Sistem";
    case "command_line":
      return "Baris perintah";
  }
}
