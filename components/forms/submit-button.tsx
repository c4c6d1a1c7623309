"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonVariant } from "@/components/ui/button";

/**
 * The button that sends its form. While the answer is under way it says so and refuses a second
 * press, but stays focusable: a disabled button would drop the keyboard's place on the page.
 */
export function SubmitButton({
  variant = "primary",
  pendingText = "Mengirim …",
  className,
  children,
}: {
  readonly variant?: ButtonVariant;
  readonly pendingText?: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { pending } = useFormStatus();
  return (
    <Button
      type="submit"
      variant={variant}
      className={className}
      aria-disabled={pending}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    >
      {pending ? pendingText : children}
    </Button>
  );
}
