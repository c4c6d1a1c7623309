import Link from "next/link";
import type { Dashboard } from "@/lib/insights/dashboard";
import { addUp, openOf } from "@/lib/insights/funnel";
import { formatNumber } from "@/lib/shared/format";
import { householdListAddress } from "../keluarga/address";
import { desilChoices } from "./desil-choices";
import type { Sources } from "./sources";

export interface Headline {
  readonly href: string;
  readonly name: string;
  readonly value: number;
  readonly remark: string;
  readonly source: string;
}

/** The four figures that a head of office is asked for, each with its list and the age of its data. */
export function headlinesOf(dashboard: Dashboard, sources: Sources): Headline[] {
  const { desil, desilLimit, funnel, suspended, places } = dashboard;
  const within = desil.filter((one) => one.desil !== null && one.desil <= desilLimit);
  const all = sum(desil.map(({ households }) => households));
  const people = sum(desil.map(({ individuals }) => individuals));
  const stages = addUp(funnel.map((group) => group.stages));
  const held = sum(suspended.map(({ count }) => count));
  const toDecide = sum(
    suspended.filter(({ waitsFor }) => waitsFor === "keputusan").map(({ count }) => count),
  );
  const visits = places.map((place) => place.visits);
  return [
    {
      href: householdListAddress({ desil: desilChoices(desilLimit) }),
      name: `Keluarga desil 1–${desilLimit}`,
      value: sum(within.map(({ households }) => households)),
      remark: `dari ${formatNumber(all)} keluarga, ${formatNumber(people)} jiwa`,
      source: sources.release,
    },
    {
      href: "/kasus",
      name: "Kasus terbuka",
      value: openOf(stages),
      remark: `${formatNumber(stages.selesai)} sudah selesai`,
      source: sources.cases,
    },
    {
      href: "/penangguhan",
      name: "Penangguhan perlu diputus",
      value: toDecide,
      remark: `dari ${formatNumber(held)} bantuan yang ditangguhkan`,
      source: sources.now,
    },
    {
      href: "/groundcheck?tab=berjalan",
      name: "Kunjungan berjalan",
      value: sum(visits.map(({ berjalan }) => berjalan)),
      remark: `${formatNumber(dashboard.waitingFamilies)} keluarga belum ditugaskan`,
      source: sources.now,
    },
  ];
}

export function HeadlineFigures({ headlines }: { readonly headlines: readonly Headline[] }) {
  return (
    <ul className="mb-5 grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      {headlines.map(({ href, name, value, remark, source }) => (
        <li key={name} className="rounded border border-line bg-surface px-4 py-3">
          <Link href={href} prefetch={false} className="font-semibold">
            {name}
            <span className="tabular mt-0.5 block text-title font-bold text-text no-underline">
              {formatNumber(value)}
            </span>
          </Link>
          <p className="text-small">{remark}</p>
          <p className="mt-1 text-caption text-muted">{source}</p>
        </li>
      ))}
    </ul>
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
