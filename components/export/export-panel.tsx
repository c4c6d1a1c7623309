import { ChevronDown, Download } from "lucide-react";
import { Field } from "@/components/forms/field";
import { Button, buttonLook } from "@/components/ui/button";
import { type ExportName, PURPOSE_LENGTH } from "@/lib/export/schema";
import { classNames } from "@/lib/shared/class-names";

/**
 * Takes the list that is on the page as a file. A plain form behind a fold: the browser saves what
 * comes, and the page stays as it is.
 */
export function ExportPanel({
  list,
  address,
  hasNumbers,
  label = "Unduh daftar",
}: {
  readonly list: ExportName;
  /** The page's address with the filters under which the list is taken. */
  readonly address: string;
  /** Whether NIK and No KK can be asked for in full. */
  readonly hasNumbers: boolean;
  /** Where a page has two lists. */
  readonly label?: string;
}) {
  const [, query = ""] = address.split("?");
  return (
    <details className="relative max-md:open:w-full">
      <summary className={classNames(buttonLook("secondary"), "w-fit list-none")}>
        <Download aria-hidden className="size-4" />
        {label}
        <ChevronDown aria-hidden className="size-4 in-open:rotate-180" />
      </summary>
      <form
        method="post"
        action={`/api/ekspor/${list}`}
        className="z-20 mt-2 w-full rounded border border-line bg-surface p-4 shadow-lg md:absolute md:right-0 md:w-96"
      >
        <input type="hidden" name="saringan" value={query} />
        <Field
          id={`${list}-tujuan`}
          name="tujuan"
          label="Untuk apa?"
          hint="Dicatat di jejak audit dan di dalam berkas."
          required
          minLength={PURPOSE_LENGTH.min}
          maxLength={PURPOSE_LENGTH.max}
          autoComplete="off"
        />
        <fieldset className="mb-4">
          <legend className="mb-1 font-semibold">Bentuk berkas</legend>
          <label className="flex min-h-11 items-center gap-2">
            <input type="radio" name="format" value="xlsx" defaultChecked /> Excel (XLSX)
          </label>
          <label className="flex min-h-11 items-center gap-2">
            <input type="radio" name="format" value="csv" /> Teks (CSV, dipisah titik koma)
          </label>
        </fieldset>
        {hasNumbers && (
          <label className="mb-4 flex min-h-11 items-center gap-2">
            <input type="checkbox" name="nomor" value="lengkap" />
            Sertakan NIK dan No KK lengkap
          </label>
        )}
        <Button type="submit" variant="primary">
          Unduh
        </Button>
      </form>
    </details>
  );
}
