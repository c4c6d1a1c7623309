import exif from "exif-reader";
import type { Position } from "./schema";

/** What a camera wrote into a picture. */
export interface Capture {
  readonly position: Position | null;
  /** The instant, where the camera wrote its zone or the satellites' time. */
  readonly takenAt: Date | null;
  /** The camera's clock read as if it were UTC, where nothing says in which zone it was. */
  readonly localTime: Date | null;
}

const NOTHING: Capture = { position: null, takenAt: null, localTime: null };

/** Position and time out of a picture's EXIF block. A block that cannot be read says nothing. */
export function readExif(block: Buffer | undefined): Capture {
  if (block === undefined) return NOTHING;
  const tags = parse(block);
  if (tags === null) return NOTHING;
  const localTime = validDate(tags.Photo?.DateTimeOriginal);
  const zoned = localTime && inZone(localTime, tags.Photo?.OffsetTimeOriginal);
  const takenAt = zoned ?? satelliteTime(tags.GPSInfo);
  return { position: positionOf(tags.GPSInfo), takenAt, localTime: takenAt ? null : localTime };
}

function parse(block: Buffer): exif.Exif | null {
  try {
    return exif(block);
  } catch {
    // The library throws at damage; a photo whose notes are damaged is a photo all the same.
    return null;
  }
}

function positionOf(gps: exif.Exif["GPSInfo"]): Position | null {
  const latitude = degrees(gps?.GPSLatitude, gps?.GPSLatitudeRef, "S");
  const longitude = degrees(gps?.GPSLongitude, gps?.GPSLongitudeRef, "W");
  if (latitude === null || longitude === null) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  // Zero by zero lies in the Atlantic: it is what a camera writes that had no signal.
  return latitude === 0 && longitude === 0 ? null : { latitude, longitude };
}

/** Degrees, minutes, seconds as one number; negative where the reference is `negative`. */
function degrees(parts: unknown, reference: unknown, negative: string): number | null {
  if (!Array.isArray(parts) || parts.length !== 3 || typeof reference !== "string") return null;
  const [whole, minutes, seconds] = parts.map(Number);
  const value = (whole ?? Number.NaN) + (minutes ?? 0) / 60 + (seconds ?? 0) / 3600;
  if (!Number.isFinite(value)) return null;
  return reference.startsWith(negative) ? -value : value;
}

function inZone(localTime: Date, offset: unknown): Date | null {
  const match = typeof offset === "string" && /^([+-])(\d{2}):(\d{2})/.exec(offset);
  if (!match) return null;
  const [, sign, hours, minutes] = match;
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === "-" ? -1 : 1);
  return new Date(localTime.getTime() - offsetMs);
}

function satelliteTime(gps: exif.Exif["GPSInfo"]): Date | null {
  const day =
    typeof gps?.GPSDateStamp === "string" && /^(\d{4}):(\d{2}):(\d{2})/.exec(gps.GPSDateStamp);
  const time: unknown = gps?.GPSTimeStamp;
  if (!day || !Array.isArray(time) || time.length !== 3) return null;
  const [hours, minutes, seconds] = time.map(Number);
  const [, year, month, date] = day.map(Number);
  return validDate(
    new Date(
      Date.UTC(
        year ?? Number.NaN,
        (month ?? 0) - 1,
        date,
        hours,
        minutes,
        Math.floor(seconds ?? 0),
      ),
    ),
  );
}

function validDate(value: unknown): Date | null {
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value : null;
}
