import type { Metadata } from "next";
import { PlainPage } from "@/components/layout/plain-page";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { findLinkOwner } from "@/lib/auth/one-time-link";
import { PASSWORD_HINT } from "@/lib/auth/password-sentences";
import { db } from "@/lib/db/client";
import { SetPasswordForm } from "./set-password-form";

export const metadata: Metadata = { title: "Buat kata sandi" };

export default async function SetPasswordPage({ params }: PageProps<"/sandi/[token]">) {
  const { token } = await params;
  const owner = await findLinkOwner(db(), token, new Date());
  if (!owner) {
    return (
      <PlainPage>
        <PageHeading title="Tautan tidak berlaku" />
        <Notice tone="warning">
          Tautan ini sudah dipakai atau lewat 30 menit. Minta tautan baru kepada admin kantor Anda.
        </Notice>
      </PlainPage>
    );
  }
  return (
    <PlainPage>
      <PageHeading title="Buat kata sandi" caption={`Untuk ${owner.name}`} />
      <SetPasswordForm token={token} username={owner.username} hint={PASSWORD_HINT} />
    </PlainPage>
  );
}
