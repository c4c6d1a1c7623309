/** `npm run bench [-- import | growth | second | pages | meanwhile | submit | xlsx | match | city [--families 900000]]`: measures, prints, and rewrites the tables of docs/performance.md. */
import { parseArgs } from "node:util";
import { benchCity } from "./city";
import { benchGrowth } from "./growth";
import { benchImport } from "./import";
import { benchMatch } from "./match";
import { benchMeanwhile } from "./meanwhile";
import { benchPages } from "./pages";
import { benchSecond } from "./second";
import { benchSubmit } from "./submit";
import { benchXlsx } from "./xlsx";

const { values, positionals: asked } = parseArgs({
  options: { families: { type: "string" } },
  allowPositionals: true,
});

const families = values.families === undefined ? undefined : Number(values.families);

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  import: () => benchImport(families),
  growth: () => benchGrowth(families),
  second: benchSecond,
  pages: benchPages,
  meanwhile: benchMeanwhile,
  submit: benchSubmit,
  xlsx: benchXlsx,
  match: () => benchMatch(families),
  city: () => benchCity(families),
};

const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(", ")}. Known: ${Object.keys(BENCHES).join(", ")}.`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length === 0 || asked.includes(name)) await bench();
}
