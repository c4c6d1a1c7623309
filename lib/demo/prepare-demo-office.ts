import "server-only";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { ROLE_LABELS } from "@/lib/auth/labels";
import { hashPassword } from "@/lib/auth/password";
import type { Database, Db } from "@/lib/db/client";
import { checkRun } from "@/lib/import/check-run";
import { checkImportAgain, receiveImport, requestPublish } from "@/lib/import/commands";
import { withImportLock } from "@/lib/import/import-lock";
import { publishRun } from "@/lib/import/publish-run";
import { ImportFailure, type ReceivedFile, type ReceiveImport } from "@/lib/import/schema";
import { storeLocalFile } from "@/lib/import/storage";
import { openWorkContext } from "@/lib/jobs/open-work-context";
import type { WorkContext } from "@/lib/jobs/work-context";
import { createLogger } from "@/lib/log/logger";
import { createOffice } from "@/lib/office/create-office";
import { formatNumber } from "@/lib/shared/format";
import { invariant } from "@/lib/shared/invariant";
import { OperatorProblem } from "@/lib/shared/operator-problem";
import { DEMO_ACCOUNTS, DEMO_PASSWORD, DEMO_REGENCY_CODE } from "./demo-accounts";
import { AS_OF } from "./generator/calendar";
import type { DemoPaths } from "./generator/demo-files";
import { DEMO_FAMILIES, DEMO_SEED, generateDemo } from "./generator/generate-demo";
import { demoWorkIsDone, prepareDemoWork } from "./work-day/prepare-demo-work";

export interface DemoOfficeRequest {
  /** The owner's address of the database, migrated. */
  readonly url: string;
  readonly schema: string;
  readonly dataDir: string;
  readonly families?: number;
  /** Tells the person who waits what is going on. */
  readonly report: (sentence: string) => void;
}

const COMMAND_LINE = { kind: "command_line" } as const;
const WITH_AREAS = { maxWait: 10_000, timeout: 60_000 } as const;

type Intake = Omit<ReceiveImport, "files" | "repeatReason">;
type RoledPath = readonly [role: ReceivedFile["role"], path: string];

/** What the first run takes in, in this order: the story that the demonstration tells. */
const INTAKES: readonly { readonly intake: Intake; files(paths: DemoPaths): RoledPath[] }[] = [
  {
    intake: { kind: "dtsen", name: "v2 2026", asOf: AS_OF.v2 },
    files: ({ v2 }) => [
      ["family", v2.families],
      ["member", v2.members],
    ],
  },
  {
    intake: { kind: "dtks", name: "DTKS Desember 2024", asOf: AS_OF.dtks },
    files: ({ dtks }) => [["dtks", dtks]],
  },
  {
    intake: { kind: "recipients", name: "PKH tahap 4 2026", programCode: "PKH" },
    files: ({ recipients }) => [["recipients", recipients.PKH]],
  },
  {
    intake: { kind: "dtsen", name: "v3 2026", asOf: AS_OF.v3 },
    files: ({ v3 }) => [
      ["family", v3.families],
      ["member", v3.members],
    ],
  },
  {
    intake: { kind: "dukcapil", name: "Padan Dukcapil November 2026", asOf: AS_OF.dukcapil },
    files: ({ dukcapil }) => [["dukcapil", dukcapil]],
  },
];

/** The accounts for the message that greets the person who started the demonstration. */
export function demoAccounts() {
  return DEMO_ACCOUNTS.map(({ role, username }) => ({
    role: ROLE_LABELS[role],
    username,
    password: DEMO_PASSWORD,
  }));
}

/**
 * Makes the demonstration office with its accounts, sends the files of a made-up city through the
 * importer, and lets the accounts work for a day. Each step looks at what is there already: a start that was killed in the middle is
 * finished by the next, and one that was finished takes no time.
 */
export async function prepareDemoOffice(request: DemoOfficeRequest): Promise<void> {
  const { url, schema, dataDir } = request;
  const ctx = openWorkContext({ url, schema, dataDir, log: createLogger("start") });
  try {
    await withImportLock(ctx, async (held) => {
      await createDemoOffice(held);
      if (!(await isComplete(held.db))) {
        const families = request.families ?? DEMO_FAMILIES;
        request.report(
          `Menyiapkan kantor contoh dengan ${formatNumber(families)} keluarga rekaan, sekali saja…`,
        );
        await importDemoFiles(held, { ...request, families });
      }
      if (await demoWorkIsDone(held)) return;
      request.report("Menjalankan pekerjaan contoh: kunjungan dan usulan…");
      await prepareDemoWork(held);
    });
  } finally {
    await ctx.close();
  }
}

async function createDemoOffice({ db }: WorkContext): Promise<void> {
  const office = await db.office.findFirst();
  if (office) {
    invariant(office.kind === "demo", "a real office is never made a demonstration");
    return;
  }
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await db.$transaction(async (tx) => {
    await createOffice(tx, { kind: "demo", regencyCode: DEMO_REGENCY_CODE });
    for (const { areaCode, ...account } of DEMO_ACCOUNTS) {
      const area = await tx.area.findUniqueOrThrow({ where: { code: areaCode } });
      await tx.appUser.create({
        data: { ...account, passwordHash, demo: true, areas: { create: [{ areaId: area.id }] } },
      });
    }
  }, WITH_AREAS);
}

async function isComplete(db: Db): Promise<boolean> {
  const found = await Promise.all(INTAKES.map(({ intake }) => findRun(db, intake)));
  return found.every((run) => run?.state === "published");
}

async function importDemoFiles(
  ctx: WorkContext,
  { families, report }: Required<Pick<DemoOfficeRequest, "families" | "report">>,
): Promise<void> {
  // One folder with a name of its own: what a killed start left is overwritten and goes with it.
  const outDir = join(ctx.dataDir, "demo-files");
  try {
    const { paths } = await generateDemo({ families, seed: DEMO_SEED, outDir });
    for (const { intake, files } of INTAKES) {
      report(`Mengimpor ${intake.name}…`);
      await importOnce(ctx, intake, files(paths));
    }
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

/** Takes an import from wherever an earlier start left it to publication. */
async function importOnce(
  ctx: WorkContext,
  intake: Intake,
  files: readonly RoledPath[],
): Promise<void> {
  const known = await findRun(ctx.db, intake);
  const runId = known?.id ?? (await receive(ctx, intake, files));
  if (known?.state === "failed") await tryAgain(ctx.db, runId);
  for (;;) {
    const { state, version, failure } = await findRunById(ctx.db, runId);
    switch (state) {
      case "received":
      case "checking":
        await checkRun(ctx, runId);
        break;
      case "ready":
        await ctx.db.$transaction((tx) => requestPublish(tx, COMMAND_LINE, { runId, version }));
        break;
      case "publishing":
        await publishRun(ctx, runId);
        break;
      case "published":
        return;
      case "failed":
      case "discarded":
        throw new OperatorProblem(failure?.sentence ?? "Kantor contoh tidak dapat disiapkan.");
    }
  }
}

/** The last start failed, perhaps because the disk was full; whatever it was may be gone. */
async function tryAgain(db: Database, runId: string): Promise<void> {
  const { version, failure } = await findRunById(db, runId);
  const again = failure?.step === "publish" ? requestPublish : checkImportAgain;
  await db.$transaction((tx) => again(tx, COMMAND_LINE, { runId, version }));
}

async function findRunById(db: Db, runId: string) {
  const { state, version, failure } = await db.importRun.findUniqueOrThrow({
    where: { id: runId },
  });
  return { state, version, failure: ImportFailure.nullable().parse(failure) };
}

async function receive(
  ctx: WorkContext,
  intake: Intake,
  paths: readonly RoledPath[],
): Promise<string> {
  const files: ReceivedFile[] = [];
  for (const [role, path] of paths) {
    const stored = await storeLocalFile(ctx.dataDir, path);
    invariant(stored.ok, "the demonstration's files fit on the disk");
    files.push({ role, name: path.slice(path.lastIndexOf("/") + 1), ...stored.value });
  }
  const received = await ctx.db.$transaction((tx) =>
    receiveImport(tx, COMMAND_LINE, { ...intake, files }),
  );
  invariant(received.ok, "the demonstration's files make imports");
  return received.value.runId;
}

function findRun(db: Db, { kind, name }: Intake) {
  return db.importRun.findFirst({
    where: { kind, name, actorKind: "command_line", state: { not: "discarded" } },
    orderBy: { id: "desc" },
    select: { id: true, state: true },
  });
}
