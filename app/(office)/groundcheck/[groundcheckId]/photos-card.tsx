import { Card } from "@/components/ui/card";
import { Tag } from "@/components/ui/tag";
import type { VisitPhoto } from "@/lib/groundchecks/list-visits";
import { formatInstant, formatNumber, type TimeZone } from "@/lib/shared/format";

/** Farther than this from where the visit was: the photo may show another house. */
const FAR_METRES = 200;

/** The photos of a visit; each opens large. They are never part of a page that is kept. */
export function PhotosCard({
  photos,
  timeZone,
}: {
  readonly photos: readonly VisitPhoto[];
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Foto" note="Ketuk foto untuk membukanya besar">
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {photos.map((photo) => (
          <li key={photo.code} className="min-w-0">
            <Photo photo={photo} timeZone={timeZone} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Photo({
  photo: { id, label, picture, distance },
  timeZone,
}: {
  readonly photo: VisitPhoto;
  readonly timeZone: TimeZone;
}) {
  if (!picture)
    return (
      <figure>
        <div className="flex aspect-4/3 items-center justify-center rounded border border-line border-dashed bg-sunken px-4 text-center text-muted text-small">
          Belum sampai
        </div>
        <figcaption className="mt-1 text-small">{label}</figcaption>
      </figure>
    );
  const { width, height, takenAt } = picture;
  const address = `/api/lampiran/${id}`;
  return (
    <figure>
      <a
        href={address}
        target="_blank"
        rel="noreferrer"
        className="block overflow-hidden rounded border border-line bg-sunken"
      >
        {/* biome-ignore lint/performance/noImgElement: the optimiser would keep a copy of a photo that only its readers may see */}
        <img
          src={address}
          alt={`Foto: ${label}. Buka ukuran besar.`}
          width={width}
          height={height}
          loading="lazy"
          className="aspect-4/3 h-auto w-full object-cover"
        />
      </a>
      <figcaption className="mt-1 text-small">
        {label}
        <span className="block text-caption text-muted">
          {takenAt ? `Diambil ${formatInstant(takenAt, timeZone)}` : "Waktu pengambilan tidak ada"}
        </span>
        {distance !== null && (
          <span className="block text-caption text-muted">
            {distance > FAR_METRES ? (
              <Tag tone="warning">{formatDistance(distance)} dari posisi kunjungan</Tag>
            ) : (
              `${formatDistance(distance)} dari posisi kunjungan`
            )}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function formatDistance(metres: number): string {
  return metres < 1000
    ? `${formatNumber(Math.round(metres))} m`
    : `${formatNumber(Math.round(metres / 100) / 10)} km`;
}
