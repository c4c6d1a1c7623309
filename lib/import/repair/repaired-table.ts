import "server-only";
import type { Db } from "@/lib/db/client";
import { invariant } from "@/lib/shared/invariant";
import { RECORD_GOOD, type RecordBlock } from "../csv/read-blocks";
import { scanFields } from "../csv/scan-fields";
import { joinRow } from "./row-line";

const BATCH = 1_000;

interface Repair {
  readonly lineNo: number;
  readonly fields: readonly string[];
}

/**
 * The blocks of a file with its repaired rows in place of the lines they were made from. Both come
 * in the order of the lines, so that one repair at a time is held.
 */
export async function* repairedBlocks(
  db: Db,
  { id, delimiter }: { readonly id: string; readonly delimiter: string },
  blocks: AsyncIterable<RecordBlock>,
): AsyncGenerator<RecordBlock> {
  const repairs = readRepairs(db, id);
  let next = await repairs.next();
  for await (const block of blocks) {
    const lines: { record: number; line: Buffer }[] = [];
    for (let record = 0; record < block.count && !next.done; record += 1) {
      const lineNo = block.lineNos[record] ?? 0;
      while (!next.done && next.value.lineNo < lineNo) next = await repairs.next();
      if (!next.done && next.value.lineNo === lineNo)
        lines.push({ record, line: Buffer.from(joinRow(next.value.fields, delimiter)) });
    }
    const { bytes } = block;
    if (lines.length > 0) putLines(block, lines, delimiter.charCodeAt(0));
    yield block;
    block.bytes = bytes;
  }
}

/** Puts lines behind the bytes of a block and lets their records begin there. */
function putLines(
  block: RecordBlock,
  lines: readonly { readonly record: number; readonly line: Buffer }[],
  delimiter: number,
): void {
  const { columnCount } = block;
  let from = block.bytes.length;
  block.bytes = Buffer.concat([block.bytes, ...lines.map(({ line }) => line)]);
  for (const { record, line } of lines) {
    const to = from + line.length;
    const at = record * columnCount;
    const found = scanFields(block.bytes, from, to, delimiter, columnCount, block, at);
    invariant(found === columnCount, "a repaired row has the columns of its file");
    block.state[record] = RECORD_GOOD;
    block.rawStarts[record] = from;
    block.rawEnds[record] = to;
    from = to;
  }
}

async function* readRepairs(db: Db, fileId: string): AsyncGenerator<Repair> {
  let after = 0;
  for (;;) {
    const rows = await db.importRepair.findMany({
      where: { fileId, lineNo: { gt: after } },
      orderBy: { lineNo: "asc" },
      take: BATCH,
      select: { lineNo: true, fields: true },
    });
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < BATCH || !last) return;
    after = last.lineNo;
  }
}
