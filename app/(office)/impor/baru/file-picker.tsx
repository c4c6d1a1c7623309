"use client";

import { FolderOpen } from "lucide-react";
import { type ComponentProps, useEffect, useState } from "react";
import { Field } from "@/components/forms/field";
import { classNames } from "@/lib/shared/class-names";
import { formatBytes, formatNumber } from "@/lib/shared/format";

/**
 * The browser's own field for files: it takes the keyboard, and files dropped on it. Once our script
 * runs, our words lie over it, because a browser speaks its own language there.
 */
export function FilePicker({
  chosen,
  choose,
  ...field
}: Pick<ComponentProps<typeof Field>, "label" | "hint" | "error"> & {
  readonly name: string;
  readonly chosen: readonly File[];
  readonly choose: (files: readonly File[]) => void;
}) {
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  return (
    <div className="relative">
      <Field
        {...field}
        type="file"
        multiple
        required
        accept=".xlsx,.csv,.txt,.zip,.gz,text/csv,text/plain"
        className={classNames(
          "min-h-32 cursor-pointer border-2 border-dashed",
          scripted ? "text-transparent file:hidden" : "py-10",
        )}
        onChange={({ currentTarget }) => choose([...(currentTarget.files ?? [])])}
      />
      {scripted && (
        <div
          aria-hidden
          className="pointer-events-none absolute inset-x-4 bottom-0 flex h-32 flex-col items-center justify-center gap-1 text-small"
        >
          <span className="flex items-center gap-2 font-semibold text-link">
            <FolderOpen className="size-5" />
            {chosen.length === 0 ? "Pilih berkas, atau seret ke sini" : "Pilih berkas lain"}
          </span>
          {chosen.length > 0 && <span>{sumOf(chosen)}</span>}
        </div>
      )}
    </div>
  );
}

/** How many files were chosen, and how much that is to send. */
function sumOf(files: readonly File[]): string {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return `${formatNumber(files.length)} berkas dipilih, ${formatBytes(bytes)}`;
}
