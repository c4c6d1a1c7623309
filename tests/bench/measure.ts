import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second of /proc figures; Linux has answered 100 on every machine for decades. */
const TICKS_PER_SECOND = 100;

export interface Sample {
  readonly wallSeconds: number;
  /** Node and PostgreSQL together: it holds on a noisy machine where wall time does not. */
  readonly cpuSeconds: number;
}

/** Runs `work` and says what it cost, counting this process and the server whose postmaster is `postmasterPid`. */
export async function measure(
  postmasterPid: number,
  work: () => Promise<unknown>,
): Promise<Sample> {
  const before = readClocks(postmasterPid);
  await work();
  const after = readClocks(postmasterPid);
  return {
    wallSeconds: after.wall - before.wall,
    cpuSeconds: after.node + after.server - before.node - before.server,
  };
}

/** Seconds so far: by the clock, of this process, and of the server whose postmaster is `postmasterPid`. */
export interface Clocks {
  readonly wall: number;
  readonly node: number;
  readonly server: number;
}

export function readClocks(postmasterPid: number): Clocks {
  return {
    wall: performance.now() / 1000,
    node: cpuSeconds(process.pid),
    server: serverCpuSeconds(postmasterPid),
  };
}

/** The middle value; of an even number of values the lower of the two, so it is one that was measured. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error("A median needs at least one value");
  return middle;
}

/** The value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error("A percentile needs at least one value");
  return value;
}

/** A server process that ended is counted by its parent (cutime, cstime), a living one by itself. */
function serverCpuSeconds(postmasterPid: number): number {
  const backends = readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => stat(pid)?.parent === postmasterPid);
  return (
    backends.reduce((sum, pid) => sum + cpuSeconds(pid), 0) +
    cpuSeconds(postmasterPid) +
    (stat(postmasterPid)?.endedChildrenTicks ?? 0) / TICKS_PER_SECOND
  );
}

function cpuSeconds(pid: number): number {
  return (stat(pid)?.ownTicks ?? 0) / TICKS_PER_SECOND;
}

function stat(pid: number) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in parentheses and may hold spaces.
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [parent = 0] = fields.slice(1);
    const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11);
    return { parent, ownTicks: utime + stime, endedChildrenTicks: cutime + cstime };
  } catch {
    return undefined;
  }
}
