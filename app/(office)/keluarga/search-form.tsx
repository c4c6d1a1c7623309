"use client";

import { Search } from "lucide-react";
import { useActionState } from "react";
import { SubmitButton } from "@/components/forms/submit-button";
import { IDLE } from "@/lib/actions/action-state";
import { search } from "./actions";

export interface AreaGroup {
  readonly text: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

/** One box that understands what was typed. Sent by POST, so that no number and no name is in an address. */
export function SearchForm({
  areaGroups,
  area,
  words,
}: {
  readonly areaGroups: readonly AreaGroup[];
  readonly area: string | undefined;
  /** What was searched last, while its answer is on the page. */
  readonly words: string | undefined;
}) {
  const [state, send] = useActionState(search, IDLE);
  const values = state.status === "invalid" || state.status === "refused" ? state.values : {};
  const problem = sentenceOf(state);
  return (
    <form
      action={send}
      className="mb-4 rounded border border-line bg-surface px-4 pt-3 pb-4"
      aria-label="Cari keluarga"
    >
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-[3_1_20rem]">
          <label htmlFor="apa" className="mb-1 block font-semibold">
            NIK, No KK, atau nama
          </label>
          <input
            // Remounted with the answer, so that what was typed stays after a refusal.
            key={values.apa ?? words ?? ""}
            id="apa"
            name="apa"
            type="search"
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            defaultValue={values.apa ?? words}
            aria-describedby={problem ? "apa-galat" : undefined}
            aria-invalid={problem ? true : undefined}
            className="control"
          />
        </div>
        {areaGroups.length > 0 && (
          <div className="flex-[1_1_13rem]">
            <label htmlFor="cari-wilayah" className="mb-1 block font-semibold">
              Cari nama di
            </label>
            <select
              key={values.wilayah ?? area ?? ""}
              id="cari-wilayah"
              name="wilayah"
              defaultValue={values.wilayah ?? area ?? ""}
              className="control"
            >
              <option value="">Semua wilayah tugas</option>
              {areaGroups.map((group) => (
                <optgroup key={group.text} label={group.text}>
                  {group.options.map(({ value, text }) => (
                    <option key={value} value={value}>
                      {text}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </div>
        )}
        <SubmitButton pendingText="Mencari …" className="max-sm:w-full">
          <Search aria-hidden />
          Cari
        </SubmitButton>
      </div>
      {problem && (
        <p id="apa-galat" role="alert" className="mt-2 font-semibold text-negative">
          {problem}
        </p>
      )}
    </form>
  );
}

function sentenceOf(state: Awaited<ReturnType<typeof search>>): string | undefined {
  if (state.status === "refused") return state.message;
  if (state.status !== "invalid") return undefined;
  return state.formErrors[0] ?? Object.values(state.fieldErrors)[0]?.[0];
}
