/** Names shown in full; more would make a row as tall as a page. */
const NAMED_MAX = 3;

/** Where a companion works: "Kecamatan Blimbing", "Kelurahan Arjosari, Kelurahan Dinoyo dan 4 lainnya". */
export function describeAreaNames(names: readonly string[]): string {
  if (names.length <= NAMED_MAX) return names.join(", ");
  const rest = names.length - NAMED_MAX + 1;
  return `${names.slice(0, NAMED_MAX - 1).join(", ")} dan ${rest} lainnya`;
}
