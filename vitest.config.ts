import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("./", import.meta.url));

// Far from UTC and from the office's own zone, so that a date which depends on the machine shows.
process.env.TZ = "Asia/Jayapura";

/** As the worker and the command line run: "server-only" is allowed, React is the server's. */
const serverConditions = ["react-server", "node", "module", "development|production"];

const alias = { "@/": root };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: {
          alias: {
            ...alias,
            // Outside a React server "server-only" throws; components are rendered here as a
            // browser would see them, so the server condition cannot be set.
            "server-only": `${root}node_modules/server-only/empty.js`,
          },
        },
        test: {
          name: "unit",
          include: ["{lib,components,app}/**/*.test.{ts,tsx}", "tests/architecture.test.ts"],
        },
      },
      {
        resolve: { alias },
        ssr: {
          resolve: {
            conditions: serverConditions,
            externalConditions: ["react-server", "node"],
          },
        },
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: "tests/support/test-server.ts",
          execArgv: ["--conditions=react-server"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
