"use client";

import { type ChangeEvent, useActionState, useEffect, useRef, useState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SubmitButton } from "@/components/forms/submit-button";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { errorsOf, IDLE, valueAt, valuesAt } from "@/lib/actions/action-state";
import type { ReassignedAll } from "@/lib/groundchecks/reassign";
import { formatNumber } from "@/lib/shared/format";
import { CompanionChoice } from "../companion-choice";
import { followTicks } from "../follow-ticks";
import { type Choice, type CompanionRow, readChoice, reckon } from "../reckon";
import { reassignEverything } from "./actions";

/** Gives all that is still with one companion to others, as evenly as their areas allow. */
export function ReassignEverythingForm({
  from,
  byVillage,
  companions,
}: {
  readonly from: string;
  readonly byVillage: readonly { readonly villageId: number | null; readonly count: number }[];
  readonly companions: readonly CompanionRow[];
}) {
  const [state, send] = useActionState(reassignEverything, IDLE);
  const form = useRef<HTMLFormElement>(null);
  const [choice, setChoice] = useState<Choice | null>(null);
  const look = () => form.current && setChoice(readChoice(new FormData(form.current)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer resets the form
  useEffect(() => {
    look();
  }, [state]);

  const done = state.status === "ok" ? <Done outcome={state.value} /> : null;
  if (byVillage.length === 0)
    return (
      <>
        {done}
        <EmptyState
          title="Tidak ada tugas yang dapat dialihkan"
          action={
            <ButtonLink href="/groundcheck?tab=pendamping">Lihat semua pendamping</ButtonLink>
          }
        >
          Semua kunjungannya di wilayah tugas Anda sudah dikirim, selesai, atau dialihkan.
        </EmptyState>
      </>
    );
  const changed = ({ target, currentTarget }: ChangeEvent<HTMLFormElement>) => {
    followTicks(currentTarget, String(target.name));
    look();
  };
  const all = choice && { ...choice, allFamilies: true };
  return (
    <>
      {done}
      <Notice tone="warning" title="Isian yang belum dikirim tidak ikut pindah">
        Draf adalah hasil pengamatan pendamping pertama, jadi dihapus. Kiriman yang sudah ada tetap
        tersimpan di riwayat setiap kunjungan.
      </Notice>
      <form ref={form} action={send} onChange={changed} noValidate>
        <ErrorSummary errors={errorsOf(state)} />
        <input type="hidden" name="dari" value={from} />
        <CompanionChoice
          title="Pendamping penerima"
          companions={companions}
          penerima={valueAt(state, "penerima") ?? "semua"}
          ticked={valuesAt(state, "pendamping") ?? []}
          preview={all && reckon(all, [], byVillage, companions)}
        >
          <SubmitButton pendingText="Mengalihkan …">Alihkan semua tugasnya</SubmitButton>
        </CompanionChoice>
      </form>
    </>
  );
}

function Done({
  outcome: { moved, left, draftsDropped, perCompanion },
}: {
  readonly outcome: ReassignedAll;
}) {
  return (
    <Notice
      tone={left === 0 ? "positive" : "info"}
      title={`${formatNumber(moved)} kunjungan sudah dialihkan`}
      live
    >
      <ul className="mt-1 text-small">
        {perCompanion
          .filter(({ assigned }) => assigned > 0)
          .map(({ companionId, name, assigned, load }) => (
            <li key={companionId}>
              {name}: <strong className="tabular">{formatNumber(assigned)}</strong> kunjungan,
              sekarang {formatNumber(load)} tugas
            </li>
          ))}
      </ul>
      {draftsDropped > 0 && (
        <p className="mt-1 text-small">{formatNumber(draftsDropped)} draf dihapus.</p>
      )}
      {left > 0 && (
        <p className="mt-1 text-small">
          {formatNumber(left)} kunjungan tetap padanya: tidak ada pendamping yang dipilih bertugas
          di kelurahannya.
        </p>
      )}
    </Notice>
  );
}
