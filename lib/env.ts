import { isAbsolute, resolve } from "node:path";
import { z } from "zod";
import { OperatorProblem } from "@/lib/shared/operator-problem";

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: "harus berupa alamat postgresql://pengguna:sandi@server:5432/basisdata",
});

/** An empty variable means the same as none: shells and service files cannot always leave one out. */
const Environment = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: postgresUrl.optional(),
  TEPAT_APP_DATABASE_URL: postgresUrl.optional(),
  TEPAT_SCHEMA: z
    .string()
    .regex(/^(?!pg_)[a-z_][a-z0-9_]{0,49}$/, "hanya huruf kecil, angka, dan garis bawah")
    .default("tepat"),
  TEPAT_DATA_DIR: z
    .string()
    .default(".data")
    .transform((path) => (isAbsolute(path) ? path : resolve(path))),
  PORT: z.coerce.number("harus angka").int().min(0).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  /** Largest file that is taken in through the browser. */
  TEPAT_UPLOAD_MAX_MB: z.coerce.number("harus angka").int().min(1).default(2048),
  /** The most that one archive may become when it is unpacked; a release of a large regency is 2 GB. */
  TEPAT_UNPACKED_MAX_MB: z.coerce.number("harus angka").int().min(1).default(16_384),
  /** The most that one person may have begun to send and not finished. */
  TEPAT_UPLOAD_QUOTA_MB: z.coerce.number("harus angka").int().min(1).default(8192),
  TEPAT_URL: z.url().refine(isSafeAddress, "harus https, kecuali untuk localhost").optional(),
  TEPAT_LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info"),
  /** Where npm was called from; npm runs scripts in the project folder. */
  INIT_CWD: z.string().optional(),
  NEXTAUTH_SECRET: z.string().min(32, "paling sedikit 32 karakter").optional(),
});

export type Environment = z.infer<typeof Environment>;

let parsed: Environment | undefined;

/**
 * The settings of this process, read on first use so that importing a module never fails a build.
 *
 * @throws OperatorProblem that names the variable, never its value
 */
export function env(): Environment {
  parsed ??= parseEnvironment(process.env);
  return parsed;
}

export function parseEnvironment(source: NodeJS.ProcessEnv): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = Environment.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new OperatorProblem(`Pengaturan ${issue?.path.join(".")} tidak benar: ${issue?.message}.`);
}

/** next-auth takes its own address from a variable alone; set by us, so that it never reads the Host header. */
export function setNextAuthUrl(url: string): void {
  process.env.NEXTAUTH_URL = url;
}

/**
 * The environment for a PostgreSQL program: libpq and the server read PG* variables, and one that
 * is set for another database on this machine must not steer ours.
 */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(inherited), NODE_ENV: env().NODE_ENV, LC_ALL: "C" };
}

/** Camera, position, service worker and `__Host-` cookies work on https and on localhost only. */
function isSafeAddress(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && LOCAL_HOSTS.has(hostname));
}
