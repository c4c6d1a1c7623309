import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { navigationFor } from "@/components/layout/navigation";
import { describeArea } from "@/lib/areas/describe-area";
import { areasInScopeOfRequest } from "@/lib/areas/queries";
import { ROLE_LABELS } from "@/lib/auth/labels";
import { requireActor } from "@/lib/auth/session";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { releaseNote } from "@/lib/registry/release-note";
import { SignOutForm } from "./sign-out-form";

/** The frame of the office's pages. It decides nothing: each page asks for its own permission. */
export default async function OfficeLayout({ children }: { readonly children: ReactNode }) {
  const actor = await requireActor();
  const [office, areas] = await Promise.all([
    getOfficeOfRequest(),
    actor.area.level === "villages" ? areasInScopeOfRequest(actor) : [],
  ]);
  return (
    <AppShell
      officeName={office.name}
      person={{
        name: actor.name,
        role: ROLE_LABELS[actor.role],
        area: describeArea(actor.area, areas, office.regencyName),
      }}
      navigation={navigationFor(actor.role)}
      signOut={<SignOutForm />}
      releaseNote={
        office.release
          ? `Rilis berlaku: ${releaseNote(office.release)}`
          : "Belum ada rilis DTSEN yang diterbitkan"
      }
    >
      {children}
    </AppShell>
  );
}
