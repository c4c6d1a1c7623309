import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  // Native code and drivers that must not be bundled.
  serverExternalPackages: ["@node-rs/argon2", "@prisma/adapter-pg", "pg", "pino"],
  // `npm test` checks the types of everything once; an office that starts need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // No files for coding tools written into the checkout.
  agentRules: false,
};

export default config;
