import { randomBytes } from "node:crypto";
import {
  type FileHandle,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  statfs,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { z } from "zod";
import { DatabaseProblem } from "./database-problem";
import { type FileLock, tryLock, waitForLock } from "./embedded-lock";
import { findPrograms, giveToServer, type Programs, spawnProgram } from "./embedded-programs";
import { SERVER_SETTINGS, sharedMemorySettings } from "./embedded-settings";

const MAJOR_VERSION = "18";
const DATABASE = "tepat";
const OWNER_ROLE = "tepat_owner";
const APP_ROLE = "tepat_app";
const FREE_BYTES_MIN = 256 * 1024 ** 2;
const START_ATTEMPTS = 40;
const READY_TIMEOUT_MS = 180_000;
const POLL_MS = 25;
