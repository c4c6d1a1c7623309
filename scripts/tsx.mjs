/** Runs one TypeScript file of the project: `node scripts/tsx.mjs FILE [ARGUMENT…]`. */
import {
  ensureGenerated,
  ensureInstalled,
  pinnedNode,
  run,
  runMain,
  typescript,
} from "./bootstrap.mjs";

const [file, ...args] = process.argv.slice(2);

await runMain(async () => {
  await ensureInstalled();
  await ensureGenerated();
  return run(pinnedNode, typescript(file, args));
});
