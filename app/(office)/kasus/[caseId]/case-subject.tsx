import Link from "next/link";
import { Card } from "@/components/ui/card";
import { SummaryList } from "@/components/ui/summary-list";
import { StatusTag } from "@/components/ui/tag";
import type { CaseView } from "@/lib/cases/queries";
import { PARTICIPATION_STATE_LABELS, programShortName } from "@/lib/programs/labels";
import { maskNumber } from "@/lib/shared/mask";

/** Whom the case is about, with the way to the family's file, and the aids it touches. */
export function CaseSubject({ found }: { readonly found: CaseView }) {
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
      <Holders found={found} />
    </Card>
  );
}

/** Where members of a family that was missing were found; a family of another area has no name here. */
function Holders({ found }: { readonly found: CaseView }) {
  if (found.holders.length === 0) return null;
  return (
    <div className="mt-3 text-small">
      <h3 className="font-semibold">Anggotanya ditemukan di</h3>
      <ul className="list-disc pl-5">
        {found.holders.map(({ householdId, kecamatan }, index) => (
          <li key={householdId === null ? `lain ${index}` : String(householdId)}>
            {householdId === null ? (
              `Keluarga lain${kecamatan ? ` di Kecamatan ${kecamatan}` : ""}`
            ) : (
              <Link href={`/keluarga/${householdId}`} prefetch={false}>
                Keluarga ini{kecamatan ? ` (Kecamatan ${kecamatan})` : ""}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
