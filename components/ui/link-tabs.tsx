import Link from "next/link";
import { classNames } from "@/lib/shared/class-names";
import { LinkList } from "./link-list";

export interface LinkTab {
  readonly href: string;
  readonly text: string;
  readonly count?: string;
  readonly current: boolean;
}

/** Groups of one list as links, so that each group has its own address. */
export function LinkTabs({
  label,
  tabs,
}: {
  readonly label: string;
  readonly tabs: readonly LinkTab[];
}) {
  return (
    <nav aria-label={label} className="mb-4 overflow-x-auto border-b border-line">
      <LinkList current={tabs.find(({ current }) => current)?.href}>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              prefetch={false}
              aria-current={tab.current ? "page" : undefined}
              className={classNames(
                "-mb-px flex min-h-11 items-center gap-2 border-b-4 px-3 font-semibold no-underline",
                tab.current
                  ? "border-brand text-brand-strong hover:text-brand-strong"
                  : "border-transparent text-muted hover:border-line hover:text-text",
              )}
            >
              {tab.text}
              {tab.count !== undefined && (
                <span className="tabular rounded-sm bg-sunken px-1.5 text-caption">
                  {tab.count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </LinkList>
    </nav>
  );
}
