import { LocateFixed } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import type { Position } from "@/lib/forms/visit-document";
import { formatNumber } from "@/lib/shared/format";
import { FieldFrame, type FieldNotes } from "./field-frame";

const TIMEOUT_MS = 20_000;

const FAILURES = {
  unavailable: "Peramban ini tidak dapat mengambil posisi. Tulis posisinya sendiri bila Anda tahu.",
  denied: "Izin lokasi ditolak. Izinkan lokasi untuk halaman ini, atau tulis posisinya sendiri.",
  failed: "Posisi belum ditemukan. Coba lagi di tempat terbuka, atau tulis posisinya sendiri.",
} as const;

type Search =
  | { readonly kind: "idle" | "searching" }
  | { readonly kind: "failed"; readonly reason: keyof typeof FAILURES };

/** Where the house is: from the phone with its accuracy, or typed in and marked as that. */
export function PositionField({
  id,
  label,
  position,
  onChange,
  ...notes
}: FieldNotes & {
  readonly id: string;
  readonly label: string;
  readonly position: Position | null;
  readonly onChange: (position: Position | null) => void;
}) {
  const [search, setSearch] = useState<Search>({ kind: "idle" });
  async function locate() {
    setSearch({ kind: "searching" });
    const found = await askDevice();
    if (typeof found === "string") return setSearch({ kind: "failed", reason: found });
    setSearch({ kind: "idle" });
    onChange(found);
  }
  return (
    <FieldFrame id={id} label={label} group {...notes}>
      {position && <PositionSummary position={position} />}
      <Button
        id={id}
        variant={position ? "secondary" : "primary"}
        className="min-h-12"
        aria-disabled={search.kind === "searching"}
        onClick={() => {
          if (search.kind !== "searching") void locate();
        }}
      >
        <LocateFixed aria-hidden />
        {search.kind === "searching"
          ? "Mencari posisi …"
          : position
            ? "Ambil posisi lagi"
            : "Ambil posisi sekarang"}
      </Button>
      <p role="status" className="mt-2 text-small text-warning">
        {search.kind === "failed" && FAILURES[search.reason]}
      </p>
      <ManualPosition id={id} position={position} onChange={onChange} />
    </FieldFrame>
  );
}

function PositionSummary({ position }: { readonly position: Position }) {
  const { latitude, longitude, accuracyMetres, source } = position;
  return (
    <p className="tabular mb-2 flex flex-wrap items-center gap-2">
      {latitude.toFixed(6)}, {longitude.toFixed(6)}
      {source === "device" ? (
        <Tag tone="positive">dari ponsel, ±{formatNumber(Math.round(accuracyMetres ?? 0))} m</Tag>
      ) : (
        <Tag tone="warning">ditulis sendiri</Tag>
      )}
    </p>
  );
}

function askDevice(): Promise<Position | keyof typeof FAILURES> {
  // Outside HTTPS a browser has no position to give.
  if (!("geolocation" in navigator) || !window.isSecureContext)
    return Promise.resolve("unavailable");
  return new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          latitude: coords.latitude,
          longitude: coords.longitude,
          accuracyMetres: coords.accuracy,
          source: "device",
        }),
      (error) => resolve(error.code === error.PERMISSION_DENIED ? "denied" : "failed"),
      { enableHighAccuracy: true, timeout: TIMEOUT_MS, maximumAge: 0 },
    ),
  );
}

/** A coordinate as a map shows it; a comma is how it is typed here. */
function readDegrees(text: string, limit: number): number | null {
  const degrees = Number(text.trim().replace(",", "."));
  return text.trim() !== "" && Math.abs(degrees) <= limit ? degrees : null;
}

function ManualPosition({
  id,
  position,
  onChange,
}: {
  readonly id: string;
  readonly position: Position | null;
  readonly onChange: (position: Position | null) => void;
}) {
  const manual = position?.source === "manual" ? position : null;
  const [latitude, setLatitude] = useState(manual ? String(manual.latitude) : "");
  const [longitude, setLongitude] = useState(manual ? String(manual.longitude) : "");
  function apply(latitudeText: string, longitudeText: string) {
    setLatitude(latitudeText);
    setLongitude(longitudeText);
    const north = readDegrees(latitudeText, 90);
    const east = readDegrees(longitudeText, 180);
    if (north === null || east === null) return manual ? onChange(null) : undefined;
    onChange({ latitude: north, longitude: east, accuracyMetres: null, source: "manual" });
  }
  return (
    <details className="mt-3" open={manual !== null}>
      <summary className="flex min-h-11 items-center text-link underline">
        Tulis posisi sendiri
      </summary>
      <div className="grid max-w-sm grid-cols-2 gap-3">
        <Degrees
          id={`${id}-lintang`}
          label="Lintang (latitude)"
          example="-7.966620"
          value={latitude}
          onChange={(text) => apply(text, longitude)}
        />
        <Degrees
          id={`${id}-bujur`}
          label="Bujur (longitude)"
          example="112.632632"
          value={longitude}
          onChange={(text) => apply(latitude, text)}
        />
      </div>
    </details>
  );
}

function Degrees({
  id,
  label,
  example,
  value,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly example: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  return (
    <div>
      <label htmlFor={id} className="block text-small font-semibold">
        {label}
      </label>
      <p id={`${id}-hint`} className="mb-1 text-caption text-muted">
        Contoh: {example}
      </p>
      <input
        id={id}
        // A keyboard of digits alone has no minus on many phones.
        inputMode="text"
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="control tabular"
      />
    </div>
  );
}
