import { Button } from "@/components/ui/button";
import { classNames } from "@/lib/shared/class-names";
import { formatClock, type TimeZone } from "@/lib/shared/format";
import type { Draft, DraftStatus } from "./use-draft";

function sentenceOf(status: DraftStatus, timeZone: TimeZone): string {
  switch (status.kind) {
    case "unchanged":
      return "Belum ada jawaban";
    case "waiting":
      return "Belum tersimpan";
    case "saving":
      return "Menyimpan …";
    case "saved":
      return `Tersimpan ${formatClock(status.at, timeZone)}`;
    case "offline":
      return "Tidak ada sambungan: jawaban tetap di halaman ini";
    case "signed_out":
      return "Belum tersimpan: Anda sudah keluar";
    case "refused":
      return `Belum tersimpan: ${status.message}`;
  }
}

const UNSAFE: readonly DraftStatus["kind"][] = ["offline", "signed_out", "refused"];

/** How safe the answers are, always in sight, and the button that saves at once. */
export function SaveStatus({
  draft: { status, saveNow },
  timeZone,
}: {
  readonly draft: Draft;
  readonly timeZone: TimeZone;
}) {
  const unsafe = UNSAFE.includes(status.kind);
  return (
    <div
      className={classNames(
        "flex min-w-0 items-center justify-between gap-x-2 text-small sm:flex-none",
        // A long sentence gets a line of its own; a short one leaves the buttons where they are.
        unsafe ? "basis-full" : "flex-1",
      )}
    >
      <p role="status" className={unsafe ? "font-semibold text-warning" : "text-muted"}>
        {sentenceOf(status, timeZone)}
      </p>
      {status.kind !== "saved" && status.kind !== "unchanged" && (
        <Button
          variant="quiet"
          className="min-h-11 shrink-0"
          aria-disabled={status.kind === "saving"}
          onClick={() => void saveNow()}
        >
          Simpan
        </Button>
      )}
    </div>
  );
}
