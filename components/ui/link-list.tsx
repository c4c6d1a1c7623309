"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** On a phone the links are wider than the screen: the one of this page comes into its middle. */
function showCurrent(list: HTMLUListElement | null, href: string | undefined): void {
  const frame = list?.closest("nav");
  const links = [...(list?.querySelectorAll("a") ?? [])];
  const current = links.find((link) => link.getAttribute("href") === href);
  if (!frame || !current) return;
  const { left, width } = current.getBoundingClientRect();
  const { left: frameLeft, width: frameWidth } = frame.getBoundingClientRect();
  frame.scrollLeft += left - frameLeft - (frameWidth - width) / 2;
}

/** Links beside each other, in a `nav` that scrolls; the one of this page is kept in sight. */
export function LinkList({
  current,
  children,
}: {
  /** The address of the link that this page belongs to, as the link writes it. */
  readonly current: string | undefined;
  readonly children: ReactNode;
}) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const show = () => showCurrent(list.current, current);
    show();
    // A phone that is turned has another width.
    window.addEventListener("resize", show);
    return () => window.removeEventListener("resize", show);
  }, [current]);
  return (
    <ul ref={list} className="flex min-w-max gap-1">
      {children}
    </ul>
  );
}
