import { caseName } from "@/components/cases/kind-tags";
import { Card } from "@/components/ui/card";
import type { HouseholdCase } from "@/lib/cases/household-cases";

/** The two sentences that tell the list's values; what a desil is need not be told to a companion. */
const SENTENCES = 2;

/** Why the family is visited, in words that can be read aloud at the door. */
export function TaskReasons({ cases }: { readonly cases: readonly HouseholdCase[] }) {
  return (
    <Card title="Mengapa dikunjungi">
      <ul className="grid gap-3">
        {cases.map(({ id, facts, programCode, sentences }) => (
          <li key={String(id)}>
            <p className="font-semibold">{caseName(facts.kind, programCode)}</p>
            <p className="text-small">
              {sentences
                .filter(({ topic }) => topic === "why")
                .slice(0, SENTENCES)
                .map(({ text }) => text)
                .join(" ")}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
