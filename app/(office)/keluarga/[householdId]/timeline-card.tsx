import { Card } from "@/components/ui/card";
import { Timeline } from "@/components/ui/timeline";
import type { Role } from "@/lib/auth/types";
import type { TimeZone } from "@/lib/shared/format";
import type { FamilyView } from "./load-family";
import { timelineOf } from "./timeline-entries";

/** Everything that happened to the family, newest first. */
export function TimelineCard({
  family,
  role,
  timeZone,
}: {
  readonly family: FamilyView;
  /** The reader's: a link is shown to those who may follow it. */
  readonly role: Role;
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Riwayat">
      <Timeline entries={timelineOf(family, role, timeZone)} />
    </Card>
  );
}
