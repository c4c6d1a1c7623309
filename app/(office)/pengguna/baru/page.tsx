import type { Metadata } from "next";
import { PageHeading } from "@/components/ui/page-heading";
import { requirePermission } from "@/lib/auth/session";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { officeAreas } from "../office-areas";
import { InviteForm } from "./invite-form";

export const metadata: Metadata = { title: "Undang pengguna" };

export default async function InvitePage() {
  await requirePermission("user.invite");
  const [office, kecamatan] = await Promise.all([getOfficeOfRequest(), officeAreas()]);
  return (
    <>
      <PageHeading
        back={{ href: "/pengguna", text: "Pengguna" }}
        title="Undang pengguna"
        caption="Orangnya membuat kata sandi sendiri lewat tautan sekali pakai; Anda tidak pernah mengetahuinya"
      />
      <div className="max-w-2xl">
        <InviteForm kecamatan={kecamatan} regencyName={office.regencyName} />
      </div>
    </>
  );
}
