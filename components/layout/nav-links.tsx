"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { LinkList } from "@/components/ui/link-list";
import { classNames } from "@/lib/shared/class-names";
import type { NavigationItem } from "./navigation";

function isCurrent(path: string, { href, also }: NavigationItem): boolean {
  return isWithin(path, href) || (also !== undefined && isWithin(path, also));
}

function isWithin(path: string, href: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}

/** The navigation's links; a client leaf because only the browser's address tells which one is current. */
export function NavLinks({ items }: { readonly items: readonly NavigationItem[] }) {
  const path = usePathname();
  const currentHref = items.find((item) => isCurrent(path, item))?.href;
  return (
    <LinkList current={currentHref}>
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
    </LinkList>
  );
}
