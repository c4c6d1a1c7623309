import { UserPlus } from "lucide-react";
import type { Metadata } from "next";
import { ExportPanel } from "@/components/export/export-panel";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import { may } from "@/lib/auth/policy";
import { requirePermission } from "@/lib/auth/session";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { formatAge, formatNumber, type TimeZone } from "@/lib/shared/format";
import { countUsers, listUsers } from "@/lib/users/list-users";
import { UserListParams } from "@/lib/users/schema";
import { userListAddress } from "./address";
import { UserFilterForm } from "./filter-form";
import { recallUserSearch } from "./remembered-search";
import { UserSearchForm } from "./search-form";
import { UserTable } from "./user-table";

export const metadata: Metadata = { title: "Pengguna" };

export default async function UsersPage({ searchParams }: PageProps<"/pengguna">) {
  const actor = await requirePermission("user.list");
  const params = UserListParams.safeParse(await searchParams);
  return (
    <>
      <PageHeading
        title="Pengguna"
        caption="Siapa yang bekerja dengan Tepat, sebagai apa, dan di wilayah mana"
        actions={
          <>
            {params.success && !params.data.cari && may(actor.role, "list.export") && (
              <ExportPanel
                list="pengguna"
                address={userListAddress(params.data)}
                hasNumbers={false}
              />
            )}
            <ButtonLink href="/pengguna/baru" variant="primary">
              <UserPlus aria-hidden />
              Undang pengguna
            </ButtonLink>
          </>
        }
      />
      {params.success ? <Users actor={actor} wanted={params.data} /> : <RefusedFilter />}
    </>
  );
}

async function Users({
  actor,
  wanted,
}: {
  readonly actor: UserActor;
  readonly wanted: UserListParams;
}) {
  const text = wanted.cari && ((await recallUserSearch(actor)) ?? undefined);
  const filter = { peran: wanted.peran, keadaan: wanted.keadaan, text };
  const now = new Date();
  const [office, page, count] = await Promise.all([
    getOfficeOfRequest(),
    listUsers(db(), filter, wanted.setelah ?? null, now),
    countUsers(db(), filter),
  ]);
  return (
    <>
      <UserSearchForm text={text} />
      <div className="grid items-start gap-x-5 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <UserFilterForm chosen={wanted} />
        {page.rows.length === 0 ? (
          <NobodyFound wanted={wanted} text={text} />
        ) : (
          <section aria-label="Daftar pengguna" className="min-w-0">
            <UserTable
              rows={page.rows.map((row) => ({
                ...row,
                lastSeen: row.lastSeenAt && agoInWords(row.lastSeenAt, now, office.timeZone),
              }))}
              caption={
                <>
                  <strong className="tabular text-text">{formatNumber(count)} pengguna</strong>
                  {text && ` dengan “${text}” di namanya`}, menurut abjad
                </>
              }
            />
            <Pagination
              label="Halaman daftar pengguna"
              firstHref={wanted.setelah ? userListAddress(wanted) : null}
              nextHref={page.next && userListAddress(wanted, page.next)}
              shown={`Menampilkan ${formatNumber(page.rows.length)} dari ${formatNumber(count)} pengguna`}
            />
          </section>
        )}
      </div>
    </>
  );
}

/** "hari ini", "3 hari lalu". */
function agoInWords(at: Date, now: Date, timeZone: TimeZone): string {
  const age = formatAge(at, now, timeZone);
  return /^\d/.test(age) ? `${age} lalu` : age;
}

function NobodyFound({
  wanted,
  text,
}: {
  readonly wanted: UserListParams;
  readonly text: string | undefined;
}) {
  return (
    <EmptyState
      title={text ? `Tidak ada pengguna dengan “${text}”` : "Tidak ada pengguna yang cocok"}
      action={<ButtonLink href="/pengguna">Tampilkan semua pengguna</ButtonLink>}
    >
      {wanted.cari && !text
        ? "Pencarian itu sudah lewat seperempat jam. Ketik lagi yang dicari."
        : "Kurangi saringannya, atau cari dengan sebagian nama saja."}
    </EmptyState>
  );
}

/** A filter that was ignored would show everybody and look like an answer. */
function RefusedFilter() {
  return (
    <EmptyState
      title="Saringan ini tidak dikenal"
      action={<ButtonLink href="/pengguna">Buka Pengguna tanpa saringan</ButtonLink>}
    >
      Alamat halaman ini memuat saringan yang tidak ada, jadi tidak ada pengguna yang ditampilkan.
    </EmptyState>
  );
}
