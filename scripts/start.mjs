/** `npm start` and `npm run dev`: from a fresh clone to a running office. */
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
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

/** A start that was killed a moment ago is still letting go. */
const PORT_PATIENCE_MS = 3000;
const PORT_POLL_MS = 100;

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
  const deadline = Date.now() + PORT_PATIENCE_MS;
  for (;;) {
    const code = await tryPort();
    if (code === undefined) return;
    if (code !== "EADDRINUSE" || Date.now() > deadline) throw new StartProblem(explain(code));
    await sleep(PORT_POLL_MS);
  }
}

/** Listens for a moment; returns why it could not. */
async function tryPort() {
  const server = createServer();
  const code = await new Promise((resolve) => {
    server.once("error", (error) => resolve(error.code));
    server.listen(port, host, () => resolve(undefined));
  });
  await new Promise((resolve) => server.close(resolve));
  return code;
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
