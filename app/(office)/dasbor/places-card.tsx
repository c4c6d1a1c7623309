import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import type { Dashboard, PlaceFigures } from "@/lib/insights/dashboard";
import { formatAge, formatNumber, type TimeZone } from "@/lib/shared/format";
import { groundcheckListAddress } from "../groundcheck/address";
import { caseListAddress } from "../kasus/address";
import { householdListAddress } from "../keluarga/address";
import { desilChoices } from "./desil-choices";
import { FigureLink } from "./figure-link";
import type { Sources } from "./sources";

interface Line extends PlaceFigures {
  readonly age: string | null;
}

const column = columnsOf<Line>();

/** The regency by kecamatan, or a kecamatan by kelurahan: families, cases and visits in one line. */
export function PlacesCard({
  dashboard,
  sources,
  timeZone,
}: {
  readonly dashboard: Dashboard;
  readonly sources: Sources;
  readonly timeZone: TimeZone;
}) {
  const { breakdown, desilLimit, countedAt } = dashboard;
  const name = breakdown === "kecamatan" ? "Kecamatan" : "Kelurahan";
  return (
    <Card
      title={`Keadaan per ${breakdown}`}
      note={`Keluarga dan jiwa: ${sources.release}. Kasus dan kunjungan: ${sources.now.toLowerCase()}`}
      flush
    >
      <div className="relative overflow-x-auto">
        <DataTable
          caption={`Keluarga, kasus, dan kunjungan per ${breakdown}`}
          captionHidden
          columns={columnsFor(name, desilLimit)}
          rows={dashboard.places
            .filter((place) => place.individuals + place.households + place.openCases > 0)
            .map((place) => ({
              ...place,
              age: place.visits.oldest && formatAge(place.visits.oldest, countedAt, timeZone),
            }))}
          rowKey={({ code }) => code}
        />
      </div>
    </Card>
  );
}

function columnsFor(head: string, desilLimit: number) {
  const visits = (key: "berjalan" | "verifikasi" | "dikembalikan" | "selesai", header: string) =>
    column.display({
      id: key,
      header,
      meta: { align: "end" },
      cell: ({ row: { original } }) => (
        <FigureLink
          href={groundcheckListAddress({ tab: key, wilayah: original.code })}
          value={original.visits[key]}
          what={`kunjungan di ${original.name}: ${header}`}
        />
      ),
    });
  return column.columns([
    column.accessor("name", { header: head }),
    column.accessor("households", {
      header: "Keluarga",
      meta: { align: "end" },
      cell: ({ getValue, row: { original } }) => (
        <FigureLink
          href={householdListAddress({ wilayah: original.code })}
          value={getValue()}
          what={`keluarga di ${original.name}`}
        />
      ),
    }),
    column.accessor("individuals", {
      header: "Jiwa",
      meta: { align: "end" },
      cell: ({ getValue }) => formatNumber(getValue()),
    }),
    column.accessor("withinLimit", {
      header: `Desil 1–${desilLimit}`,
      meta: { align: "end" },
      cell: ({ getValue, row: { original } }) => (
        <FigureLink
          href={householdListAddress({ wilayah: original.code, desil: desilChoices(desilLimit) })}
          value={getValue()}
          what={`keluarga desil 1 sampai ${desilLimit} di ${original.name}`}
        />
      ),
    }),
    column.accessor("openCases", {
      header: "Kasus terbuka",
      meta: { align: "end" },
      cell: ({ getValue, row: { original } }) => (
        <FigureLink
          href={caseListAddress({ tab: "terbuka", wilayah: original.code })}
          value={getValue()}
          what={`kasus terbuka di ${original.name}`}
        />
      ),
    }),
    column.accessor("waitingFamilies", {
      header: "Belum ditugaskan",
      meta: { align: "end" },
      cell: ({ getValue, row: { original } }) => (
        <FigureLink
          href={groundcheckListAddress({ tab: "belum", wilayah: original.code })}
          value={getValue()}
          what={`keluarga di ${original.name} yang kunjungannya belum ditugaskan`}
        />
      ),
    }),
    visits("berjalan", "Berjalan"),
    visits("dikembalikan", "Dikembalikan"),
    visits("verifikasi", "Menunggu verifikasi"),
    visits("selesai", "Selesai"),
    column.accessor("age", {
      header: "Tugas tertua",
      cell: ({ getValue }) => getValue() ?? <Nothing />,
    }),
  ]);
}
