/** The six roles of an office. A person has one role and one area. */
export const ROLES = [
  "admin",
  "operator",
  "verifier",
  "head",
  "companion",
  "village_operator",
] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a person may see. `regency` also sees records whose kelurahan was not recognised;
 * `villages` sees only the kelurahan/desa listed (ids of `area`).
 */
export type AreaScope =
  | { readonly level: "regency" }
  | { readonly level: "villages"; readonly villageIds: readonly number[] };

/** A signed-in person, read from the session row at each request: never from the cookie's content. */
export interface UserActor {
  readonly kind: "user";
  readonly id: string;
  readonly sessionId: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly area: AreaScope;
}

/** Detection and other automatic steps ("sistem"). */
export interface SystemActor {
  readonly kind: "system";
}

/** Somebody at the server's command line ("baris perintah"): may publish, sees the whole regency. */
export interface CommandLineActor {
  readonly kind: "command_line";
}

export type Actor = UserActor | SystemActor | CommandLineActor;

/** The columns `actor_kind` and `actor_id` of events and audit rows. */
export function actorColumns(actor: Actor): {
  readonly actorKind: Actor["kind"];
  readonly actorId: string | null;
} {
  return { actorKind: actor.kind, actorId: actor.kind === "user" ? actor.id : null };
}
