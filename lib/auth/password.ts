import { hash, type Options, verify } from "@node-rs/argon2";

/** OWASP's first choice for argon2id (the library's default algorithm): about 40 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options;

/** Two at once leave the other cores, and the library's four threads, to the pages. */
const HASHES_AT_ONCE_MAX = 2;

/** A hash of nothing that anybody knows, made with the same cost: an unknown user takes as long as a known one. */
const NOBODY_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$KXZnte9eBlJAzNAUDG6Zcw$HytAXFbm+DCPXi05qXBPHC0Z8N9y6hAnKuSUtaBDsqI";

export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize("NFC"), COST));
}

/** Whether the password is this person's. Without a hash (unknown user, no password yet) it takes the same time and is false. */
export async function verifyPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  const matches = await inTurn(() =>
    verify(passwordHash ?? NOBODY_HASH, password.normalize("NFC")),
  );
  return matches && passwordHash != null;
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (running >= HASHES_AT_ONCE_MAX) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
