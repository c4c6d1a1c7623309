import Link from "next/link";
import type { ReactNode } from "react";
import { NavLinks } from "./nav-links";
import type { NavigationItem } from "./navigation";
import { Wordmark } from "./wordmark";

/** The frame of every office page: who is at work for which area, where one can go, and which release is in force. */
export function AppShell({
  officeName,
  person,
  navigation,
  signOut,
  releaseNote,
  children,
}: {
  readonly officeName: string;
  readonly person: { readonly name: string; readonly role: string; readonly area: string };
  readonly navigation: readonly NavigationItem[];
  /** The form that ends the session. */
  readonly signOut: ReactNode;
  /** "Rilis DTSEN berlaku: v3 2026, keadaan 20 Oktober 2026". */
  readonly releaseNote: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="flex flex-1 flex-col">
      <header className="no-print bg-brand text-on-brand">
        <div className="mx-auto flex max-w-[82rem] flex-wrap items-center gap-x-8 px-4 md:px-6">
          <Link
            href="/"
            prefetch={false}
            className="flex min-h-12 items-center text-on-brand no-underline hover:text-on-brand"
            aria-label="Tepat, ke beranda"
          >
            <Wordmark />
          </Link>
          <div className="order-2 ml-auto flex items-center gap-4 lg:order-3">
            <Link
              href="/akun"
              prefetch={false}
              className="flex min-h-11 flex-col justify-center text-right text-caption text-on-brand-muted leading-tight no-underline hover:text-on-brand"
            >
              <span className="font-semibold text-body text-on-brand underline sm:sr-only">
                Akun saya
              </span>
              <span className="hidden font-semibold text-on-brand underline sm:block">
                {person.name}
              </span>
              <span className="hidden sm:block">
                {person.role} · {person.area}
              </span>
            </Link>
            {signOut}
          </div>
          <nav
            aria-label="Utama"
            className="order-3 -mx-4 w-screen overflow-x-auto px-1 text-small md:-mx-6 md:px-3 lg:order-2 lg:mx-0 lg:w-auto lg:px-0 lg:text-body"
          >
            <NavLinks items={navigation} />
          </nav>
        </div>
      </header>
      <main
        id="isi"
        tabIndex={-1}
        className="mx-auto w-full max-w-[82rem] flex-1 px-4 pt-5 pb-12 md:px-6"
      >
        {children}
      </main>
      <footer className="border-t border-line bg-surface">
        <div className="mx-auto flex max-w-[82rem] flex-wrap justify-between gap-x-6 gap-y-1 px-4 py-3 text-caption text-muted md:px-6">
          <p>{officeName}</p>
          <p className="sm:hidden">
            Masuk sebagai {person.name} · {person.role} · {person.area}
          </p>
          <p>{releaseNote}</p>
        </div>
      </footer>
    </div>
  );
}
