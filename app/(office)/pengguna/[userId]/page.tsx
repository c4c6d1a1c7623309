import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { listSessions } from "@/lib/auth/list-sessions";
import { denyRecord, requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { formatNumber } from "@/lib/shared/format";
import { findUser, type UserView } from "@/lib/users/find-user";
import { UserId } from "@/lib/users/schema";
import { DeviceList } from "../../device-list";
import { deviceRows } from "../../device-rows";
import { officeAreas } from "../office-areas";
import { AccountSummary } from "./account-summary";
import { endAll, endOne } from "./actions";
import { ChangeForm } from "./change-form";
import { ResetForm } from "./reset-form";
import { StateForms } from "./state-forms";

// The title stands in the browser's history and in its tab: it names no one.
export const metadata: Metadata = { title: "Akun pengguna" };

export default async function UserPage({ params }: PageProps<"/pengguna/[userId]">) {
  const actor = await requirePermission("user.view");
  const id = UserId.safeParse((await params).userId);
  if (!id.success) notFound();
  const now = new Date();
  const [office, user, devices, kecamatan] = await Promise.all([
    getOfficeOfRequest(),
    findUser(db(), id.data, now),
    listSessions(db(), id.data, now),
    officeAreas(),
  ]);
  if (!user) return denyRecord(actor, "user.view", "user", id.data);
  const own = user.id === actor.id;
  const changeable = !own && !user.demo;
  return (
    <>
      <PageHeading back={{ href: "/pengguna", text: "Pengguna" }} title={user.name} />
      <Attention user={user} own={own} />
      <div className="grid items-start gap-x-5 lg:grid-cols-[minmax(0,1fr)_25rem]">
        <div className="min-w-0">
          {changeable && (
            <Card title="Nama, peran, dan wilayah" note="Berlaku sejak permintaan berikutnya">
              <ChangeForm
                userId={user.id}
                defaults={{
                  name: user.name,
                  role: user.role,
                  cakupan: user.wholeRegency ? "seluruh" : "sebagian",
                  wilayah: user.wholeRegency ? [] : user.areaCodes,
                }}
                kecamatan={kecamatan}
                regencyName={office.regencyName}
              />
            </Card>
          )}
          {!own && (
            <Card title="Perangkat yang masuk" flush>
              <DeviceList
                devices={
                  user.state === "inactive"
                    ? []
                    : deviceRows(devices, office.timeZone, actor.sessionId)
                }
                userId={user.id}
                endOne={endOne}
                endAll={endAll}
                allText="Keluarkan semua perangkat"
                emptyText="Orang ini tidak sedang masuk di perangkat mana pun."
              />
            </Card>
          )}
        </div>
        <div className="min-w-0">
          <AccountSummary user={user} timeZone={office.timeZone} />
          {changeable && user.state !== "inactive" && (
            <Card title={user.state === "waiting" ? "Tautan kata sandi" : "Lupa kata sandi"}>
              <ResetForm userId={user.id} waiting={user.state === "waiting"} />
            </Card>
          )}
          {changeable && (
            <Card title={user.state === "inactive" ? "Aktifkan akun" : "Nonaktifkan akun"}>
              <StateForms
                userId={user.id}
                inactive={user.state === "inactive"}
                openTasks={user.openTasks}
              />
            </Card>
          )}
        </div>
      </div>
    </>
  );
}

/** What the admin has to know before changing anything. */
function Attention({ user, own }: { readonly user: UserView; readonly own: boolean }) {
  if (own)
    return (
      <Notice tone="info" title="Ini akun Anda">
        <p className="mb-2">
          Peran, wilayah, dan keadaannya diubah oleh admin lain, supaya kantor tidak pernah tanpa
          admin.
        </p>
        <ButtonLink href="/akun">Buka Akun saya</ButtonLink>
      </Notice>
    );
  if (user.demo)
    return (
      <Notice tone="info" title="Akun contoh dipakai bersama">
        Kata sandinya tertulis di halaman masuk, jadi akun ini tidak dapat diubah atau
        dinonaktifkan. Undang pengguna baru untuk mencoba semua tindakan.
      </Notice>
    );
  if (user.state === "inactive" && user.openTasks > 0)
    return (
      <Notice
        tone="warning"
        title={`${formatNumber(user.openTasks)} kunjungan masih pada ${user.name}`}
      >
        Keluarga-keluarga ini belum didatangi. Minta operator mengalihkannya: Groundcheck, tab
        Pendamping, Alihkan tugas.
      </Notice>
    );
  return null;
}
