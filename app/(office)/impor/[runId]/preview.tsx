import { Notice } from "@/components/ui/notice";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import { groupProblems } from "@/lib/import/group-problems";
import { type PreviewFacts, previewWarnings } from "@/lib/import/preview-warnings";
import type { ImportRunPage } from "@/lib/import/queries";
import { sampleProblemLines } from "@/lib/import/sample-problem-lines";
import type { ImportSummary } from "@/lib/import/schema";
import { programHasRule } from "@/lib/programs/queries";
import { DtksCard } from "./dtks-card";
import { DtsenCard } from "./dtsen-card";
import { DukcapilCard } from "./dukcapil-card";
import { FilesCard } from "./files-card";
import { ProblemsCard, type ShownProblem } from "./problems-card";
import { RecipientsCard } from "./recipients-card";

/** What the check found: what would change, what was wrong, and what should give pause. */
export async function Preview({
  run,
  summary,
  actor,
  current,
}: {
  readonly run: ImportRunPage;
  readonly summary: ImportSummary;
  readonly actor: UserActor;
  readonly current: PreviewFacts["current"];
}) {
  const [problems, unlimited] = await Promise.all([
    withLines(run, summary, actor),
    run.programCode === null ? false : programHasRule(db(), run.programCode).then((has) => !has),
  ]);
  return (
    <>
      {run.state === "ready" && (
        <Warnings sentences={previewWarnings(summary, factsOf(run, current))} />
      )}
      <FilesCard files={run.files} problems={summary.problems} />
      <KindCard summary={summary} runId={run.id} unlimited={unlimited} />
      <ProblemsCard problems={problems} />
    </>
  );
}

function KindCard({
  summary,
  runId,
  unlimited,
}: {
  readonly summary: ImportSummary;
  readonly runId: string;
  readonly unlimited: boolean;
}) {
  switch (summary.kind) {
    case "dtsen":
      return <DtsenCard summary={summary} />;
    case "dtks":
      return <DtksCard summary={summary} runId={runId} />;
    case "recipients":
      return <RecipientsCard summary={summary} runId={runId} unlimited={unlimited} />;
    case "dukcapil":
      return <DukcapilCard summary={summary} runId={runId} />;
    case "matching":
      return null;
  }
}

function Warnings({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <Notice tone="warning" title="Periksa sebelum menerbitkan">
      <ul className={sentences.length > 1 ? "list-disc pl-5" : undefined}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}

function factsOf({ asOf, files }: ImportRunPage, current: PreviewFacts["current"]): PreviewFacts {
  return {
    asOf,
    current,
    rowsRead: files.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
    rowsRejected: files.reduce((sum, { rowsRejected }) => sum + rowsRejected, 0),
  };
}

async function withLines(
  run: ImportRunPage,
  summary: ImportSummary,
  actor: UserActor,
): Promise<ShownProblem[]> {
  const groups = groupProblems(summary.problems);
  const lines = await sampleProblemLines(db(), actor, run.id, groups);
  return groups.map((group) => {
    const { role, code } = group;
    const found = lines.find((line) => line.role === role && line.code === code);
    const several = run.files.filter((file) => file.role === role).length > 1;
    return {
      ...group,
      fileName: several ? (found?.fileName ?? null) : null,
      lineNos: found?.lineNos ?? [],
    };
  });
}
