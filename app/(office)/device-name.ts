import { userAgentFromString } from "next/server";

/** A browser as its person calls it: "Chrome di Windows". */
export function deviceName(userAgent: string | null): string {
  const { browser, os } = userAgentFromString(userAgent ?? undefined);
  const program = browser.name?.replace(/^Mobile /, "").replace(/ Headless$/, "");
  if (!program) return os.name ? `Perangkat ${os.name}` : "Perangkat yang tidak dikenali";
  return os.name ? `${program} di ${os.name}` : program;
}
