import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { DemoBanner } from "@/components/layout/demo-banner";
import { SkipLink } from "@/components/layout/skip-link";
import { findOfficeOfRequest } from "@/lib/office/queries";
import "./globals.css";

// The nonce of the content security policy is made for each request; a prerendered page has none.
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { default: "Tepat", template: "%s – Tepat" },
  description: "Menemukan, memeriksa, dan memperbaiki kesalahan DTSEN di dinas sosial.",
  robots: { index: false, follow: false },
  // Numbers of people's cards must not turn into telephone links.
  formatDetection: { telephone: false, email: false, address: false },
};

export const viewport: Viewport = { themeColor: "#0b5a57" };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const office = await findOfficeOfRequest();
  return (
    <html lang="id">
      <body className="flex flex-col">
        <SkipLink />
        {office?.kind === "demo" && <DemoBanner />}
        {children}
      </body>
    </html>
  );
}
