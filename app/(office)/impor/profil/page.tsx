import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Nothing } from "@/components/ui/nothing";
import { PageHeading } from "@/components/ui/page-heading";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { groupWords } from "@/lib/import/column-labels";
import { IMPORT_FILE_ROLE_LABELS } from "@/lib/import/labels";
import {
  type ColumnProfile,
  listProfiles,
  PROFILES_SHOWN_MAX,
} from "@/lib/import/profiles/queries";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { formatDay, formatNumber, type TimeZone } from "@/lib/shared/format";
import { BreakableName } from "../breakable-name";
import { DeleteForm, RenameForm } from "./profile-forms";

export const metadata: Metadata = { title: "Profil kolom" };

const COLUMNS_NAMED_MAX = 6;

const column = columnsOf<ColumnProfile>();

function columnsFor(timeZone: TimeZone) {
  return column.columns([
    column.accessor("name", {
      header: "Profil",
      cell: ({ row: { original } }) => (
        <>
          <BreakableName name={original.name} />
          <span className="block font-normal text-caption text-muted">
            {IMPORT_FILE_ROLE_LABELS[original.role]}
          </span>
        </>
      ),
    }),
    column.accessor("source", {
      header: "Pengirim",
      cell: ({ getValue }) => getValue() ?? <Nothing />,
    }),
    column.accessor("choices", {
      header: "Kolom yang dibaca",
      cell: ({ row: { original } }) => columnWords(original),
      meta: { className: "lg:w-1/4" },
    }),
    column.accessor("usedAt", {
      header: "Terakhir dipakai",
      cell: ({ row: { original } }) => (
        <>
          {formatDay(original.usedAt, timeZone)}
          <span className="block text-caption text-muted">
            Ditentukan {formatDay(original.setAt, timeZone)}
            {original.setBy !== null && ` oleh ${original.setBy}`}
          </span>
        </>
      ),
    }),
    column.display({
      id: "change",
      header: "Tindakan",
      cell: ({ row: { original } }) => <ProfileChange profile={original} />,
      meta: { className: "lg:w-1/4 max-sm:grid-cols-1 max-sm:gap-1" },
    }),
  ]);
}

/** How the office's files are read: what was said of their columns, by name and sender. */
export default async function ProfilesPage() {
  const actor = await requirePermission("import.create");
  if (actor.area.level !== "regency") notFound();
  const [{ timeZone }, profiles] = await Promise.all([
    getOfficeOfRequest(),
    listProfiles(db(), actor),
  ]);
  return (
    <>
      <PageHeading
        title="Profil kolom"
        caption="Cara kantor ini membaca kolom berkas tiap pengirim; disimpan saat impor dimulai"
        back={{ href: "/impor", text: "Semua impor" }}
      />
      {profiles.length === 0 ? (
        <EmptyState title="Belum ada profil kolom">
          Profil tersimpan saat Anda menentukan kolom sebuah berkas dan memeriksanya.
        </EmptyState>
      ) : (
        <Card
          title={`${formatNumber(profiles.length)} profil`}
          note={
            profiles.length === PROFILES_SHOWN_MAX
              ? `Hanya ${formatNumber(PROFILES_SHOWN_MAX)} yang terakhir dipakai; hapus yang tidak perlu.`
              : undefined
          }
          flush
        >
          <DataTable
            caption="Profil kolom, yang terakhir dipakai di atas"
            captionHidden
            columns={columnsFor(timeZone)}
            rows={profiles}
            rowKey={({ id }) => String(id)}
          />
        </Card>
      )}
    </>
  );
}

function ProfileChange({ profile: { id, name, source } }: { readonly profile: ColumnProfile }) {
  return (
    <>
      <details>
        <summary className="min-h-11 py-2 text-link underline md:min-h-8 md:py-1">
          Ubah nama atau pengirim<span className="sr-only"> {name}</span>
        </summary>
        <RenameForm profileId={id} name={name} source={source} />
      </details>
      <details>
        <summary className="min-h-11 py-2 text-link underline md:min-h-8 md:py-1">
          Hapus profil<span className="sr-only"> {name}</span>
        </summary>
        <DeleteForm profileId={id} name={name} />
      </details>
    </>
  );
}

/** The first few by their words; a release has a hundred. */
function columnWords({ role, choices }: ColumnProfile): string {
  const read = Object.values(choices).flatMap((name) => name ?? []);
  const named = read.slice(0, COLUMNS_NAMED_MAX).map((name) => groupWords(role, [name]));
  const others = read.length - named.length;
  return others > 0
    ? `${named.join(", ")}, dan ${formatNumber(others)} kolom lain`
    : named.join(", ");
}
