import type { ReactNode } from "react";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { DesilTag } from "@/components/households/desil-tag";
import { programShortName } from "@/components/households/program-tags";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import type { CaseFacts, FactsOf } from "@/lib/cases/evidence";
import { formatDate } from "@/lib/shared/format";

interface Row {
  readonly what: string;
  readonly source: string;
  readonly value: ReactNode;
}

const column = columnsOf<Row>();

const COLUMNS = column.columns([
  column.accessor("what", { header: "Nilai" }),
  column.accessor("value", { header: "Isi", cell: ({ getValue }) => getValue() }),
  column.accessor("source", { header: "Sumber" }),
]);

/** The values that made the case, old above new, each with the list or rule that it comes from. */
export function ValuesTable({ facts }: { readonly facts: CaseFacts }) {
  return (
    <Card title="Nilai yang membuat kasus ini" flush>
      <DataTable
        caption="Nilai yang membuat kasus ini, dengan sumbernya"
        captionHidden
        columns={COLUMNS}
        rows={rowsOf(facts)}
        rowKey={({ what, source }) => `${what} ${source}`}
      />
    </Card>
  );
}

function rowsOf(facts: CaseFacts): Row[] {
  switch (facts.kind) {
    case "over-limit":
      return overLimitRows(facts);
    case "misplaced-high":
      return misplacedHighRows(facts);
    case "missing-in-dtsen":
      return missingRows(facts);
  }
}

function release({ releaseName, asOf }: { releaseName: string; asOf: string }): string {
  return `DTSEN ${releaseName}, keadaan ${day(asOf)}`;
}

function day(asOf: string): string {
  return formatDate(new Date(asOf));
}

function desil(value: number | null): ReactNode {
  return <DesilTag desil={value} caption />;
}

function overLimitRows({ evidence, closingEvidence }: FactsOf<"over-limit">): Row[] {
  const name = programShortName(evidence.program);
  return [
    {
      what: "Desil sebelumnya",
      source: "Rilis DTSEN sebelumnya",
      value: evidence.previousDesil === null ? <Nothing /> : desil(evidence.previousDesil),
    },
    { what: "Desil yang membuka kasus", source: release(evidence), value: desil(evidence.desil) },
    {
      what: `Batas ${name}`,
      source: `${evidence.legalBasis}, versi aturan ${evidence.ruleVersion}`,
      value: `Sampai desil ${evidence.limit}`,
    },
    {
      what: `Penerima ${name}`,
      source: "Daftar penerima",
      value: `${evidence.recipients} ${evidence.recipients === 1 ? "penerima" : "anggota"}`,
    },
    ...(closingEvidence
      ? [
          {
            what: "Desil saat selesai",
            source: release(closingEvidence),
            value: closingEvidence.inRelease
              ? desil(closingEvidence.desil)
              : "Tidak ada di rilis ini",
          },
        ]
      : []),
  ];
}

function misplacedHighRows({ evidence, closingEvidence }: FactsOf<"misplaced-high">): Row[] {
  return [
    {
      what: "Desil di DTKS lama",
      source: `${evidence.dtksListName}, keadaan ${day(evidence.dtksAsOf)}`,
      value: desil(evidence.dtksDesil),
    },
    { what: "Desil di DTSEN", source: release(evidence), value: desil(evidence.desil) },
    {
      what: "Batas pemeriksaan",
      source: evidence.legalBasis,
      value: `Dahulu desil 1–${evidence.dtksDesilMax}, sekarang desil ${evidence.desilMin} atau lebih`,
    },
    ...(closingEvidence
      ? [
          {
            what: "Desil saat selesai",
            source: release(closingEvidence),
            value: closingEvidence.inRelease
              ? desil(closingEvidence.desil)
              : "Tidak ada di rilis ini",
          },
        ]
      : []),
  ];
}

function missingRows({ evidence }: FactsOf<"missing-in-dtsen">): Row[] {
  const { dtksListName, dtksAsOf, dtksDesil, programNames } = evidence;
  return [
    ...(dtksListName !== null && dtksAsOf !== null
      ? [
          {
            what: "Desil di DTKS lama",
            source: `${dtksListName}, keadaan ${day(dtksAsOf)}`,
            value: desil(dtksDesil),
          },
        ]
      : []),
    ...(programNames.length > 0
      ? [
          {
            what: "Bantuan yang diterima",
            source: "Daftar penerima",
            value: programNames.join(", "),
          },
        ]
      : []),
    ...(evidence.lastReleaseName !== null
      ? [
          {
            what: "Terakhir di DTSEN",
            source: `DTSEN ${evidence.lastReleaseName}`,
            value: desil(evidence.lastDesil),
          },
        ]
      : []),
    { what: "DTSEN sekarang", source: release(evidence), value: "Tidak ditemukan" },
    {
      what: "Orang yang tercatat",
      source: "Semua daftar di atas",
      value: `${evidence.memberCount} orang`,
    },
  ];
}
