import type { ReactNode } from "react";
import { Wordmark } from "./wordmark";

/** The frame of a page without navigation: signing in, errors, what does not exist. */
export function PlainPage({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex flex-1 flex-col">
      <header className="bg-brand px-4 py-2.5 text-on-brand md:px-6">
        <Wordmark />
      </header>
      <main id="isi" tabIndex={-1} className="mx-auto w-full max-w-xl flex-1 px-4 pt-10 pb-12">
        {children}
      </main>
    </div>
  );
}
