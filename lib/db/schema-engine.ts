import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  type ColumnType,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { MigrationDirectory, MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import { Pool, type QueryArrayConfig } from "pg";
import { connectionOptions } from "./connection-options";

const PRISMA_FOLDER = fileURLToPath(new URL("../../prisma/", import.meta.url));
const SCHEMA_FOLDER = join(PRISMA_FOLDER, "schema");
const MIGRATIONS_FOLDER = join(PRISMA_FOLDER, "migrations");

let loading: Promise<void> | undefined;

/**
 * Runs Prisma's schema engine on one office of one database.
 *
 * The engine is the official one, compiled to WebAssembly and run in this process: the Prisma CLI
 * would download a program, which a closed network refuses.
 */
export async function withSchemaEngine<Result>(
  url: string,
  schema: string,
  use: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  loading ??= loadEngine();
  await loading;
  const files = await readSchemaFiles();
  const pool = disguiseCharColumns(new Pool(connectionOptions(url, schema)));
  try {
    const engine = await bindings.SchemaEngine.new(
      { datamodels: files.map(({ path, content }) => [path, content]) },
      () => {},
      bindMigrationAwareSqlAdapterFactory(new SchemaEngineAdapter(pool, schema)),
    );
    return await use(engine).finally(() => engine.free());
  } finally {
    // The engine keeps its advisory lock for as long as its connection lives.
    await pool.end();
  }
}

export async function readSchemaFiles(): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(SCHEMA_FOLDER)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = join(SCHEMA_FOLDER, name);
      return { path, content: await readFile(path, "utf8") };
    }),
  );
}

export async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(MIGRATIONS_FOLDER, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return {
    baseDir: MIGRATIONS_FOLDER,
    lockfile: {
      path: "./migration_lock.toml",
      content: await readFile(join(MIGRATIONS_FOLDER, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(names.sort().map(readMigration)),
  };
}

async function readMigration(name: string): Promise<MigrationDirectory> {
  const value = await readFile(join(MIGRATIONS_FOLDER, name, "migration.sql"), "utf8");
  return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok", value } } };
}

async function loadEngine(): Promise<void> {
  const program = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const binary = await readFile(join(dirname(program), "schema_engine_bg.wasm"));
  // The engine tells here why it panicked, just before it throws a bare "unreachable".
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(message: string) {
        throw new Error(`Prisma schema engine: ${message}`);
      },
    },
  });
  const { instance } = await WebAssembly.instantiate(binary, {
    "./schema_engine_bg.js": { ...bindings },
  });
  bindings.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start !== "function") throw new Error("Unknown build of the Prisma schema engine");
  start();
}

const CHAR_OID = 18;
const CHAR_ARRAY_OID = 1002;

/**
 * The adapter refuses a column of the catalogue's one-letter type "char", which the engine reads
 * from PostgreSQL 18. It does know arrays of that type, and the catalogue has none, so a single one
 * passes through it as an array and is put right behind it.
 */
function disguiseCharColumns(pool: Pool): Pool {
  const query = pool.query.bind(pool);
  return Object.assign(pool, {
    async query(config: QueryArrayConfig) {
      const result = await query(config);
      for (const field of result.fields) {
        if (field.dataTypeID === CHAR_OID) field.dataTypeID = CHAR_ARRAY_OID;
      }
      return result;
    },
  });
}

function withoutDisguise(type: ColumnType): ColumnType {
  return type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type;
}

/**
 * Prisma's PostgreSQL adapter with two gaps closed for the schema engine: a migration runs as one
 * script, and catalogue columns of type "char" can be read.
 */
class SchemaEngineAdapter implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = "postgres";
  readonly adapterName = "tepat-schema-engine";

  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
  ) {}

  async connect() {
    const { pool, schema } = this;
    const adapter = await new PrismaPg(pool, { schema }).connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const { columnTypes, ...result } = await queryRaw(query);
      return { ...result, columnTypes: columnTypes.map(withoutDisguise) };
    };
    // The adapter splits a script at every semicolon, also inside a function's body. Sent whole,
    // PostgreSQL runs it as one transaction: a migration that fails leaves nothing behind.
    adapter.executeScript = async (script) => {
      const client = await pool.connect();
      await client.query(script).finally(() => client.release());
    };
    return adapter;
  }

  async connectToShadowDb(): Promise<never> {
    throw new Error("No shadow database: migrations are written against a test database");
  }
}
