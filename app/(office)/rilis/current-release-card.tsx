import { ChevronDown } from "lucide-react";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { SummaryList } from "@/components/ui/summary-list";
import { stepSentence } from "@/lib/import/labels";
import type { CurrentRelease } from "@/lib/import/list-releases";
import { formatDate, formatInstant, formatNumber, type TimeZone } from "@/lib/shared/format";
import { RefreshWhileBusy } from "./refresh-while-busy";
import { WithdrawForm } from "./withdraw-form";

/** The release in force, and the way to take it out of force. */
export function CurrentReleaseCard({
  release,
  timeZone,
}: {
  readonly release: CurrentRelease;
  readonly timeZone: TimeZone;
}) {
  const { name, asOf, householdCount, individualCount, publishedAt, run } = release;
  return (
    <Card title={`Rilis yang berlaku: ${name}`}>
      <SummaryList
        rows={[
          { term: "Keadaan", value: formatDate(asOf) },
          { term: "Terbit", value: publishedAt ? formatInstant(publishedAt, timeZone) : "–" },
          { term: "Keluarga", value: formatNumber(householdCount) },
          { term: "Orang", value: formatNumber(individualCount) },
        ]}
      />
      <div className="mt-4">
        {run.state === "withdrawing" ? (
          <Withdrawing name={name} />
        ) : (
          <Withdrawal release={release} />
        )}
      </div>
    </Card>
  );
}

function Withdrawing({ name }: { readonly name: string }) {
  return (
    <Notice title={`Rilis ${name} sedang ditarik`} live>
      <p>Kasus sedang dicari ulang. Halaman ini diperbarui sendiri sampai selesai.</p>
      <RefreshWhileBusy />
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
    </Notice>
  );
}

function Withdrawal({ release }: { readonly release: CurrentRelease }) {
  const { name, run, failure, earlier, facts, mayWithdraw } = release;
  const refused = (["earlierReleaseExists", "nothingIsPublished"] as const).find(
    (guard) => !facts[guard],
  );
  return (
    <>
      {failure && (
        <Notice tone="negative" title="Penarikan tidak jadi">
          <p>{failure}</p>
        </Notice>
      )}
      {!mayWithdraw && refused && (
        <p className="text-small text-muted">
          {stepSentence({ code: "guard_failed", guard: refused })}
        </p>
      )}
      {mayWithdraw && earlier && (
        <details className="group">
          <summary className="inline-flex min-h-11 items-center gap-1 text-link underline md:min-h-8">
            <ChevronDown aria-hidden className="size-4 group-open:rotate-180" />
            Tarik rilis ini
          </summary>
          <div className="mt-3 grid max-w-prose gap-4">
            <Consequences release={release} />
            <WithdrawForm runId={run.id} version={run.version} releaseName={name} />
          </div>
        </details>
      )}
    </>
  );
}

/** What is undone and what stays, in counts. */
function Consequences({ release }: { readonly release: CurrentRelease }) {
  const { name, earlier, effects } = release;
  if (!earlier) return null;
  return (
    <Notice tone="warning" title={`${earlier.name} akan berlaku lagi`}>
      <ul className="list-disc pl-5">
        <li>
          Yang terbaca kembali: {formatNumber(earlier.householdCount)} keluarga dan{" "}
          {formatNumber(earlier.individualCount)} orang, keadaan {formatDate(earlier.asOf)}.
        </li>
        <li>
          Kasus dicari ulang. Sejak {name} terbit, {formatNumber(effects.opened)} kasus dibuka dan{" "}
          {formatNumber(effects.closed)} selesai oleh data baru; yang hanya karena rilis ini
          dikembalikan seperti sebelumnya.
        </li>
        <li>
          {formatNumber(effects.suspended)} bantuan ditangguhkan sejak itu; yang hanya karena rilis
          ini dilanjutkan lagi.
        </li>
        <li>
          {formatNumber(effects.humanSteps)} langkah petugas pada kasus tetap tersimpan, begitu pula
          kunjungan, usulan, dan keputusan bantuan.
        </li>
        <li>Sesudahnya berkas yang sama atau yang sudah diperbaiki dapat diimpor lagi.</li>
      </ul>
    </Notice>
  );
}
