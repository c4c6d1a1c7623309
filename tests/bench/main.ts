/** `npm run bench [-- import | pages | submit | xlsx]`: measures, prints, and rewrites the tables of docs/performance.md. */
import { benchImport } from "./import";
import { benchPages } from "./pages";
import { benchSubmit } from "./submit";
import { benchXlsx } from "./xlsx";

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  import: benchImport,
  pages: benchPages,
  submit: benchSubmit,
  xlsx: benchXlsx,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(", ")}. Known: ${Object.keys(BENCHES).join(", ")}.`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length === 0 || asked.includes(name)) await bench();
}
