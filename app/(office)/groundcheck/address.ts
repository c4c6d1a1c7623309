import {
  type AssignPageParams,
  type FamilyCursor,
  type GroundcheckListParams,
  isVisitTab,
  type VisitCursor,
  writeCursor,
} from "@/lib/groundchecks/list-schema";

/** The address of the list with these filters, at its beginning or after a row. */
export function groundcheckListAddress(
  { tab, wilayah, pendamping, jenis }: Omit<GroundcheckListParams, "setelah">,
  after: FamilyCursor | VisitCursor | null = null,
): string {
  return address("/groundcheck", {
    tab: tab === "belum" ? undefined : tab,
    // A tab keeps the filters that it has.
    ...(tab !== "pendamping" && { wilayah, jenis }),
    ...(isVisitTab(tab) && { pendamping }),
    setelah: after ? writeCursor(after) : undefined,
  });
}

/** The address of the page that gives tasks out, with these filters. */
export function assignAddress(
  { wilayah, jenis, umur }: Pick<AssignPageParams, "wilayah" | "jenis" | "umur">,
  after: FamilyCursor | null = null,
): string {
  return address("/groundcheck/tugaskan", {
    wilayah,
    jenis,
    umur,
    setelah: after ? writeCursor(after) : undefined,
  });
}

function address(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const chosen = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) chosen.set(name, value);
  const text = chosen.toString();
  return text === "" ? path : `${path}?${text}`;
}
