import { userAgentFromString } from "next/server";

/** A browser as its person calls it: "Chrome di Windows". */
export function deviceName(userAgent: string | null): string {
  const { browser, os } = userAgentFromString(userAgent ?? undefined);
  const program = browser.name?.replace(/^Mobile /, "").replace(/ Headless$/, "") ?? "Peramban";
  return os.name ? `${program} di ${os.name}` : `${program} di perangkat tak dikenal`;
}
