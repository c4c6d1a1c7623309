import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { SummaryList } from "@/components/ui/summary-list";
import { describeAreaNames } from "@/lib/areas/describe-area-names";
import { ROLE_LABELS } from "@/lib/auth/labels";
import { listSessions } from "@/lib/auth/list-sessions";
import { PASSWORD_HINT } from "@/lib/auth/password-sentences";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { findOwnAccount } from "@/lib/users/find-user";
import { DeviceList } from "../device-list";
import { deviceRows } from "../device-rows";
import { endOthers, endOwn } from "./actions";
import { PasswordForm } from "./password-form";

export const metadata: Metadata = { title: "Akun saya" };

/** One's own account: what the office knows of it, where one is signed in, and the password. */
export default async function AccountPage() {
  const actor = await requirePermission("account.view");
  const [office, account, devices] = await Promise.all([
    getOfficeOfRequest(),
    findOwnAccount(db(), actor),
    listSessions(db(), actor.id, new Date()),
  ]);
  return (
    <>
      <PageHeading title="Akun saya" caption="Perangkat dan kata sandi Anda" />
      <div className="grid items-start gap-x-5 lg:grid-cols-2">
        <div className="min-w-0">
          <Card title="Anda" note="Nama, peran, dan wilayah diubah oleh admin kantor">
            <SummaryList
              rows={[
                { term: "Nama", value: actor.name },
                { term: "Nama pengguna", value: actor.username },
                { term: "Peran", value: ROLE_LABELS[actor.role] },
                { term: "Wilayah tugas", value: describeAreaNames(account.areaNames) },
              ]}
            />
          </Card>
          <Card
            title="Perangkat yang masuk"
            note="Keluarkan perangkat yang tidak Anda kenali, lalu ganti kata sandi"
            flush
          >
            <DeviceList
              devices={deviceRows(devices, office.timeZone, actor.sessionId)}
              endOne={endOwn}
              endAll={endOthers}
              allText="Keluarkan semua perangkat lain"
              emptyText="Tidak ada perangkat lain."
            />
          </Card>
        </div>
        <Card title="Ganti kata sandi" note="Perangkat lain dikeluarkan; perangkat ini tetap masuk">
          {account.demo ? (
            <Notice tone="info" title="Akun contoh dipakai bersama">
              Kata sandinya tertulis di halaman masuk, jadi tidak dapat diganti.
            </Notice>
          ) : (
            <PasswordForm username={actor.username} hint={PASSWORD_HINT} />
          )}
        </Card>
      </div>
    </>
  );
}
