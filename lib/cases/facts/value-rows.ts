import { formatDate } from "@/lib/shared/format";
import type { ValueRow } from "./kind-facts";
import type { Answer, Edition } from "./words";

/** A release as the source of a value. */
export function releaseSource({ releaseName, asOf }: Edition): string {
  return `DTSEN ${releaseName}, keadaan ${day(asOf)}`;
}

/** The old list as the source of a value. */
export function dtksSource(name: string, asOf: string): string {
  return `${name}, keadaan ${day(asOf)}`;
}

/** The population office's answer as the source of a value. */
export function dukcapilSource({ listName, asOf }: Answer): string {
  return `Dukcapil (${listName}), keadaan ${day(asOf)}`;
}

/** A list of deaths as the source of a value. */
export function deathListSource({ listName, asOf }: Answer): string {
  return `Daftar kematian (${listName}), ${day(asOf)}`;
}

/** A verified visit as the source of a value. */
export function visitSource({ asOf }: { readonly asOf: string }): string {
  return `Groundcheck, kunjungan ${day(asOf)}`;
}

function day(asOf: string): string {
  return formatDate(new Date(asOf));
}

/** The rank in the release before, where there was one. */
export function previousDesilRows(desil: number | null): ValueRow[] {
  return desil === null
    ? []
    : [{ what: "Desil sebelumnya", source: "Rilis DTSEN sebelumnya", value: { desil } }];
}

/** The rank in the release that closed the case. */
export function closingDesilRows(
  closing: (Edition & { readonly inRelease: boolean; readonly desil: number | null }) | null,
): ValueRow[] {
  if (closing === null) return [];
  const value = closing.inRelease ? { desil: closing.desil } : "Tidak ada di rilis ini";
  return [{ what: "Desil saat selesai", source: releaseSource(closing), value }];
}
