import { Card } from "@/components/ui/card";
import { Timeline } from "@/components/ui/timeline";
import type { TimeZone } from "@/lib/shared/format";
import type { FamilyView } from "./load-family";
import { timelineOf } from "./timeline-entries";

/** Everything that happened to the family, newest first. */
export function TimelineCard({
  family,
  timeZone,
}: {
  readonly family: FamilyView;
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Riwayat">
      <Timeline entries={timelineOf(family, timeZone)} />
    </Card>
  );
}
