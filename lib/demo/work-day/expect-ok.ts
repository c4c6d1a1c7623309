import { invariant } from "@/lib/shared/invariant";
import type { Result } from "@/lib/shared/result";

/** What the demonstration does, nobody may refuse. */
export function expectOk<Value, Problem extends { readonly code: string }>(
  result: Result<Value, Problem>,
): Value {
  invariant(
    result.ok,
    `the demonstration was refused${result.ok ? "" : `: ${result.problem.code}`}`,
  );
  return result.value;
}
