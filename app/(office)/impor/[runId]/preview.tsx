import { Notice } from "@/components/ui/notice";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import { countWarnedRows } from "@/lib/import/count-warned-rows";
import { findFirstPlace } from "@/lib/import/first-place";
import { groupProblems } from "@/lib/import/group-problems";
import type { PreviewWarning } from "@/lib/import/preview-warnings";
import type { ImportRunPage } from "@/lib/import/queries";
import { sampleProblemLines } from "@/lib/import/sample-problem-lines";
import type { ImportSummary } from "@/lib/import/schema";
import { programHasRule } from "@/lib/programs/queries";
import { BnbaCard } from "./bnba-card";
import { DeathsCard } from "./deaths-card";
import { DesilListCard } from "./desil-list-card";
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
  warnings,
}: {
  readonly run: ImportRunPage;
  readonly summary: ImportSummary;
  readonly actor: UserActor;
  readonly warnings: readonly PreviewWarning[];
}) {
  const [problems, warned, unlimited] = await Promise.all([
    withLines(run, summary, actor),
    countWarnedRows(db(), actor, run.id, summary.problems),
    run.programCode === null ? false : programHasRule(db(), run.programCode).then((has) => !has),
  ]);
  return (
    <>
      <Warnings
        tone="negative"
        title="Berhenti dulu: pastikan ini benar"
        warnings={warnings.filter(({ stops }) => stops)}
      />
      <Warnings
        tone="warning"
        title="Periksa sebelum menerbitkan"
        warnings={warnings.filter(({ stops }) => !stops)}
      />
      <FilesCard
        files={run.files}
        warned={warned}
        repairable={run.actions.includes("repair")}
        repaired={run.events.some(({ action }) => action === "repair")}
      />
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
    case "deaths":
      return <DeathsCard runId={runId} />;
    case "desil":
      return <DesilListCard {...summary} runId={runId} unit="baris" />;
    case "bnba":
      return (
        <>
          <BnbaCard summary={summary} />
          <DesilListCard {...summary} runId={runId} unit="keluarga" />
        </>
      );
  }
}

function Warnings({
  tone,
  title,
  warnings,
}: {
  readonly tone: "negative" | "warning";
  readonly title: string;
  readonly warnings: readonly PreviewWarning[];
}) {
  if (warnings.length === 0) return null;
  return (
    <Notice tone={tone} title={title}>
      <ul className={warnings.length > 1 ? "list-disc pl-5" : undefined}>
        {warnings.map(({ sentence }) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}

async function withLines(
  run: ImportRunPage,
  summary: ImportSummary,
  actor: UserActor,
): Promise<ShownProblem[]> {
  const groups = groupProblems(problemsWithAreas(summary));
  const lines = await sampleProblemLines(db(), actor, run.id, groups);
  return groups.map((group) => {
    const { role, code } = group;
    const found = lines.find((line) => line.role === role && line.code === code);
    const several = run.files.filter((file) => file.role === role).length > 1;
    const firsts = found?.firstLineNos.map((line) => findFirstPlace(run.files, role, line)) ?? [];
    return {
      ...group,
      firsts,
      fileName: several ? (found?.fileName ?? null) : null,
      lineNos: found?.lineNos ?? [],
    };
  });
}

/** A release tells the areas that it does not know by themselves; a list tells them as texts. */
function problemsWithAreas(summary: ImportSummary): ImportSummary["problems"] {
  if (summary.kind !== "dtsen") return summary.problems;
  const texts = summary.unknownAreas.map(({ kecamatan, kelurahan, households }) => ({
    text: `${kelurahan || "(kosong)"}, kecamatan ${kecamatan || "(kosong)"}`,
    count: households,
  }));
  return summary.problems.map((problem) =>
    problem.role === "family" && problem.code === "area_unknown" ? { ...problem, texts } : problem,
  );
}
