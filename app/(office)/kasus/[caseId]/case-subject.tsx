import Link from "next/link";
import { Card } from "@/components/ui/card";
import { SummaryList } from "@/components/ui/summary-list";
import { StatusTag } from "@/components/ui/tag";
import { ERROR_KINDS } from "@/lib/cases/kinds";
import type { CaseView } from "@/lib/cases/queries";
import { PARTICIPATION_STATE_LABELS, programShortName } from "@/lib/programs/labels";
import { formatDate } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";

/** Whom the case is about, with the way to the family's file, and the aids it touches. */
export function CaseSubject({ found }: { readonly found: CaseView }) {
  const isPerson = ERROR_KINDS[found.facts.kind].subject === "individual";
  return (
    <>
      {isPerson && <PersonCard found={found} />}
      {isPerson && found.householdId === null ? null : <FamilyCard found={found} />}
    </>
  );
}

function PersonCard({ found }: { readonly found: CaseView }) {
  const { person, householdId } = found;
  return (
    <Card title="Orang">
      <SummaryList
        rows={[
          { term: "Nama", value: person?.name },
          { term: "NIK", value: person?.nikEnding ? maskNumber(person.nikEnding) : null },
          { term: "Tanggal lahir", value: person?.birthDate && formatDate(person.birthDate) },
        ]}
      />
      {householdId === null && (
        <p className="mt-3 text-small">
          Orang ini tidak berada di keluarga mana pun di rilis {found.facts.evidence.releaseName}.
          Kasusnya ditangani dinas sosial, bukan kelurahan.
        </p>
      )}
      <Holders found={found} />
    </Card>
  );
}

function FamilyCard({ found }: { readonly found: CaseView }) {
  const { householdId, headName, nomorKk, kelurahan, kecamatan, participations } = found;
  return (
    <Card title="Keluarga">
      <SummaryList
        rows={[
          {
            term: "Kepala keluarga",
            value:
              householdId === null ? (
                headName
              ) : (
                <Link href={`/keluarga/${householdId}`} prefetch={false} className="font-semibold">
                  {headName ?? "Nama tidak diisi"}
                </Link>
              ),
          },
          { term: "No KK", value: nomorKk === null ? null : maskNumber(nomorKk) },
          { term: "Kelurahan", value: [kelurahan, kecamatan].filter(Boolean).join(", ") },
          ...participations.map(({ id, programCode, state }) => ({
            key: String(id),
            term: programShortName(programCode),
            value: <StatusTag labels={PARTICIPATION_STATE_LABELS} value={state} />,
          })),
        ]}
      />
      {found.facts.kind === "missing-in-dtsen" && <Holders found={found} />}
    </Card>
  );
}

/** The families of the release that the case leads to; one of another area has no name here. */
function Holders({ found: { facts, holders } }: { readonly found: CaseView }) {
  if (holders.length === 0) return null;
  return (
    <div className="mt-3 text-small">
      <h3 className="font-semibold">
        {facts.kind === "duplicate-nik" ? "NIK ini tertulis di" : "Anggotanya ditemukan di"}
      </h3>
      <ul className="list-disc pl-5">
        {holders.map(({ householdId, headName, kecamatan }, index) => (
          <li key={householdId === null ? `lain ${index}` : String(householdId)}>
            {householdId === null ? (
              `Keluarga lain${kecamatan ? ` di Kecamatan ${kecamatan}` : ""}`
            ) : (
              <Link href={`/keluarga/${householdId}`} prefetch={false}>
                Keluarga {headName ?? "tanpa nama"}
                {kecamatan ? ` (Kecamatan ${kecamatan})` : ""}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
