import { statfs } from "node:fs/promises";

/**
 * How the embedded PostgreSQL is set, for a machine of 4 to 24 GB on which web and worker run too.
 * Given on the command line at every start, so a change here reaches data directories that exist.
 * `npm run bench` measures both sides of every ratio under exactly these.
 */
// biome-ignore format: a table reads as a table
export const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",     // never on the network: a bigger site brings its own server
  unix_socket_directories: "",       // a socket path would have to be writable by the server's user
  max_connections: "60",             // web and worker pools of 10, the command line, and room

  shared_buffers: "512MB",           // an eighth of the smallest machine; the file cache does the rest
  effective_cache_size: "2GB",       // what the planner may expect to find cached
  work_mem: "32MB",                  // detection joins and sorts whole releases
  maintenance_work_mem: "512MB",     // indexes of 2.7 million people are built after each load
  autovacuum_work_mem: "128MB",

  wal_level: "minimal",              // no replica can follow this server, and a load into a new table
  max_wal_senders: "0",              //   is then synced as a file instead of being written twice
  max_wal_size: "4GB",               // a release loads without a checkpoint storm
  checkpoint_timeout: "15min",
  wal_compression: "off",            // packing a page takes ten times the update it is written for

  random_page_cost: "1.1",           // SSD
  effective_io_concurrency: "64",
  jit: "off",                        // compiling costs more than it saves on queries of milliseconds
  max_parallel_workers_per_gather: "2",
  max_parallel_maintenance_workers: "2",

  // A process that was killed must not go on working, and holding locks, in the database. Windows
  // has no way to notice and refuses the setting.
  client_connection_check_interval: process.platform === "win32" ? "0" : "5s",

  timezone: "UTC",
  log_timezone: "UTC",

  // Personal data stays out of the log: an error's text and DETAIL quote values, and so do
  // statements and parameters. What a statement did wrong is told to the client that sent it.
  log_min_messages: "log",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_statement: "none",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  log_checkpoints: "off",
  log_connections: "",
};

const SHARED_MEMORY_FOLDER = "/dev/shm";
const SHARED_MEMORY_BYTES_MIN = 1024 ** 3;

/**
 * Parallel queries put their hash tables in /dev/shm; a container often has 64 MB there, and a big
 * join would fail. Then they go to files in the data directory instead.
 */
export async function sharedMemorySettings(): Promise<Record<string, string>> {
  const folder = await statfs(SHARED_MEMORY_FOLDER).catch(() => undefined);
  if (!folder || folder.bavail * folder.bsize >= SHARED_MEMORY_BYTES_MIN) return {};
  return { dynamic_shared_memory_type: "mmap" };
}
