import { ChevronDown } from "lucide-react";
import type { HouseholdProgram, ProgramListing } from "@/lib/registry/household-programs";
import { formatDate, formatNumber } from "@/lib/shared/format";

/** The lists that named the family for an aid: the newest in sight, those before it folded. */
export function ProgramListings({ program }: { readonly program: HouseholdProgram }) {
  const [newest, ...older] = program.listings;
  if (!newest)
    return <p className="text-caption text-muted">Tidak lagi ditunjuk daftar penerima mana pun.</p>;
  const unseen = program.listingCount - program.listings.length;
  return (
    <>
      <Listing listing={newest} />
      {older.length > 0 && (
        <details className="group">
          <summary className="flex min-h-11 items-center gap-1 text-link underline md:min-h-8">
            <ChevronDown aria-hidden className="size-4 shrink-0 group-open:rotate-180" />
            Daftar sebelumnya ({formatNumber(program.listingCount - 1)})
            <span className="sr-only"> untuk {program.name}</span>
          </summary>
          <ol className="ml-1.5 border-l-2 border-line pl-3">
            {older.map((listing, index) => (
              // A list may name the same person twice: only the place tells them apart.
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is not changed on the page
              <li key={index} className="py-1">
                <Listing listing={listing} />
              </li>
            ))}
          </ol>
          {unseen > 0 && (
            <p className="text-caption text-muted">
              {formatNumber(unseen)} baris yang lebih lama tidak ditampilkan.
            </p>
          )}
        </details>
      )}
    </>
  );
}

function Listing({ listing }: { readonly listing: ProgramListing }) {
  const { listName, asOf, period, channel, amountRupiah, recipientName, status } = listing;
  const paid = [
    period,
    amountRupiah === null ? null : `Rp${formatNumber(amountRupiah)}`,
    channel,
  ].filter((part) => part !== null);
  return (
    <>
      {paid.length > 0 && <p className="tabular">{paid.join(" · ")}</p>}
      <p>{[recipientName, status].filter(Boolean).join(" · ")}</p>
      <p className="text-caption text-muted">
        {listName}
        {asOf !== null && `, keadaan ${formatDate(new Date(asOf))}`}
      </p>
    </>
  );
}
