import { Button } from "@/components/ui/button";
import { formatBytes, formatTimeLeft } from "@/lib/shared/format";
import { BreakableName } from "../breakable-name";
import type { SendingProgress } from "./send-files";
import type { Pace } from "./transfer-pace";

const PHASES = {
  sending: "Mengunggah ",
  waiting: "Sambungan ke server terputus; dilanjutkan sendiri begitu tersambung lagi.",
  finishing: "Server memeriksa berkas dan membaca judul kolom.",
} as const satisfies Record<SendingProgress["phase"], string>;

/** How much of the files is sent, how fast, and how long the rest takes. */
export function UploadProgress({
  phase,
  fileName,
  doneBytes,
  totalBytes,
  pace,
  stop,
}: SendingProgress & { readonly pace: Pace; readonly stop: () => void }) {
  const percent = totalBytes === 0 ? 0 : Math.floor((doneBytes / totalBytes) * 100);
  const facts = [
    `${formatBytes(doneBytes)} dari ${formatBytes(totalBytes)} (${percent}%)`,
    phase === "sending" &&
      pace.bytesPerSecond !== null &&
      `${formatBytes(pace.bytesPerSecond)} per detik`,
    phase === "sending" && pace.secondsLeft !== null && formatTimeLeft(pace.secondsLeft),
  ].filter(Boolean);
  return (
    <div>
      <p role="status" className="font-semibold">
        {PHASES[phase]}
        {phase === "sending" && <BreakableName name={fileName} />}
      </p>
      <progress
        aria-label="Kemajuan unggahan"
        max={100}
        value={percent}
        className="mt-2 h-3 w-full overflow-hidden rounded-sm border border-line-control bg-surface [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-surface [&::-webkit-progress-value]:bg-brand"
      />
      <p className="tabular mb-3 text-small text-muted">{facts.join(" · ")}</p>
      {phase !== "finishing" && (
        <Button variant="secondary" onClick={stop}>
          Hentikan unggahan
        </Button>
      )}
      <p className="mt-2 text-small text-muted">
        Bila halaman ini tertutup, pilih berkas yang sama: unggahan dilanjutkan dari bagian
        terakhir.
      </p>
    </div>
  );
}
