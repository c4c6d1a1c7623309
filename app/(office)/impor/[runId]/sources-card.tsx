import { ChevronDown } from "lucide-react";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { SummaryList } from "@/components/ui/summary-list";
import { COLUMN_LABELS } from "@/lib/import/column-labels";
import { IMPORT_FILE_ROLE_LABELS } from "@/lib/import/labels";
import type { ImportRunPage } from "@/lib/import/queries";
import { ColumnChoices } from "@/lib/import/schema";
import { formatBytes, formatNumber } from "@/lib/shared/format";
import { BreakableName } from "../breakable-name";

type RunFile = ImportRunPage["files"][number];

/** Enough of a digest to compare two by eye; the whole of it is one step away. */
const DIGEST_SHOWN = 12;
/** A lone comma or tab on the screen tells nobody anything. */
const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  ",": "koma",
  ";": "titik koma",
  "\t": "tab",
};
/** A release of many kecamatan comes in dozens of files. */
const FILES_OPEN_MAX = 4;

/** The files that an import came from, and what each of their columns was read as. */
export function SourcesCard({ files }: { readonly files: readonly RunFile[] }) {
  return (
    <Card title="Asal data">
      {files.length <= FILES_OPEN_MAX ? (
        <Sources files={files} />
      ) : (
        <details>
          <summary className="mb-3 flex min-h-11 items-center text-link underline md:min-h-8">
            {formatNumber(files.length)} berkas, satu per satu
          </summary>
          <Sources files={files} />
        </details>
      )}
    </Card>
  );
}

function Sources({ files }: { readonly files: readonly RunFile[] }) {
  return (
    <div className="grid gap-5">
      {files.map((file) => (
        <div key={file.id}>
          <h3 className="mb-1 text-body">{IMPORT_FILE_ROLE_LABELS[file.role]}</h3>
          <SummaryList rows={factsOf(file)} />
          <ColumnsRead file={file} />
        </div>
      ))}
    </div>
  );
}

function factsOf({ name, archiveName, sizeBytes, sha256, encoding, ...place }: RunFile) {
  const { delimiter, sheet, headerLine, profileName } = place;
  // A workbook is turned into text to be read; how, is nothing that its sender could look up.
  const form = [
    ...(sheet === null
      ? [encoding?.toUpperCase(), delimiter && `pemisah ${DELIMITER_WORDS[delimiter] ?? delimiter}`]
      : [`XLSX, lembar ${sheet}`]),
    headerLine !== null && headerLine > 1 && `judul di baris ${formatNumber(headerLine)}`,
  ].filter(Boolean);
  return [
    { term: "Nama berkas", value: <BreakableName name={name} /> },
    ...(archiveName === null
      ? []
      : [{ term: "Dari arsip", value: <BreakableName name={archiveName} /> }]),
    { term: "Ukuran", value: formatBytes(Number(sizeBytes)) },
    ...(form.length > 0 ? [{ term: "Bentuk", value: form.join(", ") }] : []),
    ...(profileName === null ? [] : [{ term: "Profil kolom", value: profileName }]),
    { term: "Sidik SHA-256", value: <Digest sha256={sha256} /> },
  ];
}

/** What tells whether two files are the same, without opening either. */
function Digest({ sha256 }: { readonly sha256: string }) {
  return (
    <details className="group">
      <summary className="flex items-center gap-1 text-link underline">
        <ChevronDown aria-hidden className="size-4 shrink-0 group-open:rotate-180" />
        <span className="font-mono">{sha256.slice(0, DIGEST_SHOWN)}…</span>
      </summary>
      <span className="mt-1 block font-mono text-caption [overflow-wrap:anywhere]">{sha256}</span>
      <CopyButton value={sha256} what="sidik berkas" />
    </details>
  );
}

function ColumnsRead({ file }: { readonly file: RunFile }) {
  const columns = Object.entries(ColumnChoices.nullable().parse(file.mapping) ?? {});
  if (columns.length === 0)
    return <p className="mt-1 text-small text-muted">Kolomnya belum dibaca.</p>;
  const inOrder = columns.toSorted(([a], [b]) => file.header.indexOf(a) - file.header.indexOf(b));
  const read = columns.filter(([, column]) => column !== null).length;
  return (
    <details className="group mt-1 text-small">
      <summary className="flex min-h-11 items-center gap-1 text-link underline md:min-h-8">
        <ChevronDown aria-hidden className="size-4 shrink-0 group-open:rotate-180" />
        {formatNumber(read)} dari {formatNumber(columns.length)} kolom dibaca
        <span className="sr-only"> dari {IMPORT_FILE_ROLE_LABELS[file.role]}</span>
      </summary>
      <SummaryList
        columns={2}
        rows={inOrder.map(([name, column]) => ({
          term: name,
          value:
            column === null ? (
              <span className="text-muted">hanya disimpan</span>
            ) : (
              (COLUMN_LABELS[file.role][column] ?? column)
            ),
        }))}
      />
    </details>
  );
}
