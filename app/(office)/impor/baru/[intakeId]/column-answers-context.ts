"use client";

import { createContext } from "react";
import type { SelectOption } from "@/components/forms/field";
import { type ActionState, IDLE } from "@/lib/actions/action-state";

/** What the fields of the columns share: the form's last answer, and for each file what to choose from. */
export const ColumnAnswersContext = createContext<{
  readonly state: ActionState<unknown>;
  readonly options: readonly (readonly SelectOption[])[];
}>({ state: IDLE, options: [] });
