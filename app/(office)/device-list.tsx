"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SubmitButton } from "@/components/forms/submit-button";
import { Notice } from "@/components/ui/notice";
import { Tag } from "@/components/ui/tag";
import { type ActionState, errorsOf, IDLE } from "@/lib/actions/action-state";
import { formatNumber } from "@/lib/shared/format";
import type { EndedSessions } from "@/lib/users/end-sessions";

export interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly since: string;
  readonly lastSeen: string;
  /** The device that shows this page. */
  readonly own: boolean;
}

type EndAction = (
  previous: ActionState<EndedSessions>,
  form: FormData,
) => Promise<ActionState<EndedSessions>>;

/** Where a person is signed in, with a button to sign out one device or all that can be. */
export function DeviceList({
  devices,
  userId,
  endOne,
  endAll,
  allText,
  emptyText,
}: {
  readonly devices: readonly DeviceRow[];
  /** Whose devices; left out where they are one's own. */
  readonly userId?: string;
  readonly endOne: EndAction;
  readonly endAll: EndAction;
  readonly allText: string;
  readonly emptyText: string;
}) {
  const [oneState, sendOne] = useActionState(endOne, IDLE);
  const [allState, sendAll] = useActionState(endAll, IDLE);
  const others = devices.filter(({ own }) => !own);
  const whose = userId !== undefined && <input type="hidden" name="userId" value={userId} />;
  return (
    <div className="px-4 py-4">
      <Ended state={oneState} />
      <Ended state={allState} />
      <ErrorSummary errors={[...errorsOf(oneState), ...errorsOf(allState)]} />
      {devices.length === 0 && <p className="text-muted">{emptyText}</p>}
      <ul>
        {devices.map((device) => (
          <li
            key={device.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-3 first:pt-0 last:border-0 last:pb-0"
          >
            <div className="min-w-0">
              <p className="font-semibold">
                {device.name} {device.own && <Tag tone="info">Perangkat ini</Tag>}
              </p>
              <p className="tabular text-muted text-small">
                Masuk {device.since}
                <span className="block">Terakhir dipakai {device.lastSeen}</span>
              </p>
            </div>
            {!device.own && (
              <form action={sendOne}>
                {whose}
                <input type="hidden" name="sessionId" value={device.id} />
                <SubmitButton variant="secondary" pendingText="Mengeluarkan …">
                  Keluarkan<span className="sr-only"> {device.name}</span>
                </SubmitButton>
              </form>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <form action={sendAll} className="mt-4 border-line border-t pt-4">
          {whose}
          <SubmitButton variant="danger" pendingText="Mengeluarkan …">
            {allText}
          </SubmitButton>
        </form>
      )}
    </div>
  );
}

function Ended({ state }: { readonly state: ActionState<EndedSessions> }) {
  if (state.status !== "ok") return null;
  return (
    <Notice tone="positive" title={`${formatNumber(state.value.ended)} perangkat dikeluarkan`} live>
      Perangkat itu harus masuk lagi dengan kata sandi.
    </Notice>
  );
}
