import { pino } from "pino";
import { z } from "zod";
import type { WorkContext } from "@/lib/jobs/work-context";
import { type Clocks, readClocks } from "./measure";
import { table } from "./report";

const StageLine = z.object({ phase: z.string(), msg: z.literal("import stage") });

interface StageCost {
  readonly name: string;
  readonly wall: number;
  readonly node: number;
  readonly server: number;
}

/** Follows where an import's seconds go, by the stages that it writes into its log. */
interface StageClock {
  readonly log: WorkContext["log"];
  /** What each stage since the last call cost; receiving the files comes before the first. */
  take(): StageCost[];
}

export function startStageClock(postmasterPid: number): StageClock {
  let begun = [{ name: "receiving", clocks: readClocks(postmasterPid) }];
  const write = (line: string) => {
    const stage = StageLine.safeParse(JSON.parse(line));
    if (stage.success) begun.push({ name: stage.data.phase, clocks: readClocks(postmasterPid) });
  };
  return {
    log: pino({ level: "debug" }, { write }),
    take() {
      const end = readClocks(postmasterPid);
      const costs = begun.map(({ name, clocks }, index) =>
        costBetween(name, clocks, begun[index + 1]?.clocks ?? end),
      );
      begun = [{ name: "receiving", clocks: readClocks(postmasterPid) }];
      return costs;
    },
  };
}

function costBetween(name: string, from: Clocks, to: Clocks): StageCost {
  return {
    name,
    wall: to.wall - from.wall,
    node: to.node - from.node,
    server: to.server - from.server,
  };
}

/** The stages as a table of Markdown. */
export function stageTable(costs: readonly StageCost[]): string {
  return table(
    ["stage", "wall s", "CPU s Node", "CPU s PostgreSQL"],
    costs.map(({ name, wall, node, server }) => [
      name.replaceAll("_", " "),
      wall.toFixed(2),
      node.toFixed(2),
      server.toFixed(2),
    ]),
  );
}
