import { COLUMN_LABELS } from "@/lib/import/column-labels";
import { DESIL_LINE_LABELS } from "@/lib/import/desil/desil-labels";
import {
  IMPORT_FILE_ROLE_LABELS,
  IMPORT_KIND_LABELS,
  IMPORT_STATE_LABELS,
} from "@/lib/import/labels";
import { PROBLEMS } from "@/lib/import/problems";
import type { ImportRunPage } from "@/lib/import/queries";
import {
  type BnbaSummary,
  DESIL_LINES,
  type DesilSummary,
  type DtsenSummary,
  type DukcapilSummary,
  type ImportSummary,
  type ProblemCount,
} from "@/lib/import/schema";
import { programShortName } from "@/lib/programs/labels";
import { formatDate, formatNumber } from "@/lib/shared/format";

/** An import for the person at the terminal: what was read, what is wrong, what it changes. */
export function describeRun(run: ImportRunPage): string[] {
  const kind = IMPORT_KIND_LABELS[run.kind];
  const program = run.programCode ? ` ${programShortName(run.programCode)}` : "";
  const asOf = run.asOf ? `, data per ${formatDate(run.asOf)}` : "";
  return [
    `${kind}${program} “${run.name}”${asOf}: ${IMPORT_STATE_LABELS[run.state].text.toLowerCase()}.`,
    ...run.files.map(
      ({ role, name, rowsRead, rowsGood, rowsRejected }) =>
        `  ${IMPORT_FILE_ROLE_LABELS[role]}${isAlone(run, role) ? "" : ` ${name}`}: ${formatNumber(rowsRead)} baris dibaca, ${formatNumber(rowsGood)} baik, ${formatNumber(rowsRejected)} ditolak.`,
    ),
    ...(run.summary ? [...describeSummary(run.summary), ...describeProblems(run.summary)] : []),
    ...(run.state === "ready" && run.kind !== "matching"
      ? ["Belum berlaku; tambahkan --publish untuk menerbitkannya."]
      : []),
  ];
}

function isAlone({ files }: ImportRunPage, role: ImportRunPage["files"][number]["role"]): boolean {
  return files.filter((file) => file.role === role).length === 1;
}

function describeSummary(summary: ImportSummary): string[] {
  switch (summary.kind) {
    case "dtsen":
      return describeDtsen(summary);
    case "dtks":
      return [
        `  ${formatNumber(summary.households)} keluarga${summary.matched ? `, ${formatNumber(summary.matched.found)} di antaranya ada di rilis yang berlaku` : ""}.`,
      ];
    case "recipients": {
      const { nomorKk, oldNomorKk, nik, ambiguousNik, newHousehold, none } = summary.matched;
      return [
        `  Ditemukan lewat No. KK ${formatNumber(nomorKk)}, No. KK lama ${formatNumber(oldNomorKk)}, NIK ${formatNumber(nik)}.`,
        `  Tidak ada di rilis yang berlaku ${formatNumber(newHousehold + none)}, NIK di dua keluarga ${formatNumber(ambiguousNik)}.`,
        ...(summary.totalsSkipped > 0
          ? [`  ${formatNumber(summary.totalsSkipped)} baris jumlah, rekap, atau penutup dilewati.`]
          : []),
      ];
    }
    case "dukcapil":
      return describeDukcapil(summary);
    case "desil":
      return describeDesilLines(summary.lines, "baris");
    case "bnba":
      return describeBnba(summary);
    case "matching":
    case "deaths":
      return [
        `  Padan ${formatNumber(summary.matched)}, mirip ${formatNumber(summary.similar)}, tidak padan ${formatNumber(summary.unmatched)}.`,
      ];
  }
}

function describeBnba({ rows, families, programs, lines }: BnbaSummary): string[] {
  return [
    `  ${formatNumber(rows)} orang, ${formatNumber(families)} keluarga.`,
    ...programs.map(
      ({ code, lines: recipients, matched: { newHousehold, ambiguousNik, none }, denied = 0 }) =>
        `  ${programShortName(code)}: ${formatNumber(recipients)} penerima, ${formatNumber(newHousehold)} keluarganya tidak ada di rilis yang berlaku, ${formatNumber(ambiguousNik + none)} tidak dapat dicatat; ${formatNumber(denied)} yang tercatat menerima disebut tidak menerima.`,
    ),
    ...describeDesilLines(lines, "keluarga"),
  ];
}

function describeDesilLines(lines: DesilSummary["lines"], unit: string): string[] {
  return DESIL_LINES.map(
    (line) => `  ${DESIL_LINE_LABELS[line]}: ${formatNumber(lines[line])} ${unit}.`,
  );
}

function describeDukcapil({ results, fates, inRelease }: DukcapilSummary): string[] {
  return [
    `  Padan ${formatNumber(results.matched)}, tidak padan ${formatNumber(results.unmatched)}, NIK tidak ditemukan ${formatNumber(results.notFound)}, ganda ${formatNumber(results.doubled)}, tidak aktif ${formatNumber(results.inactive)}, tidak dikenali ${formatNumber(results.unknown)}.`,
    `  Meninggal ${formatNumber(fates.deceased)}, pindah keluar ${formatNumber(fates.movedOut)}.`,
    ...(inRelease
      ? [`  NIK yang tidak ada di rilis yang berlaku ${formatNumber(inRelease.notFound)}.`]
      : []),
  ];
}

function describeDtsen({ previous, households, individuals, desil }: DtsenSummary): string[] {
  const lines = [
    `  ${formatNumber(households.total)} keluarga, ${formatNumber(individuals.total)} orang.`,
  ];
  if (!previous) return lines;
  return [
    ...lines,
    `  Dibanding ${previous.name}: keluarga baru ${formatNumber(households.added)}, hilang ${formatNumber(households.gone)}, berganti No. KK ${formatNumber(households.numberChanged)}.`,
    `  Desil naik ${formatNumber(desil.up)}, turun ${formatNumber(desil.down)}, tetap ${formatNumber(desil.same)}.`,
  ];
}

const PROBLEM_TEXTS = new Map(Object.entries(PROBLEMS).map(([code, { text }]) => [code, text]));

function describeProblems({ problems }: { problems: readonly ProblemCount[] }): string[] {
  return problems
    .toSorted((a, b) => b.count - a.count)
    .map(({ role, code, column, count }) => {
      const text = PROBLEM_TEXTS.get(code) ?? code;
      const where = column === null ? "" : ` (${COLUMN_LABELS[role][column] ?? column})`;
      return `  ${formatNumber(count)} × ${IMPORT_FILE_ROLE_LABELS[role].toLowerCase()}${where}: ${text}`;
    });
}

/** An import for a program that calls us; the shape is written down in docs/command-line.md. */
export function runAsJson(run: ImportRunPage) {
  return {
    runId: run.id,
    kind: run.kind,
    program: run.programCode,
    name: run.name,
    asOf: run.asOf?.toISOString().slice(0, 10) ?? null,
    state: run.state,
    releaseId: run.release?.id ?? null,
    files: run.files.map(({ name, archiveName, role, sha256, encoding, delimiter, ...counts }) => ({
      name,
      archiveName,
      role,
      sha256,
      encoding,
      delimiter,
      rowsRead: counts.rowsRead,
      rowsGood: counts.rowsGood,
      rowsRejected: counts.rowsRejected,
    })),
    summary: run.summary,
    failure: run.failure,
  };
}
