import { Camera, RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import type { Question } from "@/lib/forms/definition";
import { classNames } from "@/lib/shared/class-names";
import { describedBy, FieldFrame, type FieldNotes } from "./field-frame";
import type { Photo, Photos } from "./use-photos";

const STATUS = {
  sending: { text: "Mengirim …", tone: "info" },
  sent: { text: "Terkirim", tone: "positive" },
  waiting: { text: "Menunggu sinyal", tone: "warning" },
  refused: { text: "Tidak diterima", tone: "negative" },
} as const satisfies Record<Photo["status"], { text: string; tone: string }>;

/** A picture to take: the phone opens its camera, and the picture leaves at once. */
export function PhotoField({
  id,
  question: { code, label, required },
  photos,
  ...notes
}: FieldNotes & {
  readonly id: string;
  readonly question: Question;
  readonly photos: Photos;
}) {
  const photo = photos.byQuestion[code];
  const unreadable =
    photos.unreadable === code
      ? "Foto ini tidak dapat dibaca. Ambil sekali lagi dengan kamera ponsel."
      : undefined;
  const described = { ...notes, error: unreadable ?? notes.error };
  return (
    <FieldFrame id={id} label={label} optional={!required} {...described}>
      {photo && <PhotoPreview photo={photo} label={label} photos={photos} />}
      <input
        id={id}
        type="file"
        accept="image/*"
        capture="environment"
        className="peer sr-only"
        aria-describedby={describedBy(id, described)}
        aria-invalid={described.error ? true : undefined}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // Emptied, so that the same file chosen again is a change too.
          event.target.value = "";
          if (file) void photos.take(code, file);
        }}
      />
      <label
        htmlFor={id}
        className={classNames(
          "inline-flex min-h-12 cursor-pointer items-center gap-2 rounded px-4 font-semibold peer-focus-visible:outline-3 peer-focus-visible:outline-offset-1",
          photo
            ? "border border-line-control bg-surface hover:bg-sunken"
            : "bg-brand text-on-brand hover:bg-brand-strong",
        )}
      >
        <Camera aria-hidden className="size-5" />
        {photo ? "Ambil ulang" : "Ambil foto"}
        <span className="sr-only">: {label}</span>
      </label>
    </FieldFrame>
  );
}

function PhotoPreview({
  photo: { src, status, message },
  label,
  photos,
}: {
  readonly photo: Photo;
  readonly label: string;
  readonly photos: Photos;
}) {
  const { text, tone } = STATUS[status];
  return (
    <div className="mb-2">
      {/* biome-ignore lint/performance/noImgElement: a picture in the page's memory or behind the person's session, which no optimiser may see */}
      <img
        src={src}
        alt={label}
        className="max-h-64 w-auto max-w-full rounded border border-line bg-sunken"
      />
      <p role="status" className="mt-2 flex flex-wrap items-center gap-2 text-small">
        <Tag tone={tone}>{text}</Tag>
        {status === "waiting" && "Foto ada di halaman ini; jangan tutup halaman."}
        {status === "refused" && (message ?? "Ambil ulang fotonya.")}
      </p>
      {status === "waiting" && (
        <Button variant="secondary" className="mt-1" onClick={() => void photos.sendWaiting()}>
          <RotateCw aria-hidden />
          Coba kirim lagi
        </Button>
      )}
    </div>
  );
}
