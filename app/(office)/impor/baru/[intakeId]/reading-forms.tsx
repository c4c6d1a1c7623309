import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import type { IntakeFile } from "@/lib/import/intake";
import { kindOf } from "@/lib/import/interpret-files";
import { IMPORT_FILE_ROLE_LABELS } from "@/lib/import/labels";
import { IMPORT_FILE_ROLES } from "@/lib/import/schema";
import { formatNumber } from "@/lib/shared/format";
import { BreakableName } from "../../breakable-name";
import { ReadingForm } from "./reading-form";

/** With more than these the forms are a list of their own, which nearly nobody needs. */
const FORMS_IN_SIGHT_MAX = 4;

type Props = ComponentProps<typeof EveryReadingForm>;

/** For each uploaded file how it is read, to be changed where it was taken for something else. */
export function ReadingForms(props: Props) {
  const { files, open } = props;
  if (files.length <= FORMS_IN_SIGHT_MAX) return <EveryReadingForm {...props} />;
  return (
    <details open={open} className="border-t border-line">
      <summary className="flex min-h-11 items-center px-4 py-2 text-link underline">
        Ubah cara membaca salah satu dari {formatNumber(files.length)} berkas
      </summary>
      <EveryReadingForm {...props} />
    </details>
  );
}

function EveryReadingForm({
  intakeId,
  files,
  open = false,
}: {
  readonly intakeId: string;
  readonly files: readonly IntakeFile[];
  /** Where nobody knows yet what a file is. */
  readonly open?: boolean;
}) {
  return files.map((file, index) => {
    const role = kindOf(file)?.role;
    const { headerLine = 1 } = file;
    return (
      <details
        // A file that is read in another way begins with its new place.
        key={[file.sha256, role, file.sheet, headerLine].join()}
        open={open && role === undefined}
        className="group/reading border-line not-first:border-t"
      >
        <summary className="flex min-h-11 items-center gap-2 px-4 py-2 text-link">
          <ChevronDown aria-hidden className="size-4 shrink-0 group-open/reading:rotate-180" />
          <span>
            <span className="underline">
              Ubah cara membaca{files.length > 1 && <BreakableName name={` ${file.name}`} />}
            </span>
            <span className="text-muted">
              {" "}
              (judul kolom di {file.sheet !== undefined && `lembar ${file.sheet}, `}baris{" "}
              {headerLine})
            </span>
          </span>
        </summary>
        <div className="px-4 pb-4">
          <ReadingForm
            intakeId={intakeId}
            file={index}
            name={file.name}
            role={role ?? ""}
            roles={[
              ...(role === undefined ? [{ value: "", text: "Pilih jenis berkas" }] : []),
              ...IMPORT_FILE_ROLES.map((value) => ({
                value,
                text: ROLE_WORDS[value],
              })),
            ]}
            sheet={file.sheet}
            sheets={file.sheets.map(({ name, headerLine, hidden }) => ({
              value: name,
              text: [name, hidden && "tersembunyi", headerLine === null && "tanpa judul kolom"]
                .filter(Boolean)
                .join(", "),
            }))}
            headerLine={headerLine}
          />
        </div>
      </details>
    );
  });
}

const ROLE_WORDS = {
  ...IMPORT_FILE_ROLE_LABELS,
  family: "Berkas keluarga DTSEN",
  member: "Berkas anggota keluarga DTSEN",
  dtks: "DTKS lama",
  recipients: "Daftar penerima satu program",
} as const;
