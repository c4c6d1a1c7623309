import { DesilTag } from "@/components/households/desil-tag";
import { Notice } from "@/components/ui/notice";
import type { Office } from "@/lib/office/queries";
import type { HouseholdFile } from "@/lib/registry/household-file";
import { REVEAL_MINUTES } from "@/lib/registry/reveal-numbers";
import { formatDate } from "@/lib/shared/format";
import type { FamilyView } from "./load-family";

/** Who the family is, where it lives, and its desil of today with the release that says so. */
export function FamilyHeader({
  family: { file, revealed, members },
  office,
}: {
  readonly family: FamilyView;
  readonly office: Office;
}) {
  const desil = file.inCurrentRelease ? numberOf(file.values?.desil_nasional) : undefined;
  return (
    <>
      {!file.inCurrentRelease && <NotInRelease file={file} office={office} />}
      {revealed && (
        <Notice tone="warning">
          NIK dan No KK ditampilkan lengkap selama {REVEAL_MINUTES} menit. Pembukaan ini tercatat di
          jejak audit.
        </Notice>
      )}
      <dl className="mb-5 grid grid-cols-2 gap-x-6 gap-y-3 rounded border border-line bg-surface px-4 py-3 sm:flex sm:flex-wrap sm:gap-x-10">
        {desil !== undefined && (
          <Fact term={`Desil nasional, ${office.release?.name ?? ""}`}>
            <DesilTag desil={desil} caption />
          </Fact>
        )}
        <Fact term="No KK">
          <span className="tabular">{file.nomorKk ?? "Tidak diisi"}</span>
        </Fact>
        <Fact term="Alamat">{file.address ?? "Tidak diisi"}</Fact>
        <Fact term="Kelurahan">{placeOf(file)}</Fact>
        <Fact term="Anggota">
          <span className="tabular">{members.length}</span>
        </Fact>
      </dl>
    </>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-caption text-muted">{term}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

function numberOf(value: string | number | null | undefined): number | null {
  return typeof value === "number" ? value : null;
}

function placeOf({ kelurahan, kecamatan, areaAsWritten }: FamilyView["file"]): string {
  if (kelurahan !== null) return kecamatan === null ? kelurahan : `${kelurahan}, ${kecamatan}`;
  return areaAsWritten === null ? "Tidak dikenali" : `Tidak dikenali (di berkas: ${areaAsWritten})`;
}

const SOURCE_WORDS: Record<HouseholdFile["source"], string> = {
  release: "rilis DTSEN",
  dtks: "DTKS lama",
  recipients: "daftar penerima",
};

function NotInRelease({
  file,
  office,
}: {
  readonly file: FamilyView["file"];
  readonly office: Office;
}) {
  const from = `${SOURCE_WORDS[file.source]} (${file.sourceName}${file.asOf ? `, keadaan ${formatDate(file.asOf)}` : ""})`;
  return (
    <Notice
      tone="warning"
      title={
        office.release
          ? `Keluarga ini tidak ada di DTSEN ${office.release.name}`
          : "Belum ada rilis DTSEN yang diterbitkan"
      }
    >
      Yang ditampilkan di sini berasal dari {from}.
    </Notice>
  );
}
