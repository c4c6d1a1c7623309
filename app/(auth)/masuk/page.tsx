import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PlainPage } from "@/components/layout/plain-page";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { currentActor } from "@/lib/auth/session";
import { findOfficeOfRequest } from "@/lib/office/queries";
import { DemoAccounts } from "./demo-accounts";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Masuk" };

export default async function SignInPage({ searchParams }: PageProps<"/masuk">) {
  if (await currentActor()) redirect("/");
  const [office, { sandi }] = await Promise.all([findOfficeOfRequest(), searchParams]);
  return (
    <PlainPage>
      {sandi === "baru" && (
        <Notice tone="positive" title="Kata sandi tersimpan.">
          Masuk dengan kata sandi baru Anda.
        </Notice>
      )}
      <PageHeading title="Masuk" />
      <SignInForm />
      {office?.kind === "demo" && <DemoAccounts />}
    </PlainPage>
  );
}
