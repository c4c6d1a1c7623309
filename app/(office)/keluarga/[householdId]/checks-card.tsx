import Link from "next/link";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { StatusTag } from "@/components/ui/tag";
import { may } from "@/lib/auth/policy";
import type { Role } from "@/lib/auth/types";
import { GROUNDCHECK_RESULT_LABELS, GROUNDCHECK_STATE_LABELS } from "@/lib/groundchecks/labels";
import { PROPOSAL_KIND_LABELS, PROPOSAL_STATE_LABELS } from "@/lib/proposals/labels";
import { formatDay, type TimeZone } from "@/lib/shared/format";
import type { FamilyView } from "./load-family";

/** The visits of the family and what was proposed for it, each with how it stands; absent while there is none. */
export function ChecksCard({
  family: { groundchecks, proposals },
  role,
  timeZone,
}: {
  readonly family: FamilyView;
  readonly role: Role;
  readonly timeZone: TimeZone;
}) {
  if (groundchecks.length === 0 && proposals.length === 0) return null;
  return (
    <Card title="Groundcheck dan usulan">
      <ul className="-my-2 divide-y divide-line">
        {proposals.map(({ id, number, kind, state, since }) => (
          <Record
            key={id}
            href={`/usulan/${id}`}
            opens={may(role, "proposal.view")}
            name={`${PROPOSAL_KIND_LABELS[kind]} nomor ${number}`}
            tag={<StatusTag labels={PROPOSAL_STATE_LABELS} value={state} />}
          >
            Sejak {formatDay(since, timeZone)}
          </Record>
        ))}
        {groundchecks.map(({ id, state, result, companionName, assignedAt, verifiedAt }) => (
          <Record
            key={id}
            href={`/groundcheck/${id}`}
            opens={may(role, "groundcheck.view")}
            name={result ? `Groundcheck: ${GROUNDCHECK_RESULT_LABELS[result]}` : "Groundcheck"}
            tag={<StatusTag labels={GROUNDCHECK_STATE_LABELS} value={state} />}
          >
            {companionName} ·{" "}
            {verifiedAt
              ? `diverifikasi ${formatDay(verifiedAt, timeZone)}`
              : `ditugaskan ${formatDay(assignedAt, timeZone)}`}
          </Record>
        ))}
      </ul>
    </Card>
  );
}

function Record({
  href,
  opens,
  name,
  tag,
  children,
}: {
  readonly href: string;
  readonly opens: boolean;
  readonly name: string;
  readonly tag: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <li className="py-2 text-small">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        {opens ? (
          <Link
            href={href}
            prefetch={false}
            className="inline-flex min-h-11 items-center md:min-h-0"
          >
            {name}
          </Link>
        ) : (
          <span className="font-semibold">{name}</span>
        )}
        {tag}
      </div>
      <p className="text-caption text-muted">{children}</p>
    </li>
  );
}
