"use client";

import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Prints the one-page sheet that belongs to the page; the browser's own menu does the same. */
export function PrintButton() {
  return (
    <Button variant="secondary" onClick={() => window.print()}>
      <Printer aria-hidden />
      Cetak satu halaman
    </Button>
  );
}
