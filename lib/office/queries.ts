import "server-only";
import { cache } from "react";
import { z } from "zod";
import { type Db, db } from "@/lib/db/client";
import { type TimeZone, timeZoneOf } from "@/lib/shared/format";

const Row = z.object({
  kind: z.enum(["demo", "real"]),
  name: z.string(),
  regencyCode: z.string(),
  regencyName: z.string().nullable(),
  releaseId: z.number().int().nullable(),
  releaseName: z.string().nullable(),
  releaseAsOf: z.date().nullable(),
  publishedAt: z.date().nullable(),
});

/** The DTSEN release in force: the one that is published. */
export interface CurrentRelease {
  readonly id: number;
  readonly name: string;
  readonly asOf: Date;
  readonly publishedAt: Date;
}

/** What every page of an office stands on: what it is, its clock, and the release in force. */
export interface Office {
  readonly kind: "demo" | "real";
  readonly name: string;
  /** "Kota Malang", "Kabupaten Malang". */
  readonly regencyName: string;
  readonly timeZone: TimeZone;
  /** Null until the first release is published. */
  readonly release: CurrentRelease | null;
}

/** The office of this schema with its current release; null before it is set up. */
export async function findOffice(client: Db): Promise<Office | null> {
  const rows = await client.$queryRaw`
    SELECT office.kind::text,
           office.name,
           office.regency_code AS "regencyCode",
           area.name AS "regencyName",
           release.id AS "releaseId",
           release.name AS "releaseName",
           release.as_of AS "releaseAsOf",
           release.published_at AS "publishedAt"
      FROM office
 LEFT JOIN area ON area.code = office.regency_code
 LEFT JOIN release ON release.status = 'published'
  `;
  const [row] = z.array(Row).max(1).parse(rows);
  if (!row) return null;
  return {
    kind: row.kind,
    name: row.name,
    regencyName: row.regencyName ?? row.regencyCode,
    timeZone: timeZoneOf(row.regencyCode),
    release: releaseOf(row),
  };
}

function releaseOf({ releaseId, releaseName, releaseAsOf, publishedAt }: z.infer<typeof Row>) {
  if (releaseId === null || releaseName === null || releaseAsOf === null || publishedAt === null)
    return null;
  return { id: releaseId, name: releaseName, asOf: releaseAsOf, publishedAt };
}

/** The office as this request sees it: asked once, the same for every part of the page. */
export const findOfficeOfRequest = cache(() => findOffice(db()));

/** @throws Error before the office is set up: nobody can be signed in then. */
export async function getOfficeOfRequest(): Promise<Office> {
  const office = await findOfficeOfRequest();
  if (!office) throw new Error("The office has not been set up");
  return office;
}
