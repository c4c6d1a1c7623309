import { messageFor } from "@/lib/actions/run-action";
import type { BulkOutcome } from "@/lib/proposals/bulk";
import type { MoveProblem } from "@/lib/proposals/move-proposal";
import { MOVE_MESSAGES } from "./messages";

/** What a page says of a list that was sent. */
export interface ToldOutcome {
  readonly done: number;
  readonly refused: readonly { readonly number: number | null; readonly message: string }[];
}

/** The outcome of a list, with a sentence for each that did not go through. */
export function tellOutcome({
  done,
  refused,
}: BulkOutcome<MoveProblem | { readonly code: "not_found" }>): ToldOutcome {
  return {
    done,
    refused: refused.map(({ number, problem }) => ({
      number,
      message: messageFor(MOVE_MESSAGES, problem),
    })),
  };
}
