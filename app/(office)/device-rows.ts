import type { SignedInDevice } from "@/lib/auth/list-sessions";
import { formatInstant, type TimeZone } from "@/lib/shared/format";
import type { DeviceRow } from "./device-list";
import { deviceName } from "./device-name";

/** Devices in the words of the page; `ownSessionId` is the one that asks. */
export function deviceRows(
  devices: readonly SignedInDevice[],
  timeZone: TimeZone,
  ownSessionId: string,
): DeviceRow[] {
  return devices.map(({ id, userAgent, createdAt, lastSeenAt }) => ({
    id,
    name: deviceName(userAgent),
    since: formatInstant(createdAt, timeZone),
    lastSeen: formatInstant(lastSeenAt, timeZone),
    own: id === ownSessionId,
  }));
}
