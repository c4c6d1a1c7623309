import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import type { Dashboard } from "@/lib/insights/dashboard";
import { bandRange, MOVEMENT_OF_BAND } from "@/lib/registry/family-movement";
import { releaseNote } from "@/lib/registry/release-note";
import {
  bandSteps,
  SHIFT_BAND_LABELS,
  SHIFT_BANDS,
  type ShiftBorders,
} from "@/lib/registry/shift-borders";
import { formatNumber } from "@/lib/shared/format";
import { caseListAddress } from "../kasus/address";
import { householdListAddress } from "../keluarga/address";
import { suspensionListAddress } from "../penangguhan/address";
import { FigureLink } from "./figure-link";
import type { Sources } from "./sources";

interface Change {
  readonly name: string;
  readonly remark: string;
  readonly value: number;
  /** Absent: the families are in no list of this release. */
  readonly href: string | null;
}

const column = columnsOf<Change>();

const COLUMNS = column.columns([
  column.accessor("name", {
    header: "Perubahan",
    cell: ({ row: { original } }) => (
      <>
        {original.name}
        {original.remark && (
          <span className="block font-normal text-caption text-muted">{original.remark}</span>
        )}
      </>
    ),
  }),
  column.accessor("value", {
    header: "Jumlah",
    meta: { align: "end" },
    cell: ({ getValue, row: { original } }) =>
      original.href === null ? (
        formatNumber(getValue())
      ) : (
        <FigureLink href={original.href} value={getValue()} what={original.name} />
      ),
  }),
]);

/** What the release in force changed: families, their desil, cases and aids. */
export function ChangesCard({
  dashboard,
  sources,
}: {
  readonly dashboard: Dashboard;
  readonly sources: Sources;
}) {
  const { movement } = dashboard;
  return (
    <Card
      title="Yang berubah sejak rilis sebelumnya"
      note={
        movement
          ? `${sources.release}, dibandingkan dengan ${releaseNote(movement.previous)}`
          : `${sources.release}. Rilis pertama: keluarganya belum dapat dibandingkan.`
      }
      flush
    >
      <div className="grid grid-cols-1 sm:grid-cols-2">
        {movement && (
          <DataTable
            caption="Keluarga menurut perubahan desil sejak rilis sebelumnya"
            captionHidden
            cards={false}
            columns={COLUMNS}
            rows={shiftLines(movement, dashboard.borders)}
            rowKey={({ name }) => name}
          />
        )}
        <div className="border-line sm:border-l">
          <DataTable
            caption="Keluarga, kasus, dan bantuan sejak rilis sebelumnya"
            captionHidden
            cards={false}
            columns={COLUMNS}
            rows={[...(movement ? familyLines(movement) : []), ...workLines(dashboard)]}
            rowKey={({ name }) => name}
          />
        </div>
      </div>
    </Card>
  );
}

type Movement = NonNullable<Dashboard["movement"]>;

/** Families of both releases by band; whoever has no desil in one of them stands apart. */
export function shiftLines({ shifts }: Movement, borders: ShiftBorders): Change[] {
  const families = (among: (shift: number | null) => boolean) =>
    shifts.filter(({ shift }) => among(shift)).reduce((sum, { households }) => sum + households, 0);
  const bands = SHIFT_BANDS.map((band) => {
    const { min, max } = bandRange(band, borders);
    return {
      name: `Desil ${SHIFT_BAND_LABELS[band].toLowerCase()}`,
      remark: bandSteps(band, borders),
      value: families((shift) => shift !== null && min <= shift && shift <= max),
      href: householdListAddress({ perubahan: MOVEMENT_OF_BAND[band] }),
    };
  });
  const unranked = {
    name: "Tanpa desil",
    remark: "di salah satu rilis",
    value: families((shift) => shift === null),
    href: householdListAddress({ perubahan: "tanpa-desil" }),
  };
  return [...bands, unranked];
}

export function familyLines({ added, gone, moved, numberChanged }: Movement): Change[] {
  return [
    {
      name: "Keluarga baru",
      remark: "",
      value: added,
      href: householdListAddress({ perubahan: "baru" }),
    },
    {
      name: "Keluarga hilang",
      remark: "tidak ada lagi di rilis; penerimanya menjadi kasus",
      value: gone,
      href: null,
    },
    {
      name: "Pindah kelurahan",
      remark: "",
      value: moved,
      href: householdListAddress({ perubahan: "pindah" }),
    },
    {
      name: "No KK berubah",
      remark: "",
      value: numberChanged,
      href: householdListAddress({ perubahan: "nomor-kk" }),
    },
  ];
}

export function workLines({ caseChanges, suspendedSince }: Dashboard): Change[] {
  return [
    {
      name: "Kasus baru",
      remark: "masih terbuka",
      value: caseChanges.opened,
      href: caseListAddress({ tab: "terbuka", sejak: "rilis" }),
    },
    {
      name: "Kasus selesai",
      remark: "oleh data baru atau petugas",
      value: caseChanges.closed,
      href: caseListAddress({ tab: "selesai", sejak: "rilis" }),
    },
    {
      name: "Bantuan baru ditangguhkan",
      remark: "menunggu pemeriksaan",
      value: suspendedSince.menunggu,
      href: suspensionListAddress({ tab: "menunggu", sejak: "rilis" }),
    },
    {
      name: "Bantuan baru ditangguhkan, perlu diputus",
      remark: "",
      value: suspendedSince.putuskan,
      href: suspensionListAddress({ tab: "putuskan", sejak: "rilis" }),
    },
  ];
}
