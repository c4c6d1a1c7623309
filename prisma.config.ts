import { defineConfig } from "prisma/config";

/**
 * For `prisma generate` and, on a site with its own server, `prisma migrate deploy`. The application
 * itself migrates through lib/db/migrate.ts, which writes the same history.
 */
export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
