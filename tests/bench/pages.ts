import { type BenchApp, startBenchApp } from "./bench-app";
import { median, percentile } from "./measure";
import { report, table } from "./report";

const REQUESTS = 200;

export interface Page {
  readonly name: string;
  readonly send: () => Promise<Response>;
}

/** The search, list and family pages against a page that asks the database for nothing. */
export async function benchPages(): Promise<void> {
  const app = await startBenchApp();
  try {
    report("pages", await timePages(await listPages(app)));
  } finally {
    await app.stop();
  }
}

/** The pages, each with how a signed-in operator asks for it. */
export async function listPages({ db, origin, signIn }: BenchApp): Promise<Page[]> {
  const operator = await db.appUser.findFirstOrThrow({ where: { role: "operator" } });
  const cookie = await signIn(operator);
  const row = await db.householdRelease.findFirstOrThrow({
    where: { householdId: { not: null } },
    orderBy: { releaseId: "desc" },
  });
  const get = (path: string) => () => fetch(`${origin}${path}`, { headers: { cookie } });
  const head = await db.individualRelease.findFirstOrThrow({
    where: { releaseId: row.releaseId, nikValid: true },
  });
  const search = await openSearchForm(origin, cookie);
  return [
    { name: "empty page (/masuk)", send: () => fetch(`${origin}/masuk`) },
    { name: "register, first page", send: get("/keluarga") },
    { name: "register, one desil and open case", send: get("/keluarga?desil=6&kasus=terbuka") },
    { name: "cases, first page", send: get("/kasus") },
    { name: "family page", send: get(`/keluarga/${row.householdId}`) },
    { name: "search by NIK, to the family page", send: () => search(head.nik ?? "") },
    { name: "search by name, to the list", send: () => search(head.nama) },
  ];
}

/** Sends the search form as a browser without JavaScript does: with the hidden fields of the page. */
async function openSearchForm(
  origin: string,
  cookie: string,
): Promise<(term: string) => Promise<Response>> {
  const page = await fetch(`${origin}/keluarga`, { headers: { cookie } });
  const html = await page.text();
  const form =
    /<form[^>]*>(?:(?!<\/form>)[\s\S])*?name="apa"[\s\S]*?<\/form>/.exec(html)?.[0] ?? "";
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)];
  return async (term) => {
    const body = new FormData();
    for (const [, name = "", value = ""] of hidden) body.append(name, unescapeHtml(value));
    body.append("apa", term);
    const answer = await fetch(`${origin}/keluarga`, {
      method: "POST",
      headers: { cookie, origin },
      body,
      redirect: "manual",
    });
    const address = answer.headers.get("location");
    if (answer.status !== 303 || address === null) {
      throw new Error(`The search answered ${answer.status} instead of leading on`);
    }
    const remembered = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
    const headers = { cookie: [cookie, ...remembered].join("; ") };
    return fetch(new URL(address, origin), { headers });
  };
}

function unescapeHtml(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
}

async function timePages(pages: readonly Page[]): Promise<string> {
  const times = new Map<string, number[]>(pages.map(({ name }) => [name, []]));
  // The pages take turns, so that a slow moment of the machine falls on all of them.
  for (let turn = -20; turn < REQUESTS; turn += 1) {
    for (const { name, send } of pages) {
      const before = performance.now();
      const response = await send();
      await response.arrayBuffer();
      if (response.status >= 400) throw new Error(`"${name}" answered ${response.status}`);
      if (turn >= 0) times.get(name)?.push(performance.now() - before);
    }
  }
  const empty = median(times.get(pages[0]?.name ?? "") ?? []);
  const rows = [...times].map(([name, values]) => [
    name,
    median(values).toFixed(1),
    percentile(values, 0.95).toFixed(1),
    `${(median(values) / empty).toFixed(1)} ×`,
  ]);
  return [
    `${REQUESTS} requests a page in turn, one at a time, in an office of about 100,000 people.`,
    "",
    table(["page", "median ms", "95th percentile ms", "of the empty page"], rows),
  ].join("\n");
}
