import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { DesilTag } from "@/components/households/desil-tag";
import { PlaceName } from "@/components/households/place-name";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Nothing } from "@/components/ui/nothing";
import { Notice } from "@/components/ui/notice";
import { Tag } from "@/components/ui/tag";
import { findAreaChoice } from "@/lib/areas/area-choice";
import type { KecamatanInScope } from "@/lib/areas/queries";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import type { Office } from "@/lib/office/queries";
import {
  listHouseholdsById,
  type NameHit,
  type NameSearch,
  type NumberHit,
  SEARCH_MATCHES_MAX,
  searchHouseholdsByName,
} from "@/lib/registry/search-households";
import { formatCappedCount, formatDate, formatNumber } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";
import type { RememberedSearch } from "./remembered-search";

/** The answer to this browser's last search. */
export async function SearchResults({
  actor,
  office,
  areas,
  search,
}: {
  readonly actor: UserActor;
  readonly office: Office;
  readonly areas: readonly KecamatanInScope[];
  readonly search: RememberedSearch | null;
}) {
  if (!search) return <NothingRemembered />;
  if (search.kind === "families") {
    const ids = search.ids.map((id) => BigInt(id));
    return <FamilyTable families={await listHouseholdsById(db(), actor, ids)} />;
  }
  const area = search.area
    ? findAreaChoice(areas, search.area, actor.area.level === "regency")
    : undefined;
  const answer = await searchHouseholdsByName(
    db(),
    actor,
    office.release?.id ?? null,
    search.words,
    area?.villageIds,
  );
  return <NameAnswer search={search} answer={answer} where={area?.text} />;
}

function NothingRemembered() {
  return (
    <EmptyState
      title="Pencarian sudah tidak diingat"
      action={<ButtonLink href="/keluarga">Lihat semua keluarga</ButtonLink>}
    >
      Demi kerahasiaan, pencarian hanya diingat 15 menit. Tulis lagi apa yang dicari.
    </EmptyState>
  );
}

function NameAnswer({
  search,
  answer,
  where,
}: {
  readonly search: Extract<RememberedSearch, { kind: "name" }>;
  readonly answer: NameSearch;
  readonly where: string | undefined;
}) {
  const wanted = `“${search.words.join(" ")}”`;
  const place = where ? ` di ${where}` : "";
  if (answer.kind === "too_slow")
    return (
      <EmptyState title={`Pencarian ${wanted} terlalu luas`}>
        Tulis nama yang lebih lengkap, atau pilih satu kecamatan atau kelurahan.
      </EmptyState>
    );
  if (answer.hits.length === 0)
    return (
      <EmptyState
        title={`Tidak ada nama ${wanted}${place}`}
        action={<ButtonLink href="/keluarga">Lihat semua keluarga</ButtonLink>}
      >
        Periksa ejaannya, coba satu kata saja, atau cari dengan NIK atau No KK. Keluarga di luar
        wilayah tugas Anda tidak ditampilkan.
      </EmptyState>
    );
  return (
    <section aria-label="Hasil pencarian">
      <p className="mb-3">
        <Link
          href="/keluarga"
          prefetch={false}
          className="inline-flex min-h-11 items-center md:min-h-0"
        >
          Kembali ke semua keluarga
        </Link>
      </p>
      <PeopleNotice answer={answer} wanted={wanted} place={place} />
      <div className="overflow-x-auto rounded border border-line bg-surface">
        <DataTable
          caption={
            <>
              <strong className="tabular text-text">
                {formatCappedCount(answer.count, SEARCH_MATCHES_MAX)} orang
              </strong>{" "}
              {answer.similarOnly ? "bernama mirip" : "bernama"} {wanted}
              {place}
            </>
          }
          columns={PEOPLE}
          rows={answer.hits}
          rowKey={({ householdId, name, birthDate }) =>
            `${householdId} ${name} ${birthDate?.toISOString()}`
          }
        />
      </div>
    </section>
  );
}

function PeopleNotice({
  answer,
  wanted,
  place,
}: {
  readonly answer: Extract<NameSearch, { kind: "found" }>;
  readonly wanted: string;
  readonly place: string;
}) {
  if (answer.similarOnly)
    return (
      <Notice tone="info">
        Tidak ada nama yang memuat {wanted}
        {place}. Ini nama-nama yang mirip.
      </Notice>
    );
  if (answer.count <= answer.hits.length) return null;
  return (
    <Notice tone="warning" title="Terlalu banyak nama yang cocok">
      Ditampilkan {formatNumber(answer.hits.length)} yang paling mirip. Tulis nama yang lebih
      lengkap, atau pilih satu kecamatan atau kelurahan.
    </Notice>
  );
}

const person = columnsOf<NameHit>();

const PEOPLE = person.columns([
  person.accessor("name", {
    header: "Nama",
    cell: ({ row: { original } }) => (
      <Link href={`/keluarga/${original.householdId}`} prefetch={false}>
        {original.name}
      </Link>
    ),
  }),
  person.accessor("birthDate", {
    header: "Lahir",
    cell: ({ getValue }) => {
      const date = getValue();
      return date ? formatDate(date) : <span className="text-muted">Tidak diisi</span>;
    },
  }),
  person.accessor("headName", {
    header: "Kepala keluarga",
    cell: ({ getValue }) => getValue() ?? <Nothing />,
  }),
  person.accessor("kelurahan", {
    header: "Kelurahan",
    cell: ({ row: { original } }) => <PlaceName {...original} />,
  }),
  person.accessor("desil", {
    header: "Desil",
    cell: ({ row: { original } }) =>
      original.inRelease ? (
        <DesilTag desil={original.desil} caption />
      ) : (
        <Tag tone="warning">Hanya di DTKS lama</Tag>
      ),
  }),
]);

const family = columnsOf<NumberHit>();

const FAMILIES = family.columns([
  family.accessor("headName", {
    header: "Kepala keluarga",
    cell: ({ row: { original } }) => (
      <Link href={`/keluarga/${original.id}`} prefetch={false}>
        {original.headName ?? "Nama tidak diisi"}
      </Link>
    ),
  }),
  family.accessor("nomorKkEnding", {
    header: "No KK",
    cell: ({ getValue }) => (
      <span className="tabular whitespace-nowrap">{maskNumber(getValue() ?? "")}</span>
    ),
  }),
  family.accessor("kelurahan", {
    header: "Kelurahan",
    cell: ({ row: { original } }) => <PlaceName {...original} />,
  }),
  family.accessor("inRelease", {
    header: "DTSEN sekarang",
    cell: ({ getValue }) => (getValue() ? "Ada" : <Tag tone="warning">Tidak ada</Tag>),
  }),
]);

/** One number that stands in several families: a NIK written twice, or an old No KK. */
function FamilyTable({ families }: { readonly families: readonly NumberHit[] }) {
  return (
    <section aria-label="Hasil pencarian">
      <Notice tone="warning" title={`Nomor ini ada di ${formatNumber(families.length)} keluarga`}>
        Pilih keluarga yang dimaksud.
      </Notice>
      <div className="overflow-x-auto rounded border border-line bg-surface">
        <DataTable
          caption="Keluarga yang memuat nomor yang dicari"
          columns={FAMILIES}
          rows={families}
          rowKey={({ id }) => id}
        />
      </div>
    </section>
  );
}
