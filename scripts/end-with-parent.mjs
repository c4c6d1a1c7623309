/**
 * Loaded before web and worker. The channel to the supervisor closes when that process dies, also by
 * `kill -9`; a child that went on alone would hold the port and the database.
 *
 * Node hands `--import` on to what a process forks. The development server talks with its own fork
 * over a channel that must stay open, so a fork of a process that watches does not watch as well,
 * nor does the fork's own fork.
 */
const parentWatches = process.env.TEPAT_WATCHES_PARENT === String(process.ppid);
process.env.TEPAT_WATCHES_PARENT = String(process.pid);
if (!parentWatches) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel?.unref();
}
