import type { AuditParams } from "@/lib/audit/schema";

/** The address of the audit trail under a filter. */
export function addressOf(wanted: Partial<AuditParams>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? "/audit" : `/audit?${text}`;
}
