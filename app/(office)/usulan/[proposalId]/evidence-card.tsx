import Link from "next/link";
import { Card } from "@/components/ui/card";
import { GROUNDCHECK_RESULT_LABELS } from "@/lib/groundchecks/labels";
import type { ProposalView } from "@/lib/proposals/find-proposal";
import { formatDay, type TimeZone } from "@/lib/shared/format";

/** What the proposal rests on: the visit, and the pictures that the office put beside it. */
export function EvidenceCard({
  found,
  timeZone,
}: {
  readonly found: ProposalView;
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Bukti">
      <VisitText found={found} timeZone={timeZone} />
      {found.evidence.length > 0 && (
        <div className="mt-3">
          <EvidencePictures evidence={found.evidence} timeZone={timeZone} />
        </div>
      )}
    </Card>
  );
}

/** Which visit it rests on, or why on none. */
export function VisitText({
  found: { groundcheckId, result, visitedAt, companionName, evidence },
  timeZone,
}: {
  readonly found: ProposalView;
  readonly timeZone: TimeZone;
}) {
  if (groundcheckId === null)
    return (
      <p>
        Tanpa groundcheck: jenis kasusnya tidak perlu kunjungan.
        {evidence.length === 0 && " Belum ada foto bukti."}
      </p>
    );
  return (
    <p>
      <Link href={`/groundcheck/${groundcheckId}`} prefetch={false} className="font-semibold">
        Groundcheck terverifikasi
      </Link>
      {result !== null && `, hasil: ${GROUNDCHECK_RESULT_LABELS[result].toLowerCase()}`}
      {visitedAt !== null && `, dikunjungi ${formatDay(visitedAt, timeZone)}`}
      {companionName !== null && ` oleh ${companionName}`}.
    </p>
  );
}

/** The pictures; each opens in full by itself. */
export function EvidencePictures({
  evidence,
  timeZone,
}: {
  readonly evidence: ProposalView["evidence"];
  readonly timeZone: TimeZone;
}) {
  if (evidence.length === 0) return null;
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-3">
      {evidence.map(({ id, uploadedAt }, index) => (
        <li key={id}>
          <a href={`/api/lampiran/${id}`} className="block">
            {/* biome-ignore lint/performance/noImgElement: served by our own route, which audits each view */}
            <img
              src={`/api/lampiran/${id}`}
              alt={`Foto bukti ${index + 1}`}
              loading="lazy"
              className="aspect-4/3 w-full rounded border border-line bg-sunken object-cover"
            />
          </a>
          <p className="mt-1 text-caption text-muted">
            Foto {index + 1}, diunggah {formatDay(uploadedAt, timeZone)}
          </p>
        </li>
      ))}
    </ul>
  );
}
