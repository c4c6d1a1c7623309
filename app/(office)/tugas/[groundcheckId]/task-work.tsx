"use client";

import { type ReactNode, useEffect, useRef } from "react";
import type { VisitTask } from "./form/use-visit";
import { VisitForm } from "./form/visit-form";

/**
 * The form while there is something to fill in, else what became of it. One component for both, so
 * that whoever has just sent a visit is led to the receipt.
 */
export function TaskWork({
  task,
  receipt,
}: {
  readonly task: VisitTask | null;
  readonly receipt: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const filledIn = useRef(false);
  useEffect(() => {
    if (task) filledIn.current = true;
    else if (filledIn.current) {
      filledIn.current = false;
      box.current?.focus();
      box.current?.scrollIntoView();
    }
  }, [task]);
  // Another version is another task: what was typed for the one before does not belong to it.
  if (task) return <VisitForm key={task.version} task={task} />;
  return (
    <div ref={box} tabIndex={-1} className="scroll-mt-4">
      {receipt}
    </div>
  );
}
