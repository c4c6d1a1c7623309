import { z } from "zod";
import { NewProgram } from "@/lib/programs/schema";
import { SHIFT_BANDS, ShiftBorders } from "@/lib/registry/shift-borders";

export const IMPORT_KINDS = [
  "dtsen",
  "dtks",
  "recipients",
  "dukcapil",
  "matching",
  "deaths",
  "desil",
  "bnba",
] as const;
export const ImportKind = z.enum(IMPORT_KINDS);
export type ImportKind = z.infer<typeof ImportKind>;

export const IMPORT_STATES = [
  "received",
  "checking",
  "ready",
  "publishing",
  "published",
  "failed",
  "discarded",
  "withdrawing",
  "withdrawn",
] as const;
export const ImportState = z.enum(IMPORT_STATES);
export type ImportState = z.infer<typeof ImportState>;

export const IMPORT_FILE_ROLES = [
  "family",
  "member",
  "dtks",
  "recipients",
  "dukcapil",
  "matching",
  "deaths",
  "desil",
  "bnba",
] as const;
export const ImportFileRole = z.enum(IMPORT_FILE_ROLES);
export type ImportFileRole = z.infer<typeof ImportFileRole>;

/** A release may come in two files a kecamatan; the largest regencies have fifty. */
export const FILES_MAX = 200;

/**
 * The files that make up an import of each kind, in the order in which they are read. Of a release
 * there may be several of each, of any other kind there is one.
 */
export const FILES_OF_KIND = {
  dtsen: ["family", "member"],
  dtks: ["dtks"],
  recipients: ["recipients"],
  dukcapil: ["dukcapil"],
  matching: ["matching"],
  deaths: ["deaths"],
  desil: ["desil"],
  bnba: ["bnba"],
} as const satisfies Record<ImportKind, readonly ImportFileRole[]>;

export const KIND_OF_ROLE = {
  family: "dtsen",
  member: "dtsen",
  dtks: "dtks",
  recipients: "recipients",
  dukcapil: "dukcapil",
  matching: "matching",
  deaths: "deaths",
  desil: "desil",
  bnba: "bnba",
} as const satisfies Record<ImportFileRole, ImportKind>;

/** Lists of which the newest counts; one that names no day counts from the day it was published. */
export const DATE_NEEDED = {
  dtsen: true,
  dtks: true,
  recipients: false,
  dukcapil: false,
  matching: false,
  deaths: false,
  desil: true,
  bnba: true,
} as const satisfies Record<ImportKind, boolean>;

/** What a run is busy with, for the progress bar. */
export const IMPORT_STAGES = [
  "waiting",
  "preparing",
  "reading_families",
  "reading_members",
  "reading_rows",
  "indexing",
  "matching",
  "comparing",
  "publishing",
  "withdrawing",
  "linking",
  "detecting",
] as const;
export const ImportStage = z.enum(IMPORT_STAGES);
export type ImportStage = z.infer<typeof ImportStage>;

const Count = z.number().int().nonnegative();

/** A calendar day as the office writes it in files and on the command line: 2026-10-20. */
export const Day = z.iso.date();

/** How often a problem was met, so that a preview needs not count millions of rows. */
export const ProblemCount = z.object({
  role: ImportFileRole,
  severity: z.enum(["rejected", "warning"]),
  code: z.string(),
  column: z.string().nullable(),
  count: Count,
  /** What is written there most often, where that helps to mend it; numbers of people are masked. */
  texts: z.array(z.object({ text: z.string(), count: Count })).optional(),
});
export type ProblemCount = z.infer<typeof ProblemCount>;

/** How a list's rows find their family, counted before anything is applied. */
const MatchCounts = z.object({
  nomorKk: Count,
  oldNomorKk: Count,
  nik: Count,
  ambiguousNik: Count,
  newHousehold: Count,
  none: Count,
});

/** What became of the rows of one file. */
const FileRows = z.object({
  role: ImportFileRole,
  read: Count,
  good: Count,
  rejected: Count,
});

/** Families by the change of their desil nasional, in the bands of the kind `extreme-shift`. */
const DesilBands = z.record(z.enum(SHIFT_BANDS), Count);

/** How the families of one kelurahan differ from the release before. */
const VillageChange = z.object({
  /** Null: families whose kelurahan was not recognised. */
  name: z.string().nullable(),
  kecamatan: z.string().nullable(),
  before: Count,
  households: Count,
  added: Count,
  gone: Count,
  movedIn: Count,
  movedOut: Count,
  numberChanged: Count,
  desilUp: Count,
  desilDown: Count,
});
export type VillageChange = z.infer<typeof VillageChange>;

const Share = z.number().min(0).max(1);

/** Shares above which a preview warns (setting `import_warning`). */
export const WarnLimits = z.object({
  kecamatanLossShareMax: Share,
  rejectedShareMax: Share,
  goneShareMax: Share,
  unknownAreaShareMax: Share,
  invalidNikShareMax: Share,
  unmatchedShareMax: Share,
  endingShareMax: Share,
});
export type WarnLimits = z.infer<typeof WarnLimits>;

/** Shares above which a person has to confirm with a reason (setting `import_stop`), of not too few. */
export const StopLimits = WarnLimits.extend({ countMin: Count });

export interface WarningLimits {
  readonly warn: WarnLimits;
  readonly stop: z.infer<typeof StopLimits>;
}

export const DtsenSummary = z.object({
  kind: z.literal("dtsen"),
  files: z.array(FileRows),
  problems: z.array(ProblemCount),
  /** The release that the differences are against; null for an office's first. */
  previous: z.object({ releaseId: z.number().int(), name: z.string(), asOf: Day }).nullable(),
  households: z.object({
    total: Count,
    added: Count,
    gone: Count,
    /** Families found again under another No KK. */
    numberChanged: Count,
    /** Families of both releases that are in another kelurahan now. */
    moved: Count,
    /** Families of both releases with the same number, kelurahan and desil. */
    unchanged: Count,
    unknownArea: Count,
  }),
  individuals: z.object({
    total: Count,
    added: Count,
    gone: Count,
    invalidNik: Count,
    doubledNik: Count,
    withoutFamily: Count,
  }),
  /** Families of both releases, by the movement of their desil nasional. */
  desil: z.object({
    up: Count,
    down: Count,
    same: Count,
    unranked: Count,
    bands: DesilBands,
    /** The setting that the bands were counted with; previews of before it was one do not tell. */
    borders: ShiftBorders.optional(),
  }),
  /** The areas as written that lead to no kelurahan, those with the most families first. */
  unknownAreas: z.array(
    z.object({ kecamatan: z.string(), kelurahan: z.string(), households: Count }),
  ),
  kecamatan: z.array(
    z.object({ name: z.string(), before: Count, households: Count, gone: Count.optional() }),
  ),
  /** By kelurahan; previews of before they were counted do not tell. */
  villages: z.array(VillageChange).optional(),
});
export type DtsenSummary = z.infer<typeof DtsenSummary>;

export const DtksSummary = z.object({
  kind: z.literal("dtks"),
  problems: z.array(ProblemCount),
  rows: Count,
  households: Count,
  unknownArea: Count,
  /** Families that are in the current release, or not; null while there is none. */
  matched: z.object({ found: Count, notFound: Count }).nullable(),
});
export type DtksSummary = z.infer<typeof DtksSummary>;

export const RecipientsSummary = z.object({
  kind: z.literal("recipients"),
  problems: z.array(ProblemCount),
  rows: Count,
  totalsSkipped: Count,
  unknownArea: Count,
  /** Whose aid ends with a list that was said to be complete; null for one that was not. */
  ending: z.object({ ending: Count, receiving: Count }).nullable().default(null),
  matched: MatchCounts,
});
export type RecipientsSummary = z.infer<typeof RecipientsSummary>;

export const DukcapilSummary = z.object({
  kind: z.literal("dukcapil"),
  problems: z.array(ProblemCount),
  rows: Count,
  results: z.object({
    matched: Count,
    unmatched: Count,
    notFound: Count,
    doubled: Count,
    inactive: Count,
    unknown: Count,
  }),
  fates: z.object({ deceased: Count, movedOut: Count }),
  /** Rows whose NIK stands in a family of the current release, or not; null while there is none. */
  inRelease: z.object({ found: Count, notFound: Count }).nullable(),
});
export type DukcapilSummary = z.infer<typeof DukcapilSummary>;

/** What the comparison of a list with the registry found; what people decided since is in its rows. */
const Compared = {
  problems: z.array(ProblemCount),
  rows: Count,
  totalsSkipped: Count,
  matched: Count,
  similar: Count,
  unmatched: Count,
} as const;

export const MatchingSummary = z.object({ kind: z.literal("matching"), ...Compared });
export type MatchingSummary = z.infer<typeof MatchingSummary>;

export const DeathsSummary = z.object({ kind: z.literal("deaths"), ...Compared });
export type DeathsSummary = z.infer<typeof DeathsSummary>;

/** What a line of a desil list says against the release in force. */
export const DESIL_LINES = [
  "same",
  "different",
  /** The family is in the release, which gives it no desil. */
  "unranked",
  /** The family is known, and not in the release. */
  "outside",
  "unmatched",
  "withoutDesil",
] as const;
export type DesilLine = (typeof DESIL_LINES)[number];

/** The lines of a desil list, each counted once. */
export const DesilSummary = z.object({
  kind: z.literal("desil"),
  problems: z.array(ProblemCount),
  rows: Count,
  totalsSkipped: Count,
  lines: z.record(z.enum(DESIL_LINES), Count),
});
export type DesilSummary = z.infer<typeof DesilSummary>;

export const BnbaSummary = z.object({
  kind: z.literal("bnba"),
  problems: z.array(ProblemCount),
  rows: Count,
  totalsSkipped: Count,
  families: Count,
  unknownArea: Count,
  /** Its families as lines of a desil list. */
  lines: z.record(z.enum(DESIL_LINES), Count),
  /** The aids that the file has a column of. */
  programs: z.array(
    z.object({
      code: z.string(),
      lines: Count,
      matched: MatchCounts,
      /** Recipients of whom it says that they receive nothing; previews of before it was counted do not tell. */
      denied: Count.optional(),
    }),
  ),
});
export type BnbaSummary = z.infer<typeof BnbaSummary>;

/** What the preview of a checked run shows (`import_run.summary`). */
export const ImportSummary = z.discriminatedUnion("kind", [
  DtsenSummary,
  DtksSummary,
  RecipientsSummary,
  DukcapilSummary,
  MatchingSummary,
  DeathsSummary,
  DesilSummary,
  BnbaSummary,
]);
export type ImportSummary = z.infer<typeof ImportSummary>;

/** Why a run failed, and in which step (`import_run.failure`). The sentence holds no personal data. */
export const ImportFailure = z.object({
  step: z.enum(["check", "publish", "withdraw"]),
  code: z.string(),
  sentence: z.string(),
});
export type ImportFailure = z.infer<typeof ImportFailure>;

/**
 * What the columns of a header are: each name (`columnKeys`), and the column or null for one that is
 * only kept (`import_file.mapping`, `column_profile.mapping`).
 */
export const ColumnChoices = z.record(z.string(), z.string().nullable());
export type ColumnChoices = z.infer<typeof ColumnChoices>;

/** A file that already lies in the store. */
export const ReceivedFile = z.strictObject({
  role: ImportFileRole,
  name: z.string().min(1).max(255),
  /** The archive that it came in. */
  archiveName: z.string().min(1).max(255).optional(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: z.number().int().nonnegative(),
  /** Where the table stands, where it is known already; else the check finds it. */
  sheet: z.string().min(1).max(255).optional(),
  headerLine: z.number().int().positive().optional(),
  /** What its columns are, where somebody said so; else the check guesses. */
  mapping: ColumnChoices.optional(),
});
export type ReceivedFile = z.infer<typeof ReceivedFile>;

/** What a form sends in place of a program's code for one that is not in the list; codes have no small letters. */
export const OTHER_PROGRAM = "lain";

export const ReceiveImport = z.strictObject({
  kind: ImportKind,
  programCode: z.string().max(40).optional(),
  /** In place of a code: a program that the office has no list of yet. */
  newProgram: NewProgram.optional(),
  /** The release's name ("v3 2026"), or what the person calls the list. */
  name: z.string().trim().min(1, "Isi nama").max(120, "Nama paling panjang 120 huruf"),
  asOf: Day.optional(),
  /** Of recipients: the list names everybody who receives, so whom it leaves out receives no more. */
  listIsComplete: z.boolean().optional(),
  files: z.array(ReceivedFile).min(1).max(FILES_MAX),
  /** Why a file that was published before is taken in again. */
  repeatReason: z.string().trim().min(3, "Tuliskan alasannya").max(500).optional(),
});
export type ReceiveImport = z.infer<typeof ReceiveImport>;

/** A step of a run; the version makes the check and the write one step. */
export const ImportStep = z.strictObject({
  runId: z.uuid(),
  version: z.coerce.number().int().positive(),
  reason: z.string().trim().max(500).optional(),
});
export type ImportStep = z.infer<typeof ImportStep>;

/** Publishing: with a reason where a warning has to be confirmed. */
export const PublishImport = ImportStep.extend({ confirmed: z.literal("on").optional() });
export type PublishImport = z.infer<typeof PublishImport>;

const Reason = z.string().trim().min(3, "Tuliskan alasannya, paling sedikit 3 huruf.").max(500);

/** Giving an import up: in the pages with the reason, for those who look for it later. */
export const DiscardImport = ImportStep.extend({
  reason: Reason,
});

/** Taking the release in force out of force: the reason is for everybody who asks what became of it. */
export const WithdrawRelease = ImportStep.extend({ reason: Reason });
export type WithdrawRelease = z.infer<typeof WithdrawRelease>;
