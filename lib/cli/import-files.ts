import "server-only";
import { checkRun } from "@/lib/import/check-run";
import { receiveImport, requestPublish } from "@/lib/import/commands";
import { withImportLock } from "@/lib/import/import-lock";
import { interpretFiles } from "@/lib/import/interpret-files";
import { finishInterruptedRuns } from "@/lib/import/interrupted-runs";
import { receiveSentence, stepSentence } from "@/lib/import/labels";
import { choicesOf } from "@/lib/import/mapping";
import { proposeFor, recallRoles } from "@/lib/import/propose-columns";
import { publishRun } from "@/lib/import/publish-run";
import { findImportRun, type ImportRunPage } from "@/lib/import/queries";
import {
  type ColumnChoices,
  DATE_NEEDED,
  FILES_OF_KIND,
  type ImportKind,
  ReceiveImport,
} from "@/lib/import/schema";
import { findStoppingWarnings } from "@/lib/import/stopping-warnings";
import { STORE_SENTENCES, storeLocalFile } from "@/lib/import/storage";
import type { StepProblem } from "@/lib/import/take-step";
import type { WorkContext } from "@/lib/jobs/work-context";
import { formatDate } from "@/lib/shared/format";
import { invariant } from "@/lib/shared/invariant";
import { ok } from "@/lib/shared/result";
import { describeRun, runAsJson } from "./describe-run";
import { CommandRefusal, EXIT } from "./exit-code";
import { interpretSentence } from "./interpret-sentence";
import { findLocalFile, type LocalFile, withLocalFiles } from "./local-files";
import { print, printJson } from "./print";
import { type ProgramOptions, programOfList } from "./program-of-list";
import { sayWhoIsAtWork, showProgress } from "./show-progress";
import { withOffice } from "./with-office";

export interface ImportOptions extends ProgramOptions {
  readonly kind?: ImportKind;
  readonly release?: string;
  readonly asOf?: string;
  readonly complete?: boolean;
  readonly publish?: boolean;
  /** Why it is published in spite of a warning that stops. */
  readonly confirm?: string;
  readonly force?: string;
  readonly json?: boolean;
}

const COMMAND_LINE = { kind: "command_line" } as const;

/** Takes files of this machine in, checks them, and publishes them if asked to. */
export async function importFiles(paths: readonly string[], options: ImportOptions): Promise<void> {
  const found = await Promise.all(paths.map(findLocalFile));
  const run = await withOffice((ctx) =>
    withLocalFiles(ctx, found, async ({ files, passedOver }) => {
      if (!options.json) for (const name of passedOver) print(`Dilewati, bukan tabel: ${name}.`);
      const plan = planImport(await recallRoles(ctx.db, files), options);
      return withImportLock(
        ctx,
        async (held) => {
          await finishInterruptedRuns(held);
          return importPlanned(held, plan, options);
        },
        () => sayWhoIsAtWork(ctx.db),
      );
    }),
  );
  const stopped = whyStopped(run);
  if (!options.json) for (const line of describeRun(run)) print(line);
  else if (!stopped) printJson(runAsJson(run));
  if (stopped)
    throw new CommandRefusal(stopped.code, stopped.sentence, EXIT.refused, runAsJson(run));
}

/** Why an import came to no good end; null for one that did. */
function whyStopped(
  run: ImportRunPage,
): { readonly code: string; readonly sentence: string } | null {
  if (run.state === "failed")
    return run.failure ?? { code: "unexpected", sentence: "Impor gagal." };
  if (run.state !== "discarded") return null;
  const { reason, actorName } = run.events.findLast(({ action }) => action === "discard") ?? {};
  return {
    code: "discarded",
    sentence: `Pemeriksaan dihentikan ${actorName ?? "petugas"} lewat halaman impor: ${reason ?? "tanpa alasan"}.`,
  };
}

async function importPlanned(
  ctx: WorkContext,
  plan: Plan,
  options: ImportOptions,
): Promise<ImportRunPage> {
  const { publish, force } = options;
  const { db } = ctx;
  const files = [];
  for (const { path, name, role, header, unpacked } of plan.files) {
    const mapping = await recallColumns(ctx, { name, role, header }, options);
    const stored = unpacked ? ok(unpacked) : await storeLocalFile(ctx.dataDir, path);
    if (!stored.ok) throw refusal(stored.problem.code, STORE_SENTENCES[stored.problem.code]);
    files.push({ ...stored.value, role, name, mapping });
  }
  const { kind, program, name, asOf } = plan;
  const listIsComplete = options.complete;
  const input = { kind, ...program, name, asOf, files, listIsComplete, repeatReason: force };
  const received = await db.$transaction((tx) =>
    receiveImport(tx, COMMAND_LINE, ReceiveImport.parse(input)),
  );
  if (!received.ok) throw refusal(received.problem.code, receiveSentence(received.problem));

  const { runId } = received.value;
  const checked = await follow(ctx, runId, () => checkRun(ctx, runId));
  if (!publish || checked.state !== "ready") return checked;
  const { confirm: reason } = options;
  const confirmed = reason === undefined ? undefined : ("on" as const);
  const step = { runId, version: checked.version, reason, confirmed };
  const asked = await db.$transaction((tx) => requestPublish(tx, COMMAND_LINE, step));
  if (!asked.ok) throw await publicationRefused(ctx, runId, asked.problem);
  return follow(ctx, runId, () => publishRun(ctx, runId));
}

/** The warnings stand in the refusal: on the command line nobody has seen the preview. */
async function publicationRefused(
  { db }: WorkContext,
  runId: string,
  problem: StepProblem,
): Promise<CommandRefusal> {
  if (problem.code !== "guard_failed" || problem.guard !== "warningsConfirmed")
    return refusal(problem.code, stepSentence(problem));
  const warnings = await findStoppingWarnings(db, runId);
  const sentences = warnings.map(({ sentence }) => sentence).join(" ");
  return refusal(
    "warnings_not_confirmed",
    `${sentences} Impor ini menunggu di halaman Impor: bila memang benar, terbitkan di sana, atau ulangi perintah ini dengan --confirm dan alasannya.`,
  );
}

/** What the profile of the same header says, told in a line; undefined where there is none. */
async function recallColumns(
  { db }: WorkContext,
  { name, role, header }: Pick<Plan["files"][number], "name" | "role" | "header">,
  { json }: ImportOptions,
): Promise<ColumnChoices | undefined> {
  const { profile, columns } = await proposeFor(db, role, { name, header });
  if (profile === null) return undefined;
  const { setAt, setBy } = profile;
  const by = setBy === null ? "" : ` oleh ${setBy}`;
  if (!json)
    print(
      `Kolom ${name} dibaca menurut profil ${profile.name}, ditentukan tanggal ${formatDate(setAt)}${by}.`,
    );
  return choicesOf(
    header,
    columns.map(({ column }) => column),
  );
}

async function follow(
  ctx: WorkContext,
  runId: string,
  work: () => Promise<void>,
): Promise<ImportRunPage> {
  const progress = showProgress(ctx.db, runId);
  try {
    await work();
  } finally {
    progress.stop();
  }
  const run = await findImportRun(ctx.db, COMMAND_LINE, runId);
  invariant(run, "a run that was received can be read");
  return run;
}

interface Plan {
  readonly kind: ImportKind;
  readonly program: ReturnType<typeof programOfList>;
  readonly name: string;
  readonly asOf?: string;
  readonly files: readonly (LocalFile & {
    readonly role: (typeof FILES_OF_KIND)[ImportKind][number];
  })[];
}

/** Says what the files are from their columns and names; what is not certain must be given. */
function planImport(files: readonly LocalFile[], options: ImportOptions): Plan {
  const read = interpretFiles(files);
  if (!read.ok) throw refusal(read.problem.code, interpretSentence(read.problem));
  const kind = options.kind ?? read.value.kind;
  if ((kind === "dtsen") !== (read.value.kind === "dtsen"))
    throw refusal(
      "files_do_not_fit",
      "Kolom berkas ini tidak cocok dengan jenis yang diberikan lewat --kind.",
    );
  if (options.complete && kind !== "recipients")
    throw refusal("complete_unfit", "--complete hanya untuk daftar penerima.", EXIT.usage);
  const program = kind === "recipients" ? programOfList(options, read.value.program) : {};
  const name = options.release ?? read.value.name;
  if (name === null)
    throw refusal(
      "name_missing",
      'Nama rilis tidak ada di nama berkas; tambahkan misalnya --release "v3 2026".',
      EXIT.usage,
    );
  const asOf = options.asOf ?? read.value.asOf ?? undefined;
  if (DATE_NEEDED[kind] && asOf === undefined)
    throw refusal(
      "as_of_missing",
      "Tanggal data tidak ada di nama berkas; tambahkan misalnya --as-of 2026-10-20.",
      EXIT.usage,
    );
  return {
    kind,
    program,
    name,
    asOf,
    files: read.value.files.map(({ file, role }) => ({
      ...file,
      role: kind === "dtsen" ? role : FILES_OF_KIND[kind][0],
    })),
  };
}

function refusal(code: string, sentence: string, exitCode?: CommandRefusal["exitCode"]) {
  return new CommandRefusal(code, sentence, exitCode);
}
