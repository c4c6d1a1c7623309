import { db } from "@/lib/db/client";
import { log } from "@/lib/log/log";

export const dynamic = "force-dynamic";

/** Whether people can be served: the database answers and the office's tables are there. */
export async function GET(): Promise<Response> {
  const ready = await databaseAnswers();
  const status = ready ? 200 : 503;
  return Response.json({ live: true, ready }, { status, headers: { "Cache-Control": "no-store" } });
}

async function databaseAnswers(): Promise<boolean> {
  try {
    await db().$queryRaw`SELECT FROM office LIMIT 1`;
    return true;
  } catch (err) {
    log().error({ err }, "database does not answer");
    return false;
  }
}
