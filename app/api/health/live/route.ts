export const dynamic = "force-dynamic";

/** The process answers; says nothing about the database, so that a watcher does not kill us for its sake. */
export function GET(): Response {
  return Response.json({ live: true }, { headers: { "Cache-Control": "no-store" } });
}
