"use client";

import { use } from "react";
import { SelectField } from "@/components/forms/field";
import { errorAt, valuesAt } from "@/lib/actions/action-state";
import { columnAnswer, columnField } from "@/lib/import/column-fields";
import { ColumnAnswersContext } from "./column-answers-context";

/** What one column of a file is read as. */
export function ColumnSelect({
  file,
  position,
  name,
  column,
}: {
  readonly file: number;
  readonly position: number;
  /** As the file writes it. */
  readonly name: string;
  /** What is proposed; null for one that is only kept. */
  readonly column: string | null;
}) {
  const { state, options } = use(ColumnAnswersContext);
  const id = columnField(file, position);
  const answered = valuesAt(state, "columns")?.find((answer) =>
    answer.startsWith(columnAnswer(file, position, null)),
  );
  const value = answered ?? columnAnswer(file, position, column);
  return (
    <SelectField
      id={id}
      name="columns"
      label={`Kolom ${name} dibaca sebagai`}
      labelClassName="sr-only"
      className="max-w-full"
      defaultValue={value}
      options={options[file]?.map((option) => ({
        value: columnAnswer(file, position, option.value || null),
        text: option.text,
      }))}
      error={errorAt(state, id)}
    />
  );
}
