import Link from "next/link";
import { Card } from "@/components/ui/card";
import { SummaryList } from "@/components/ui/summary-list";
import { StatusTag } from "@/components/ui/tag";
import { caseName } from "@/lib/cases/case-name";
import { CASE_STATE_LABELS } from "@/lib/cases/labels";
import type { GroundcheckView } from "@/lib/groundchecks/find-groundcheck";
import { formatDay, type TimeZone } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";

/** Who visits whom, and which cases that settles. */
export function TaskCard({
  view,
  timeZone,
}: {
  readonly view: GroundcheckView;
  readonly timeZone: TimeZone;
}) {
  const { companionName, assignedAt, assignedByName, verifiedAt, verifiedByName, cases } = view;
  return (
    <>
      <Card title="Kunjungan">
        <SummaryList
          rows={[
            { term: "Pendamping", value: companionName },
            {
              term: "Ditugaskan",
              value: [formatDay(assignedAt, timeZone), assignedByName]
                .filter(Boolean)
                .join(" oleh "),
            },
            ...(verifiedAt
              ? [
                  {
                    term: "Diverifikasi",
                    value: [formatDay(verifiedAt, timeZone), verifiedByName]
                      .filter(Boolean)
                      .join(" oleh "),
                  },
                ]
              : []),
            {
              term: "No KK",
              value: view.nomorKkEnding && (
                <span className="tabular">{maskNumber(view.nomorKkEnding)}</span>
              ),
            },
            { term: "Alamat tercatat", value: view.address },
          ]}
        />
      </Card>
      <Card title="Kasus yang diperiksa">
        <ul>
          {cases.map(({ id, kind, programCode, state }) => (
            <li
              key={String(id)}
              className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-line border-b py-1.5 text-small last:border-0"
            >
              <Link
                href={`/kasus/${id}`}
                prefetch={false}
                className="inline-flex min-h-11 items-center md:min-h-6"
              >
                {caseName(kind, programCode)}
              </Link>
              <StatusTag labels={CASE_STATE_LABELS} value={state} />
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
