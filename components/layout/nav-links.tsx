"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { classNames } from "@/lib/shared/class-names";
import type { NavigationItem } from "./navigation";

function isCurrent(path: string, { href, also }: NavigationItem): boolean {
  return isWithin(path, href) || (also !== undefined && isWithin(path, also));
}

function isWithin(path: string, href: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}

/** On a phone the links are wider than the screen: the one of this page comes into its middle. */
function showCurrent(list: HTMLUListElement | null, href: string | undefined): void {
  const frame = list?.closest("nav");
  const links = [...(list?.querySelectorAll("a") ?? [])];
  const current = links.find((link) => link.pathname === href);
  if (!frame || !current) return;
  const { left, width } = current.getBoundingClientRect();
  const { left: frameLeft, width: frameWidth } = frame.getBoundingClientRect();
  frame.scrollLeft += left - frameLeft - (frameWidth - width) / 2;
}

/** The navigation's links; a client leaf because only the browser's address tells which one is current. */
export function NavLinks({ items }: { readonly items: readonly NavigationItem[] }) {
  const path = usePathname();
  const currentHref = items.find((item) => isCurrent(path, item))?.href;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const show = () => showCurrent(list.current, currentHref);
    show();
    // A phone that is turned has another width.
    window.addEventListener("resize", show);
    return () => window.removeEventListener("resize", show);
  }, [currentHref]);
  return (
    <ul ref={list} className="flex min-w-max gap-1">
      {items.map(({ href, text }) => {
        const current = href === currentHref;
        return (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={current ? "page" : undefined}
              className={classNames(
                "flex min-h-11 items-center border-y-4 border-transparent px-3 font-semibold text-on-brand no-underline hover:text-on-brand lg:min-h-14",
                current ? "border-b-on-brand" : "hover:border-b-on-brand-muted",
              )}
            >
              {text}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
