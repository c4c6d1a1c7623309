import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/lib/shared/class-names";

export type ButtonVariant = "primary" | "secondary" | "danger" | "quiet";

const SHAPE =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded px-4 py-2 text-body font-semibold no-underline md:min-h-10 [&_svg]:size-4 [&_svg]:shrink-0";

const VARIANT: Record<ButtonVariant, string> = {
  primary: "bg-brand text-on-brand hover:bg-brand-strong hover:text-on-brand",
  secondary: "border border-line-control bg-surface text-text hover:bg-sunken hover:text-text",
  danger: "bg-negative text-on-brand hover:brightness-90 hover:text-on-brand",
  quiet: "px-2 text-link underline hover:text-link-hover",
};

interface Look {
  readonly variant?: ButtonVariant;
}

/** The look of a button for an element that opens something, as a fold does. */
export function buttonLook(variant: ButtonVariant): string {
  return classNames(SHAPE, VARIANT[variant]);
}

/** A button is a verb: it changes something. What only leads elsewhere is a `ButtonLink`. */
export function Button({
  variant = "primary",
  type = "button",
  className,
  ...rest
}: ComponentProps<"button"> & Look) {
  return (
    <button type={type} className={classNames(SHAPE, VARIANT[variant], className)} {...rest} />
  );
}

/** A link that looks like a button, for the one next step of a page. */
export function ButtonLink({
  variant = "secondary",
  className,
  href,
  children,
}: Look & { readonly href: string; readonly className?: string; readonly children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className={classNames(SHAPE, VARIANT[variant], className)}>
      {children}
    </Link>
  );
}
