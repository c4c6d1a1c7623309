"use client";

import { Search } from "lucide-react";
import { useActionState } from "react";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorAt, IDLE } from "@/lib/actions/action-state";
import { search } from "./actions";

/** Finds accounts by letters of their name or username. Sent by POST, so that no name is in an address. */
export function UserSearchForm({ text }: { readonly text: string | undefined }) {
  const [state, send] = useActionState(search, IDLE);
  const problem = errorAt(state, "apa");
  return (
    <form
      action={send}
      aria-label="Cari pengguna"
      className="mb-4 rounded border border-line bg-surface px-4 pt-3 pb-4"
    >
      <label htmlFor="apa" className="mb-1 block font-semibold">
        Nama atau nama pengguna
      </label>
      <div className="flex flex-wrap gap-3">
        <input
          key={text ?? ""}
          id="apa"
          name="apa"
          type="search"
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          defaultValue={text}
          aria-describedby={problem ? "apa-galat" : undefined}
          aria-invalid={problem ? true : undefined}
          className="control min-w-0 flex-[1_1_14rem]"
        />
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
