import Link from "next/link";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import { StatusTag } from "@/components/ui/tag";
import { may } from "@/lib/auth/policy";
import type { Role } from "@/lib/auth/types";
import { CASE_STATE_LABELS } from "@/lib/cases/labels";
import { CASE_STATES } from "@/lib/cases/workflow";
import type { SuspensionView } from "@/lib/programs/find-suspension";
import type { Standing } from "@/lib/programs/suspension";
import type { TimeZone } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";
import { isWaiting, StandingLine } from "../standing-line";

/** What somebody has to know before deciding: why it is held, what was found since, and where that stands. */
export function SuspensionFacts({
  found,
  standing,
  role,
  timeZone,
}: {
  readonly found: SuspensionView;
  readonly standing: Standing;
  readonly role: Role;
  readonly timeZone: TimeZone;
}) {
  const { programName, recipientName, nomorKkEnding } = found;
  const rows: SummaryRow[] = [
    { term: "Program", value: programName },
    ...(recipientName === null ? [] : [{ term: "Penerima", value: recipientName }]),
    { term: "No KK", value: nomorKkEnding === null ? null : maskNumber(nomorKkEnding) },
    {
      term: "Ditahan karena",
      value: causeOf(found),
    },
    {
      term: isWaiting(standing) ? "Menunggu" : "Yang diketahui sekarang",
      value: <StandingLine standing={standing} timeZone={timeZone} />,
    },
    ...desilNow(found),
    ...visitRows(found, role),
    ...caseRows(found),
  ];
  return (
    <Card title={found.state === "suspended" ? "Sebelum memutuskan" : "Yang mendasari keputusan"}>
      <SummaryList rows={rows} />
    </Card>
  );
}

/** The rank and the rule's limit, with the decree that says so. */
function causeOf({ desil, limit, legalBasis, ruleVersion }: SuspensionView): ReactNode {
  if (desil === null || limit === null) return null;
  return (
    <>
      Desil {desil}, batas program desil {limit}
      {legalBasis !== null && (
        <span className="block text-caption text-muted">
          {legalBasis}
          {ruleVersion !== null && `, versi aturan ${ruleVersion}`}
        </span>
      )}
    </>
  );
}

/** The rank that closed the case, beside the limit of its day. */
function desilNow({ closing }: SuspensionView): SummaryRow[] {
  if (!closing?.inRelease || closing.desil === null || closing.limit === null) return [];
  return [
    {
      term: "Desil sekarang",
      value: `Desil ${closing.desil}, batas program desil ${closing.limit}`,
    },
  ];
}

function visitRows({ visit }: SuspensionView, role: Role): SummaryRow[] {
  if (!visit || !may(role, "groundcheck.view")) return [];
  return [
    {
      term: "Groundcheck",
      value: (
        <Link href={`/groundcheck/${visit.id}`} prefetch={false}>
          Lihat hasil kunjungan
        </Link>
      ),
    },
  ];
}

function caseRows({ caseId, caseState }: SuspensionView): SummaryRow[] {
  const state = CASE_STATES.find((known) => known === caseState);
  if (caseId === null || state === undefined) return [];
  return [
    {
      term: "Kasus",
      value: (
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link href={`/kasus/${caseId}`} prefetch={false}>
            Buka kasus keluarga ini
          </Link>
          <StatusTag labels={CASE_STATE_LABELS} value={state} />
        </span>
      ),
    },
  ];
}
