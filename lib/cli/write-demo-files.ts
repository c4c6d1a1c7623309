import { resolve } from "node:path";
import { DEMO_SEED, generateDemo } from "@/lib/demo/generator/generate-demo";
import { env } from "@/lib/env";
import { formatNumber } from "@/lib/shared/format";
import { CommandRefusal } from "./exit-code";
import { print } from "./print";

export interface DemoOptions {
  readonly families: number;
  readonly out: string;
  readonly seed?: number;
}

/** Writes the files of a made-up city and what is wrong in them. Needs no database. */
export async function writeDemoFiles({ families, out, seed }: DemoOptions): Promise<void> {
  const outDir = resolve(env().INIT_CWD ?? process.cwd(), out);
  const request = { families, seed: seed ?? DEMO_SEED, outDir };
  const { truth } = await generateDemo(request).catch((error: unknown) => {
    if (!(error instanceof RangeError)) throw error;
    throw new CommandRefusal(
      "too_few_families",
      `${formatNumber(families)} keluarga terlalu sedikit untuk memuat semua kesalahan contoh; beri misalnya --families 200.`,
    );
  });
  print(
    `${formatNumber(truth.counts.v3.families)} keluarga dan ${formatNumber(truth.counts.v3.members)} orang rekaan ditulis di ${outDir}; kesalahan yang ditanam ada di truth.json.`,
  );
}
