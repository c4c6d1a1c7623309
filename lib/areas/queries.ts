import "server-only";
import { cache } from "react";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import { type Db, db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

const Row = z.object({
  id: z.number().int(),
  code: z.string(),
  name: z.string(),
  kecamatanCode: z.string(),
  kecamatanName: z.string(),
});

export interface KelurahanInScope {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

/** A kecamatan with those of its kelurahan that the actor works in. */
export interface KecamatanInScope {
  readonly code: string;
  readonly name: string;
  readonly kelurahan: readonly KelurahanInScope[];
}

/** The kecamatan and kelurahan of an actor's area, by name: what filters may offer. */
export async function listAreasInScope(client: Db, actor: Actor): Promise<KecamatanInScope[]> {
  const rows = await client.$queryRaw`
    SELECT area.id,
           area.code,
           area.name,
           kecamatan.code AS "kecamatanCode",
           kecamatan.name AS "kecamatanName"
      FROM area
      JOIN area AS kecamatan ON kecamatan.id = area.parent_id
     WHERE area.level = 'kelurahan'
       AND ${scope(actor, Prisma.sql`area.id`)}
  ORDER BY kecamatan.name, area.name, area.code
  `;
  const kecamatan = new Map<
    string,
    { code: string; name: string; kelurahan: KelurahanInScope[] }
  >();
  for (const { kecamatanCode, kecamatanName, ...kelurahan } of z.array(Row).parse(rows)) {
    const known = kecamatan.get(kecamatanCode);
    if (known) known.kelurahan.push(kelurahan);
    else
      kecamatan.set(kecamatanCode, {
        code: kecamatanCode,
        name: kecamatanName,
        kelurahan: [kelurahan],
      });
  }
  return [...kecamatan.values()];
}

/** The same, asked once a request: the shell names the area and the filters offer it. */
export const areasInScopeOfRequest = cache((actor: Actor) => listAreasInScope(db(), actor));
