"use client";

import { type ReactNode, use } from "react";
import { Notice } from "@/components/ui/notice";
import { ColumnAnswersContext } from "./column-answers-context";

/** What a proposal lacks. Once the form was sent, its own errors tell what is left of it. */
export function UnansweredNotice({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  const { state } = use(ColumnAnswersContext);
  if (state.status !== "idle") return null;
  return (
    <Notice tone="negative" title={title}>
      {children}
    </Notice>
  );
}
