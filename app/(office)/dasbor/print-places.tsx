import type { Dashboard, PlaceFigures } from "@/lib/insights/dashboard";
import { PrintTable } from "./print-table";

/** What fits on the sheet beside the rest: more kecamatan than any regency has. */
const PLACES_MAX = 52;
/** From here on the table stands in two halves beside each other. */
const ONE_COLUMN_MAX = 14;

/** The places on the printed sheet. */
export function PrintPlaces({ dashboard }: { readonly dashboard: Dashboard }) {
  const { places, breakdown, desilLimit } = dashboard;
  const known = places.filter((place) => place.households + place.openCases > 0);
  const shown = known.slice(0, PLACES_MAX);
  const middle = shown.length > ONE_COLUMN_MAX ? Math.ceil(shown.length / 2) : shown.length;
  const halves = [shown.slice(0, middle), shown.slice(middle)].filter((half) => half.length > 0);
  return (
    <section>
      <h2 className="font-bold">
        Keadaan per {breakdown}
        {known.length > PLACES_MAX && ` (${PLACES_MAX} dari ${known.length})`}
      </h2>
      <div className={halves.length > 1 ? "grid grid-cols-2 gap-x-[4mm]" : undefined}>
        {halves.map((half) => (
          <PrintTable
            key={half[0]?.code}
            head={[
              "",
              "Keluarga",
              "Jiwa",
              `Desil 1–${desilLimit}`,
              "Kasus",
              "Belum ditugaskan",
              "Berjalan",
              "Selesai",
            ]}
            rows={half.map(cellsOf)}
          />
        ))}
      </div>
    </section>
  );
}

function cellsOf(place: PlaceFigures) {
  const { berjalan, dikembalikan, verifikasi, selesai } = place.visits;
  return [
    place.name,
    place.households,
    place.individuals,
    place.withinLimit,
    place.openCases,
    place.waitingFamilies,
    berjalan + dikembalikan + verifikasi,
    selesai,
  ];
}
