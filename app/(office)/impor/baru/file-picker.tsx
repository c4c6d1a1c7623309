"use client";

import { FileText, FolderOpen } from "lucide-react";
import { type ComponentProps, useEffect, useState } from "react";
import { Field } from "@/components/forms/field";
import { classNames } from "@/lib/shared/class-names";
import { formatBytes } from "@/lib/shared/format";
import { BreakableName } from "../breakable-name";

/**
 * The browser's own field for files: it takes the keyboard, and files dropped on it. Once our script
 * runs, our words and the chosen names lie over it, because a browser speaks its own language there.
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
          {chosen.length === 0 ? (
            <span className="flex items-center gap-2 font-semibold text-link">
              <FolderOpen className="size-5" />
              Pilih berkas, atau seret ke sini
            </span>
          ) : (
            chosen.map(({ name, size }) => (
              <span key={name} className="flex max-w-full items-center gap-2">
                <FileText className="size-4 shrink-0 text-muted" />
                <span>
                  <BreakableName name={name} />{" "}
                  <span className="whitespace-nowrap text-muted">({formatBytes(size)})</span>
                </span>
              </span>
            ))
          )}
        </div>
      )}
    </div>
  );
}
