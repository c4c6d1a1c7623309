/** `npm start` and `npm run dev`: from a fresh clone to a running office. */
import { createServer } from "node:net";
import {
  ensureBuilt,
  ensureGenerated,
  ensureInstalled,
  pinnedNode,
  run,
  runMain,
  StartProblem,
  typescript,
} from "./bootstrap.mjs";

const development = process.argv.includes("--dev");
const host = process.env.HOST || "127.0.0.1";
const port = Number(process.env.PORT || 3000);

await runMain(async () => {
  // Before the minutes of a first install, and again after them.
  await requireFreePort();
  await ensureInstalled();
  await ensureGenerated();
  if (!development) await ensureBuilt();
  await requireFreePort();
  return run(pinnedNode, typescript("scripts/serve.ts"), {
    NODE_ENV: development ? "development" : "production",
  });
});

async function requireFreePort() {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartProblem("PORT harus berupa angka antara 1 dan 65535.");
  }
  const server = createServer();
  const code = await new Promise((resolve) => {
    server.once("error", (error) => resolve(error.code));
    server.listen(port, host, () => resolve(undefined));
  });
  if (code === undefined) return new Promise((resolve) => server.close(resolve));
  throw new StartProblem(explain(code));
}

function explain(code) {
  if (code === "EADDRINUSE") {
    return `Port ${port} sedang dipakai program lain; hentikan program itu, atau pilih port lain, misalnya PORT=${port + 1} npm start.`;
  }
  if (code === "EACCES") {
    return `Port ${port} tidak boleh dibuka oleh pengguna ini; pilih port di atas 1023.`;
  }
  return `Alamat ${host}:${port} tidak dapat dibuka (${code}); periksa HOST dan PORT.`;
}
