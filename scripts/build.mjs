/** `npm run build`: what `npm start` does before it serves. */
import { ensureBuilt, ensureGenerated, ensureInstalled, runMain } from "./bootstrap.mjs";

await runMain(async () => {
  await ensureInstalled();
  await ensureGenerated();
  await ensureBuilt();
  return 0;
});
