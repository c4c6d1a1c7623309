import { formatNumber } from "@/lib/shared/format";

const MINUTE_MS = 60_000;

/** How a phone's clock stood to ours: "12 menit lebih cepat", "3 jam 5 menit lebih lambat". */
export function describeOffset(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / MINUTE_MS);
  const [days, hours, rest] = [
    Math.floor(minutes / 1440),
    Math.floor((minutes % 1440) / 60),
    minutes % 60,
  ];
  const parts = [
    ...(days > 0 ? [`${formatNumber(days)} hari`] : []),
    ...(hours > 0 ? [`${hours} jam`] : []),
    ...(rest > 0 && days === 0 ? [`${rest} menit`] : []),
  ];
  return `${parts.length > 0 ? parts.join(" ") : "kurang dari satu menit"} lebih ${offsetMs > 0 ? "cepat" : "lambat"}`;
}
