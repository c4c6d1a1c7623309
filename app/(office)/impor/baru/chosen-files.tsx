import { FileText, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { formatBytes, formatNumber } from "@/lib/shared/format";
import { BreakableName } from "../breakable-name";

/** More files than these are folded, so that the button that sends them stays in sight. */
const FILES_OPEN_MAX = 6;

/**
 * The files that were chosen. Each can be taken out again: one wrong file among twenty must not cost
 * the choice of the other nineteen.
 */
export function ChosenFiles({
  files,
  remove,
}: {
  readonly files: readonly File[];
  /** Absent while they are sent. */
  readonly remove?: (file: File) => void;
}) {
  if (files.length === 0) return null;
  const list = (
    <ul className="mb-4 divide-y divide-line text-small">
      {files.map((file) => (
        <li key={`${file.name} ${file.size}`} className="flex items-center gap-2 py-1">
          <FileText aria-hidden className="size-4 shrink-0 text-muted" />
          <span className="min-w-0 flex-1">
            <BreakableName name={file.name} />{" "}
            <span className="whitespace-nowrap text-muted">({formatBytes(file.size)})</span>
          </span>
          {remove && (
            <Button variant="quiet" onClick={() => remove(file)}>
              <X aria-hidden />
              Keluarkan<span className="sr-only"> {file.name}</span>
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
  if (files.length <= FILES_OPEN_MAX) return list;
  return (
    <details className="mb-2">
      <summary className="min-h-11 content-center text-link text-small underline md:min-h-8">
        Lihat {formatNumber(files.length)} berkas yang dipilih
      </summary>
      {list}
    </details>
  );
}
