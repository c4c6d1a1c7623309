/**
 * The pictures of the README, made anew by `npm run screenshots`: the application on a fresh
 * demonstration office, looked at by its demonstration accounts on a desk and on a phone.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { type DEMO_ACCOUNTS, DEMO_PASSWORD } from "@/lib/demo/demo-accounts";
import { CHROMIUM_ARGS } from "../tests/support/chromium";
import startForStories from "../tests/support/e2e-app";
import { openOfficeUnderTest } from "../tests/support/e2e-office";

const FOLDER = join(import.meta.dirname, "../docs/screenshots");

const SIZES = [
  { width: 1366, height: 768 },
  { width: 360, height: 800 },
] as const;

interface Picture {
  readonly name: string;
  readonly username: (typeof DEMO_ACCOUNTS)[number]["username"];
  readonly path: string;
}

/** What a README reader should see, with the person of the office who looks at it. */
async function listPictures(): Promise<Picture[]> {
  const office = await openOfficeUnderTest();
  const { rows } = await office.pool.query<{ id: string; household_id: string; run_id: string }>(
    `SELECT error_case.id::text, error_case.household_id::text, release.run_id
       FROM error_case
       JOIN release ON release.status = 'published'
      WHERE error_case.kind = 'over-limit'
        AND error_case.program_code = 'PKH'
        AND error_case.state = 'open'
        AND (error_case.evidence ->> 'previousDesil')::int < 4
   ORDER BY (SELECT count(*) FROM error_case AS other
              WHERE other.household_id = error_case.household_id) DESC, error_case.id
      LIMIT 1`,
  );
  const proposals = await office.pool.query<{ state: string; id: string; case_id: string }>(
    `SELECT proposal.state::text, proposal.id::text, min(proposal_case.case_id)::text AS case_id
       FROM proposal
       JOIN proposal_case ON proposal_case.proposal_id = proposal.id
   GROUP BY proposal.id
   ORDER BY proposal.number`,
  );
  const visits = await office.pool.query<{ id: string }>(
    "SELECT id::text FROM groundcheck WHERE state = 'submitted' ORDER BY assigned_at, id LIMIT 1",
  );
  await office.release();
  const [found] = rows;
  if (!found)
    throw new Error("The demonstration office has no family whose desil rose over PKH's limit");
  const proposalThatIs = (state: string) =>
    proposals.rows.find((proposal) => proposal.state === state);
  return [
    { name: "beranda", username: "verifikator", path: "/" },
    { name: "dasbor", username: "kepala", path: "/dasbor" },
    { name: "kasus-daftar", username: "verifikator", path: "/kasus" },
    { name: "kasus", username: "verifikator", path: `/kasus/${found.id}` },
    { name: "keluarga", username: "operator", path: "/keluarga?kasus=terbuka" },
    { name: "keluarga-berkas", username: "operator", path: `/keluarga/${found.household_id}` },
    { name: "impor", username: "operator", path: `/impor/${found.run_id}` },
    {
      name: "perjalanan",
      username: "operator",
      path: `/kasus/${proposalThatIs("entered_siks_ng")?.case_id}`,
    },
    { name: "tugas", username: "pendamping", path: "/tugas" },
    { name: "groundcheck", username: "operator", path: "/groundcheck" },
    {
      name: "groundcheck-hasil",
      username: "verifikator",
      path: `/groundcheck/${visits.rows[0]?.id}`,
    },
    { name: "usulan", username: "kepala", path: `/usulan/${proposalThatIs("verified")?.id}` },
    { name: "serah-terima", username: "operator", path: "/serah-terima" },
    { name: "penangguhan", username: "kepala", path: "/penangguhan" },
  ];
}

async function signIn(browser: Browser, username: string): Promise<Page> {
  const page = await browser.newPage({
    baseURL: process.env.TEPAT_E2E_URL,
    locale: "id-ID",
    timezoneId: "Asia/Jakarta",
  });
  await page.goto("/masuk");
  await page.getByLabel("Nama pengguna").fill(username);
  await page.getByLabel("Kata sandi").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Masuk" }).click();
  await page.getByRole("heading", { level: 1, name: "Yang menunggu" }).waitFor();
  return page;
}

async function take(page: Page, { name, path }: Picture): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const answer = await page.goto(path, { waitUntil: "networkidle" });
    if (!answer?.ok()) throw new Error(`${path} answered ${answer?.status()}`);
    await page.screenshot({ path: join(FOLDER, `${name}-${size.width}.png`) });
  }
}

const end = await startForStories();
try {
  await mkdir(FOLDER, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: CHROMIUM_ARGS,
  });
  const pages = new Map<string, Page>();
  for (const picture of await listPictures()) {
    const page = pages.get(picture.username) ?? (await signIn(browser, picture.username));
    pages.set(picture.username, page);
    await take(page, picture);
    console.info(`docs/screenshots/${picture.name}-{1366,360}.png`);
  }
  await browser.close();
} finally {
  await end();
}
