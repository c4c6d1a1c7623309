"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { ProgressEstimate } from "@/lib/import/estimate-progress";
import { IMPORT_STAGE_LABELS } from "@/lib/import/labels";
import { formatNumber, formatTimeLeft } from "@/lib/shared/format";
import { readEstimate } from "./read-estimate";

const ASK_EVERY_MS = 1000;

/**
 * Shows how far the worker is and asks again every second; when the run reached another state the
 * page is loaded anew. What it shows first came with the page, so a reload loses nothing.
 */
export function FollowRun({
  href,
  initial,
}: {
  readonly href: string;
  readonly initial: ProgressEstimate;
}) {
  const router = useRouter();
  const [estimate, setEstimate] = useState(initial);
  const [offline, setOffline] = useState(false);

  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout>;
    async function ask() {
      const next = await fetchEstimate(href);
      if (stopped) return;
      setOffline(next === null);
      if (next) setEstimate(next);
      if (next && next.state !== initial.state) router.refresh();
      else timer = setTimeout(ask, ASK_EVERY_MS);
    }
    timer = setTimeout(ask, ASK_EVERY_MS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [href, initial.state, router]);

  const stage = IMPORT_STAGE_LABELS[estimate.stage ?? "waiting"];
  return (
    <>
      <ProgressBar
        label={stage}
        done={estimate.rowsDone}
        total={estimate.rowsTotal}
        note={paceOf(estimate)}
        notBegun={estimate.state === "received"}
      />
      <p role="status" className="mt-2 text-small text-muted">
        {offline ? "Sambungan ke server terputus; dicoba lagi." : adviceOf(estimate)}
      </p>
    </>
  );
}

/** Null while the server cannot be reached or answers something else. */
async function fetchEstimate(href: string): Promise<ProgressEstimate | null> {
  try {
    const response = await fetch(href);
    return response.ok ? readEstimate(await response.json()) : null;
  } catch {
    return null;
  }
}

/** Imports share the disk and are judged one against the other, so one works at a time. */
function adviceOf({ waitingFor }: ProgressEstimate): string {
  return waitingFor === null
    ? "Halaman ini boleh ditutup: pekerjaan berlanjut di server."
    : `Menunggu impor “${waitingFor}” selesai, karena satu impor dikerjakan pada satu waktu. Halaman ini boleh ditutup.`;
}

function paceOf({ rowsPerSecond, secondsLeft }: ProgressEstimate): string | undefined {
  if (rowsPerSecond === null) return undefined;
  const pace = `${formatNumber(rowsPerSecond)} baris per detik`;
  return secondsLeft === null ? pace : `${pace}, ${formatTimeLeft(secondsLeft)}`;
}
