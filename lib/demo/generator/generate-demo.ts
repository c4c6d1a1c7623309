import { mkdir, writeFile } from "node:fs/promises";
import { AS_OF } from "./calendar";
import { createDemoFiles, type DemoPaths, demoPaths } from "./demo-files";
import { createNumberIssuer } from "./identity-numbers";
import { loadPlaces, type Places } from "./places";
import { drawPlan, SCENARIOS } from "./plan";
import { createRandom } from "./random";
import { STORIES } from "./stories";
import type { Story } from "./story";
import { type DemoTruth, emptyTruth, recordPlanted, type TruthLists } from "./truth";

export const DEMO_FAMILIES = 5_000;
export const DEMO_SEED = 3573;

/** The streams of chance below those of the stories, which are numbered from here on. */
const STREAM = { places: 0, plan: 1, firstStory: 2 } as const;

export type DemoRequest = {
  readonly families: number;
  readonly seed: number;
  readonly outDir: string;
};

export type DemoFiles = { readonly paths: DemoPaths; readonly truth: DemoTruth };

/**
 * Writes the files of a made-up city in the formats that offices receive, with what is wrong in
 * them in `truth.json`. The same request writes the same bytes on every machine, and the memory it
 * takes hardly grows with the number of families.
 */
export async function generateDemo(request: DemoRequest): Promise<DemoFiles> {
  const { families, seed, outDir } = request;
  const plan = drawPlan(createRandom(seed, STREAM.plan), families);
  await mkdir(outDir, { recursive: true });
  const places = await loadPlaces(createRandom(seed, STREAM.places));
  const paths = demoPaths(outDir, places.regencyCode);
  const files = await createDemoFiles(paths, places, Math.min(400, Math.floor(families / 5)));
  const lists = emptyTruth();
  try {
    for (const story of tellStories(places, plan, seed)) {
      for (const family of story.families) files.append(family);
      for (const planted of story.planted) recordPlanted(lists, planted);
      await files.drain();
    }
  } finally {
    await files.close();
  }

  const truth: DemoTruth = {
    seed: String(seed),
    families,
    regency: places.regencyCode,
    asOf: AS_OF,
    counts: { ...files.counts(), ...countSubjects(lists) },
    brokenLines: files.brokenLines,
    truth: lists,
  };
  await writeFile(paths.truth, `${JSON.stringify(truth, null, 1)}\n`);
  return { paths, truth };
}

function* tellStories(places: Places, plan: Uint8Array, seed: number): Generator<Story> {
  const numbers = createNumberIssuer();
  const tellings = new Map<number, number>();
  for (const [index, scenarioIndex] of plan.entries()) {
    const scenario = SCENARIOS[scenarioIndex];
    if (!scenario) throw new RangeError("The plan names a scenario that is not there.");
    const ordinal = tellings.get(scenarioIndex) ?? 0;
    tellings.set(scenarioIndex, ordinal + 1);
    const random = createRandom(seed, STREAM.firstStory + index);
    yield STORIES[scenario.story]({ random, places, numbers, ordinal }, scenario);
  }
}

function countSubjects(lists: TruthLists): Record<`truth:${string}`, number> {
  return Object.fromEntries(
    Object.entries(lists).map(([kind, subjects]) => [`truth:${kind}`, subjects.length]),
  );
}
