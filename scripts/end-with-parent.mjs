/**
 * Loaded before web and worker. The channel to the supervisor closes when that process dies, also by
 * `kill -9`; a child that went on alone would hold the port and the database.
 */
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
