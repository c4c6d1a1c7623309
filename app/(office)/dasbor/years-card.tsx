import Link from "next/link";
import { Lines } from "@/components/charts/charts";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import type { Dashboard } from "@/lib/insights/dashboard";
import { INDICATORS } from "@/lib/insights/indicators";
import type { YearOfFigures } from "@/lib/insights/years";
import { formatDay, formatNumber, type TimeZone } from "@/lib/shared/format";

const { unit } = INDICATORS.poor_people;

const column = columnsOf<YearOfFigures>();

const figure = (value: number | null) => (value === null ? <Nothing /> : formatNumber(value));

/** The poverty series of BPS beside the office's own years; two units, so two pictures. */
export function YearsCard({
  dashboard: { years, desilLimit },
  listSource,
  regencyName,
  wholeRegency,
  timeZone,
}: {
  readonly dashboard: Dashboard;
  readonly listSource: string;
  readonly regencyName: string;
  readonly wholeRegency: boolean;
  readonly timeZone: TimeZone;
}) {
  const poor = years.flatMap((one) => one.poor ?? []);
  return (
    <Card
      title="Kemiskinan menurut BPS dan penerima PKH"
      note={`${listSource}. Satuannya berbeda: BPS menghitung penduduk, kantor menghitung keluarga.`}
      flush
    >
      <div className="grid grid-cols-1 gap-x-4 px-4 pt-3 md:grid-cols-2">
        <YearPicture
          title={`Penduduk miskin ${regencyName}, ${unit} (BPS)`}
          years={years}
          series={[{ key: "poor", name: `Penduduk miskin (${unit})`, look: "hatched" }]}
          valuesOf={({ poor: one }) => ({ poor: one?.value ?? null })}
          empty={
            wholeRegency
              ? "Belum ada angka BPS. Admin mencatatnya di halaman Indikator."
              : `Angka BPS hanya ada untuk seluruh ${regencyName}.`
          }
        />
        <YearPicture
          title="Keluarga: penerima PKH dan desil rendah"
          years={years}
          series={[
            { key: "recipients", name: "Penerima PKH", look: "solid" },
            { key: "withinLimit", name: `Desil 1–${desilLimit}`, look: "pale" },
          ]}
          valuesOf={({ recipients, withinLimit }) => ({ recipients, withinLimit })}
          empty="Belum ada rilis atau daftar penerima."
        />
      </div>
      <DataTable
        caption="Angka per tahun: daftar dan rilis terakhir tahun itu, kasus yang terbuka pada akhir tahun (tahun ini: sekarang)"
        columns={columnsFor(desilLimit)}
        rows={years}
        rowKey={({ year }) => String(year)}
      />
      <p className="border-t border-line px-4 py-3 text-caption text-muted">
        {poor.length > 0 && <>Sumber angka BPS: {sourcesOf(poor, timeZone)}. </>}
        <Link href="/indikator">Lihat angka BPS dan perubahannya</Link>
      </p>
    </Card>
  );
}

function YearPicture({
  title,
  years,
  series,
  valuesOf,
  empty,
}: {
  readonly title: string;
  readonly years: readonly YearOfFigures[];
  readonly series: Parameters<typeof Lines>[0]["series"];
  readonly valuesOf: (year: YearOfFigures) => Readonly<Record<string, number | null>>;
  readonly empty: string;
}) {
  const rows = years.map((year) => ({ label: String(year.year), values: valuesOf(year) }));
  const known = rows.some(({ values }) => Object.values(values).some((value) => value !== null));
  return (
    <div>
      <h3 className="text-small font-semibold">{title}</h3>
      {known ? (
        <Lines height="middle" rows={rows} series={series} />
      ) : (
        <p className="py-4 text-muted">{empty}</p>
      )}
    </div>
  );
}

function columnsFor(desilLimit: number) {
  return column.columns([
    column.accessor("year", { header: "Tahun" }),
    column.accessor("poor", {
      header: `Penduduk miskin (${unit})`,
      meta: { align: "end" },
      cell: ({ getValue }) => figure(getValue()?.value ?? null),
    }),
    column.accessor("recipients", {
      header: "Penerima PKH (keluarga)",
      meta: { align: "end" },
      cell: ({ getValue }) => figure(getValue()),
    }),
    column.accessor("withinLimit", {
      header: `Desil 1–${desilLimit} (keluarga)`,
      meta: { align: "end" },
      cell: ({ getValue }) => figure(getValue()),
    }),
    column.accessor("openCases", {
      header: "Kasus terbuka",
      meta: { align: "end" },
      cell: ({ getValue }) => figure(getValue()),
    }),
  ]);
}

/** Each source once, with the day on which it was last written down. */
export function sourcesOf(
  poor: readonly { readonly source: string; readonly enteredAt: Date }[],
  timeZone: TimeZone,
): string {
  const newest = new Map<string, Date>();
  for (const { source, enteredAt } of poor) {
    const known = newest.get(source);
    if (!known || known < enteredAt) newest.set(source, enteredAt);
  }
  return [...newest]
    .map(([source, at]) => `${source} (dicatat ${formatDay(at, timeZone)})`)
    .join("; ");
}
