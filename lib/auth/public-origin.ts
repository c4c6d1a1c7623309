import { env } from "@/lib/env";

const LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/** The address people use; the Host header is never believed. */
export function publicUrl(): URL {
  const { TEPAT_URL, PORT } = env();
  return new URL(TEPAT_URL ?? `http://localhost:${PORT}`);
}

/** Whether cookies may be `__Host-` and Secure, and HSTS may be sent. */
export function isHttps(): boolean {
  return publicUrl().protocol === "https:";
}

/**
 * The origins our own pages can have. On this machine `localhost` and `127.0.0.1` are two names of
 * the same server, and people type either.
 */
function ownOrigins(url: URL): readonly string[] {
  if (!LOCAL_NAMES.includes(url.hostname)) return [url.origin];
  const port = url.port === "" ? "" : `:${url.port}`;
  return LOCAL_NAMES.map((name) => `${url.protocol}//${name}${port}`);
}

/**
 * Whether a request that changes something came from one of our pages. Browsers send Origin with
 * every POST; one without it is no browser of ours, or has something to hide.
 */
export function isFromOwnPage(
  headers: Pick<Headers, "get">,
  site: PublicSite = currentSite(),
): boolean {
  const origin = headers.get("origin");
  const fetchSite = headers.get("sec-fetch-site");
  if (origin === null || (fetchSite !== null && fetchSite !== "same-origin")) return false;
  return ownOrigins(site.url).includes(origin) || isForwardedPort(origin, headers, site);
}

/** Where the office is; `given` if somebody said so, and not merely what we listen on. */
export interface PublicSite {
  readonly url: URL;
  readonly given: boolean;
}

function currentSite(): PublicSite {
  return { url: publicUrl(), given: env().TEPAT_URL !== undefined };
}

/**
 * On a machine of one's own the port may be another one outside (a container, an SSH tunnel). Then
 * Origin is as good as Host: only a page of this very host and port has both the same.
 */
function isForwardedPort(
  origin: string,
  headers: Pick<Headers, "get">,
  { given }: PublicSite,
): boolean {
  if (given || !URL.canParse(origin)) return false;
  const { protocol, hostname, host } = new URL(origin);
  return protocol === "http:" && LOCAL_NAMES.includes(hostname) && host === headers.get("host");
}

/** The path of an address of ours, to go on to after signing in; anything else leads to the start. */
export function ownPath(address: unknown, site: PublicSite = currentSite()): string {
  if (typeof address !== "string" || !URL.canParse(address, site.url)) return "/";
  const { origin, pathname, search } = new URL(address, site.url);
  // A path that begins with two slashes is another host to a browser.
  return ownOrigins(site.url).includes(origin) && !pathname.startsWith("//")
    ? pathname + search
    : "/";
}
