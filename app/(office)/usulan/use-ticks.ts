"use client";

import { useEffect, useRef, useState } from "react";
import type { ActionState } from "@/lib/actions/action-state";
import { BULK_FORM } from "./bulk-form-id";

function boxes(): HTMLInputElement[] {
  return [
    ...document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][form="${BULK_FORM}"]`),
  ];
}

/**
 * How many boxes of the list are ticked, and all at once. The boxes work before scripts run; a form
 * that was refused is put back by React, and its ticks with it: they are set again.
 */
export function useTicks(state: ActionState<unknown>) {
  const [count, setCount] = useState(0);
  const ticked = useRef<ReadonlySet<string>>(new Set());

  useEffect(() => {
    const read = () => {
      const on = boxes().filter(({ checked }) => checked);
      ticked.current = new Set(on.map(({ value }) => value));
      setCount(on.length);
    };
    read();
    document.addEventListener("change", read);
    return () => document.removeEventListener("change", read);
  }, []);

  useEffect(() => {
    const keep = state.status === "invalid" || state.status === "refused";
    for (const box of boxes()) box.checked = keep && ticked.current.has(box.value);
    if (!keep) ticked.current = new Set();
    setCount(ticked.current.size);
  }, [state]);

  const setAll = (on: boolean) => {
    for (const box of boxes()) box.checked = on;
    ticked.current = new Set(on ? boxes().map(({ value }) => value) : []);
    setCount(ticked.current.size);
  };
  return { count, setAll };
}
