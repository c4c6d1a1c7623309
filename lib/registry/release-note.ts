import { formatDate } from "@/lib/shared/format";

/** Where a figure comes from and of which day: `DTSEN v3 2026, keadaan 20 Oktober 2026`. */
export function releaseNote({
  name,
  asOf,
}: {
  readonly name: string;
  readonly asOf: Date;
}): string {
  return `DTSEN ${name}, keadaan ${formatDate(asOf)}`;
}
