import { ColumnChoices } from "./schema";

/** The mapping that is stored with a file: what a person said, or what the last check found. */
export function chosenColumns({ mapping }: { readonly mapping: unknown }): ColumnChoices | null {
  return ColumnChoices.safeParse(mapping).data ?? null;
}
