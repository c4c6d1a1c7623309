"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const ASK_EVERY_MS = 2_000;

/** Brings the page up to date while the worker is busy; it is rendered for as long as that lasts. */
export function RefreshWhileBusy() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
