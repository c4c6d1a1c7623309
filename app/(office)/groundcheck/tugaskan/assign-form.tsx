"use client";

import {
  type ChangeEvent,
  type ReactNode,
  useActionState,
  useEffect,
  useRef,
  useState,
} from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SubmitButton } from "@/components/forms/submit-button";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { type ActionState, errorsOf, IDLE, valueAt, valuesAt } from "@/lib/actions/action-state";
import type { SelectionOutcome } from "@/lib/groundchecks/assign-selection";
import { CompanionChoice } from "../companion-choice";
import { followTicks } from "../follow-ticks";
import { type Choice, type CompanionRow, type FamilyRow, readChoice, reckon } from "../reckon";
import { assign } from "./actions";
import { AssignNotice } from "./assign-notice";
import { FamilyChoice } from "./family-choice";

interface Props {
  /** One family was chosen on its case's page. */
  readonly single: boolean;
  readonly filter: Readonly<Record<"wilayah" | "jenis" | "umur", string | undefined>>;
  readonly counted: string;
  /** The choice of all that the filters find, up to the limit. */
  readonly allText: string;
  readonly where: string | undefined;
  readonly byVillage: readonly { readonly villageId: number | null; readonly count: number }[];
  readonly families: readonly FamilyRow[];
  readonly companions: readonly CompanionRow[];
  readonly pagination: ReactNode;
}

/**
 * Families left, companions right, and what would come of it. The same sum is done here while
 * somebody ticks, and on the server when they send; without JavaScript a button asks for it.
 */
export function AssignForm(props: Props) {
  const { single, filter, families, companions, byVillage, pagination } = props;
  const [state, send] = useActionState(assign, IDLE);
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const [choice, setChoice] = useState<Choice | null>(null);
  const look = () => form.current && setChoice(readChoice(new FormData(form.current)));
  // What was ticked before the script came, and what the form shows again after an answer.
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer resets the form
  useEffect(() => {
    look();
    // The button is far below on a phone: what came of it is shown, and read out.
    if (state.status === "ok") notice.current?.focus();
  }, [state]);

  const outcome = state.status === "ok" ? state.value : null;
  const preview = choice ? reckon(choice, families, byVillage, companions) : null;
  if (families.length === 0)
    return (
      <div className="min-w-0">
        <div ref={notice} tabIndex={-1}>
          {outcome?.done && <AssignNotice outcome={outcome} />}
        </div>
        <NothingWaits single={single} />
      </div>
    );

  const changed = ({ target, currentTarget }: ChangeEvent<HTMLFormElement>) => {
    followTicks(currentTarget, String(target.name));
    look();
  };
  const tick = (all: boolean) => {
    for (const box of form.current?.querySelectorAll<HTMLInputElement>("[name=keluarga]") ?? [])
      box.checked = all;
    if (form.current) followTicks(form.current, "keluarga");
    look();
  };
  const kept = keptOf(state);
  return (
    <div className="min-w-0">
      <div ref={notice} tabIndex={-1}>
        {outcome && <AssignNotice outcome={outcome} />}
      </div>
      <form ref={form} action={send} onChange={changed} noValidate>
        <ErrorSummary errors={errorsOf(state)} />
        {Object.entries(filter).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value ?? ""} />
        ))}
        <div className="grid items-start gap-x-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="mb-5 min-w-0">
            <FamilyChoice
              {...props}
              cakupan={kept?.cakupan ?? "dipilih"}
              ticked={kept?.keluarga ?? (single ? families.map(({ id }) => id) : [])}
              tickAll={choice && tick}
              chosen={preview?.families ?? null}
            />
            {pagination}
          </div>
          <div id="pilih-pendamping" className="min-w-0 lg:sticky lg:top-4">
            <CompanionChoice
              title="2. Pendamping"
              companions={companions}
              penerima={kept?.penerima ?? "semua"}
              ticked={kept?.pendamping ?? []}
              preview={preview}
            >
              <SubmitButton pendingText="Menugaskan …" className="w-full">
                Tugaskan
              </SubmitButton>
              <noscript>
                <Button
                  type="submit"
                  variant="secondary"
                  name="langkah"
                  value="hitung"
                  className="mt-2 w-full"
                >
                  Hitung pembagiannya dahulu
                </Button>
              </noscript>
            </CompanionChoice>
          </div>
        </div>
      </form>
    </div>
  );
}

/** What was chosen before a refusal or a sum; nothing once it is given out. */
function keptOf(state: ActionState<SelectionOutcome>): SelectionOutcome["chosen"] | null {
  if (state.status === "idle") return null;
  if (state.status === "ok") return state.value.done ? null : state.value.chosen;
  return {
    cakupan: valueAt(state, "cakupan") ?? "dipilih",
    keluarga: valuesAt(state, "keluarga") ?? [],
    penerima: valueAt(state, "penerima") ?? "semua",
    pendamping: valuesAt(state, "pendamping") ?? [],
  };
}

function NothingWaits({ single }: { readonly single: boolean }) {
  return single ? (
    <EmptyState
      title="Keluarga ini tidak menunggu kunjungan"
      action={<ButtonLink href="/groundcheck/tugaskan">Lihat keluarga yang menunggu</ButtonLink>}
    >
      Kunjungannya sudah ditugaskan, atau tidak ada kasus terbuka yang perlu dikunjungi di wilayah
      tugas Anda.
    </EmptyState>
  ) : (
    <EmptyState
      title="Tidak ada keluarga yang menunggu kunjungan"
      action={<ButtonLink href="/groundcheck">Kembali ke Groundcheck</ButtonLink>}
    >
      Semua keluarga pada saringan ini sudah ditugaskan, atau tidak punya kasus yang perlu
      dikunjungi.
    </EmptyState>
  );
}
