import {
  type ProposalCursor,
  type ProposalListParams,
  writeProposalCursor,
} from "@/lib/proposals/schema";

/** The address of the list with these filters, at its beginning or after a proposal. */
export function proposalListAddress(
  { tab, jenis, wilayah, umur, dasar }: Omit<ProposalListParams, "setelah">,
  after: ProposalCursor | null = null,
): string {
  const query = new URLSearchParams();
  const chosen = { tab, jenis, wilayah, umur, dasar };
  for (const [name, value] of Object.entries(chosen)) if (value) query.set(name, value);
  if (after) query.set("setelah", writeProposalCursor(after));
  const text = query.toString();
  return text === "" ? "/usulan" : `/usulan?${text}`;
}
