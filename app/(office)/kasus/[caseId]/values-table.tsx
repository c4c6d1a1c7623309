import type { ReactNode } from "react";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { DesilTag } from "@/components/households/desil-tag";
import { programShortName } from "@/components/households/program-tags";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import type { CaseFacts, FactsOf } from "@/lib/cases/evidence";
import { signWords } from "@/lib/cases/sentences";
import { formatDate, formatNumber } from "@/lib/shared/format";

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
    case "misplaced-low":
      return misplacedLowRows(facts);
    case "missing-in-dtsen":
      return missingRows(facts);
    case "unranked":
      return unrankedRows(facts);
  }
}

/** The rank in the release that closed the case. */
function closingDesil(
  closing: {
    readonly inRelease: boolean;
    readonly desil: number | null;
    readonly releaseName: string;
    readonly asOf: string;
  } | null,
): Row[] {
  if (closing === null) return [];
  const value = closing.inRelease ? desil(closing.desil) : "Tidak ada di rilis ini";
  return [{ what: "Desil saat selesai", source: release(closing), value }];
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
    ...closingDesil(closingEvidence),
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
    ...closingDesil(closingEvidence),
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

function misplacedLowRows({ evidence, closingEvidence }: FactsOf<"misplaced-low">): Row[] {
  return [
    ...previousDesil(evidence.previousDesil),
    { what: "Desil di DTSEN", source: release(evidence), value: desil(evidence.desil) },
    {
      what: "Tanda kemampuan",
      source: release(evidence),
      value: signList(evidence),
    },
    {
      what: "Batas pemeriksaan",
      source: evidence.legalBasis,
      value: `Desil 1–${evidence.desilMax}, listrik ${formatNumber(evidence.wattsMin)} watt atau lebih`,
    },
    ...closingDesil(closingEvidence),
    ...(closingEvidence?.inRelease
      ? [
          {
            what: "Tanda saat selesai",
            source: release(closingEvidence),
            value: closingEvidence.signs.length === 0 ? "Tidak ada" : signList(closingEvidence),
          },
        ]
      : []),
  ];
}

function signList({
  signs,
  powerCode,
}: Pick<FactsOf<"misplaced-low">["evidence"], "signs" | "powerCode">): ReactNode {
  return (
    <ul>
      {signs.map((sign) => {
        const words = signWords(sign, powerCode);
        return <li key={sign}>{words.charAt(0).toUpperCase() + words.slice(1)}</li>;
      })}
    </ul>
  );
}

function unrankedRows({ evidence, closingEvidence }: FactsOf<"unranked">): Row[] {
  return [
    ...previousDesil(evidence.previousDesil),
    {
      what: "Desil di DTSEN",
      source: release(evidence),
      value: evidence.written === null ? "Kosong" : `Tidak terbaca: “${evidence.written}”`,
    },
    ...closingDesil(closingEvidence),
  ];
}

function previousDesil(value: number | null): Row[] {
  return value === null
    ? []
    : [{ what: "Desil sebelumnya", source: "Rilis DTSEN sebelumnya", value: desil(value) }];
}
