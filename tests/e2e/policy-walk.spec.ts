import { type APIRequestContext, type APIResponse, expect, test } from "@playwright/test";
import { z } from "zod";
import { type Access, ENTRANCES, may, type Permission, REACH } from "@/lib/auth/policy";
import { ROLES } from "@/lib/auth/types";
import type { ExportName } from "@/lib/export/schema";
import {
  type OfficeUnderTest,
  openOfficeUnderTest,
  type SignedInPerson,
} from "../support/e2e-office";
import { type BuiltAction, readBuildActions, readBuildEntrances } from "./support/build-entrances";
import { draftIn, putPicture } from "./support/checked-families";
import { addConflict, giveVisit, sendItem, visitItem } from "./support/sent-visits";

/** One record of each kind inside the walkers' kecamatan, and one of another kecamatan. */
type Records = Readonly<
  Record<
    | "householdId"
    | "caseId"
    | "batchId"
    | "participationId"
    | "proposalId"
    | "attachmentId"
    | "groundcheckId"
    | "photoId"
    | "conflictId"
    | "companionId"
    | "runId"
    | "fileId"
    | "recipientsRunId"
    | "matchingRunId",
    string
  >
>;

const REGENCY = "35.73";

let office: OfficeUnderTest;
let kecamatan: string;
let inside: Records;
let outside: Records;

test.beforeAll(async () => {
  office = await openOfficeUnderTest();
  await office.pool.query(
    "INSERT INTO hand_over_batch (id, created_by) SELECT gen_random_uuid(), id FROM app_user LIMIT 1",
  );
  await office.pool.query(`
    WITH run AS (
      INSERT INTO import_run (id, kind, name, state, actor_kind)
      VALUES (gen_random_uuid(), 'matching', 'Daftar contoh', 'ready', 'command_line') RETURNING id
    ), list AS (
      INSERT INTO matching_list (run_id, release_id)
      SELECT run.id, release.id FROM run, release WHERE release.status = 'published' RETURNING id
    )
    INSERT INTO matching_row (list_id, line_no, nik_valid, nama, result)
    SELECT list.id, 2, FALSE, 'ORANG CONTOH', 'similar' FROM list`);
  const [first, second] = await kecamatanWithCases();
  kecamatan = first;
  inside = await withVisit(first, await withProposal(await recordsOf(first)));
  outside = await withVisit(second, await withProposal(await recordsOf(second)));
});
test.afterAll(() => office.release());

async function kecamatanWithCases(): Promise<[string, string]> {
  const { rows } = await office.pool.query(`
    SELECT DISTINCT kecamatan.code
      FROM error_case
      JOIN area AS village ON village.id = error_case.village_id
      JOIN area AS kecamatan ON kecamatan.id = village.parent_id
     WHERE error_case.state = 'open' AND error_case.household_id IS NOT NULL
  ORDER BY kecamatan.code LIMIT 2
  `);
  return z.tuple([z.string(), z.string()]).parse(rows.map(({ code }) => code));
}

type Visited = "groundcheckId" | "photoId" | "conflictId" | "companionId";
type Found = Omit<Records, Visited | "proposalId" | "attachmentId">;

/** A visit that was sent, with photos and a submission that contradicts it, of some companion. */
async function withVisit(kecamatanCode: string, records: Omit<Records, Visited>): Promise<Records> {
  const { baseURL } = test.info().project.use;
  const companion = await office.signIn("companion", [REGENCY]);
  const given = await giveVisit(office, companion, kecamatanCode);
  const item = visitItem(given);
  await sendItem(baseURL, given, item);
  const [photoId = ""] = Object.values(item.document.photos);
  const conflictId = await addConflict(office, given, item);
  return {
    ...records,
    groundcheckId: given.id,
    photoId,
    conflictId,
    companionId: companion.id,
  };
}

/** A draft for the family of the case, with a picture, by somebody who is none of the walkers. */
async function withProposal(records: Found): Promise<Omit<Records, Visited>> {
  const proposalId = await draftIn(office, records.caseId);
  const { baseURL = "" } = test.info().project.use;
  return { ...records, proposalId, attachmentId: await putPicture(office, proposalId, baseURL) };
}

async function recordsOf(kecamatanCode: string): Promise<Found> {
  const { rows } = await office.pool.query(
    `SELECT error_case.id::text AS "caseId", error_case.household_id::text AS "householdId",
            file.run_id AS "runId", file.id AS "fileId",
            (SELECT id FROM hand_over_batch ORDER BY number LIMIT 1) AS "batchId",
            (SELECT suspension.participation_id::text
               FROM participation_event AS suspension
               JOIN error_case AS held ON held.id = suspension.case_id
               JOIN area AS place ON place.id = held.village_id AND place.parent_id = kecamatan.id
              WHERE suspension.action = 'suspend' LIMIT 1) AS "participationId",
            (SELECT run_id FROM recipient_list WHERE applied_at IS NOT NULL LIMIT 1) AS "recipientsRunId",
            (SELECT run_id FROM matching_list LIMIT 1) AS "matchingRunId"
       FROM error_case
       JOIN area AS village ON village.id = error_case.village_id
       JOIN area AS kecamatan ON kecamatan.id = village.parent_id AND kecamatan.code = $1
       JOIN household_release ON household_release.household_id = error_case.household_id
       JOIN release ON release.id = household_release.release_id AND release.status = 'published'
 CROSS JOIN import_file AS file
      WHERE error_case.state = 'open'
   ORDER BY file.rows_rejected DESC
      LIMIT 1`,
    [kecamatanCode],
  );
  return z
    .object({
      caseId: z.string(),
      householdId: z.string(),
      batchId: z.string(),
      participationId: z.string(),
      runId: z.string(),
      fileId: z.string(),
      recipientsRunId: z.string(),
      matchingRunId: z.string(),
    })
    .parse(rows[0]);
}

/** The address of an entrance for these records; `nextauth` and `token` are the same for everybody. */
function fill(address: string, records: Readonly<Record<string, string>>): string {
  const values: Readonly<Record<string, string>> = {
    token: "bukan-tautan",
    userId: records.companionId ?? "",
    lineNo: "2",
    ...records,
  };
  return (
    address
      .replace("[...nextauth]", "signout")
      // Only a list of recipients has rows that match nobody.
      .replace("[runId]/tidak-cocok", "[recipientsRunId]/tidak-cocok")
      .replace("pemadanan/[runId]", "pemadanan/[matchingRunId]")
      .replace(/\[(\w+)\]/g, (whole, name: string) => values[name] ?? whole)
  );
}

/** A list that may be taken by who may take any: each asks for the permission of its own page too. */
function ownListOf({ person }: Walker): ExportName {
  return person?.role === "admin" ? "audit" : "keluarga";
}

function headersOf(person: SignedInPerson | null): Record<string, string> {
  return person ? { cookie: `${person.cookie.name}=${person.cookie.value}` } : {};
}

const accessOf = (kind: keyof typeof ENTRANCES) => Object.entries(ENTRANCES[kind]);

/** Who walks: a role, and whether for the whole regency or for the kecamatan of `inside` alone. */
interface Walker {
  readonly name: string;
  readonly person: SignedInPerson | null;
  readonly wide: boolean;
}

type Verdict = "open" | "hidden" | "sent to sign in";

/** What the table says: the role's permission, then where its records exist. */
function verdictOf(access: Access, { person, wide }: Walker, records: Records): Verdict {
  if (access === "public") return "open";
  if (person === null) return "sent to sign in";
  // Companions see the pictures of their own tasks alone.
  if (access === "attachment.view" && person.role === "companion") return "hidden";
  return may(person.role, access) && (wide || reaches(access, records)) ? "open" : "hidden";
}

/** Whether a permission's records exist for somebody of one kecamatan. A list shows those that do. */
function reaches(permission: Permission, records: Records): boolean {
  if (REACH[permission] === "office") return true;
  if (REACH[permission] === "regency") return false;
  return permission.endsWith(".list") || records === inside;
}

test("the table names every entrance of the build, and nothing else", () => {
  const built = readBuildEntrances();

  for (const kind of ["page", "route", "action"] as const) {
    expect(built[kind].toSorted(), kind).toEqual(Object.keys(ENTRANCES[kind]).toSorted());
  }
});

const WALKERS = [
  ...ROLES.flatMap((role) => [
    { name: `${role} of the regency`, role, wide: true },
    { name: `${role} of a kecamatan`, role, wide: false },
  ]),
  { name: "nobody", role: null, wide: false },
];

for (const { name, role, wide } of WALKERS) {
  const enter = async (): Promise<Walker> => {
    const person = role && (await office.signIn(role, [wide ? REGENCY : kecamatan]));
    if (person?.role === "companion") await giveTo(person);
    return { name, wide, person };
  };

  test(`pages answer ${name} as the table says`, async ({ request, baseURL }) => {
    const walker = await enter();
    const headers = headersOf(walker.person);
    const intakeId = await uploadAs(walker, request, baseURL);
    for (const [address, access] of accessOf("page")) {
      for (const records of [inside, outside]) {
        const path = fill(address, { ...records, intakeId });
        // A page about no record opens wherever somebody works.
        const expected = verdictOf(access, walker, address.includes("[") ? records : inside);

        const html = await request.get(path, { headers, maxRedirects: 0 });
        const flight = await request.get(`${path}?_rsc`, { headers: { ...headers, rsc: "1" } });

        expect(htmlVerdict(html), `${name} ${path}`).toBe(expected);
        expect(await flightVerdict(flight), `${name} ${path} as data`).toBe(expected);
      }
    }
  });

  test(`routes answer ${name} as the table says`, async ({ request, baseURL }) => {
    const walker = await enter();
    const headers = { ...headersOf(walker.person), origin: baseURL ?? "" };
    const uploadId = await beginUploadAs(walker, request, baseURL);
    for (const [entrance, access] of accessOf("route")) {
      const [method = "", address = ""] = entrance.split(" ");
      const path = fill(address, { ...inside, uploadId, part: "0", list: ownListOf(walker) });

      const answer = await request.fetch(path, { method, headers, maxRedirects: 0 });

      expect(routeVerdict(answer), `${name} ${entrance}`).toBe(verdictOf(access, walker, inside));
      if (access !== "public") expect(answer.headers()["cache-control"]).toContain("no-store");
    }
  });

  test(`photos of a visit answer ${name} as the visit does`, async ({ request }) => {
    const walker = await enter();
    const headers = headersOf(walker.person);
    for (const records of [inside, outside]) {
      const answer = await request.get(`/api/lampiran/${records.photoId}`, { headers });

      // A companion's pictures are those of their own tasks, which these are now.
      const expected = verdictOf(
        role === "companion" ? "task.view" : "attachment.view",
        walker,
        records,
      );
      expect(routeVerdict(answer), `${name} ${records.photoId}`).toBe(expected);
      if (expected === "open") expect(answer.headers()["content-type"]).toBe("image/jpeg");
    }
  });

  test(`actions answer ${name} as the table says`, async ({ request, baseURL }) => {
    const walker = await enter();
    for (const action of readBuildActions()) {
      const access = ENTRANCES.action[action.name] ?? "public";
      // A field that no form has: whoever is let in is told so, and nothing is done. For the
      // record's own area see the test below.
      const form = { "bukan-isian": "x" };

      const answer = await callAction(request, action, form, walker.person, baseURL);

      expect(await actionVerdict(answer), `${name} ${action.name}`).toBe(
        verdictOf(access, walker, inside),
      );
    }
  });
}

/** Both visits become the tasks of this companion: of others' tasks they see nothing anyway. */
async function giveTo({ id }: SignedInPerson): Promise<void> {
  await office.pool.query("UPDATE groundcheck SET companion_id = $1 WHERE id = ANY($2)", [
    id,
    [inside.groundcheckId, outside.groundcheckId],
  ]);
}

/** A form for each action about a record, as the page of that record would send it. */
const RECORD_FORMS: Readonly<Record<string, (records: Records) => Record<string, string>>> = {
  "app/(office)/kasus/[caseId]/actions.ts#confirm": ({ caseId }) => ({
    caseId,
    version: "1",
    reason: "Uji coba wilayah lain",
  }),
  "app/(office)/kasus/[caseId]/actions.ts#dismiss": ({ caseId }) => ({
    caseId,
    version: "1",
    reason: "Uji coba wilayah lain",
  }),
  "app/(office)/groundcheck/[groundcheckId]/actions.ts#cancel": (records) => ({
    ...visited(records),
    reason: "Uji coba wilayah lain",
  }),
  "app/(office)/groundcheck/[groundcheckId]/actions.ts#giveBack": (records) => ({
    ...visited(records),
    reason: "Uji coba wilayah lain",
  }),
  "app/(office)/groundcheck/[groundcheckId]/actions.ts#reassign": (records) => ({
    ...visited(records),
    companionId: inside.companionId,
  }),
  "app/(office)/groundcheck/[groundcheckId]/actions.ts#settle": ({ conflictId }) => ({
    conflictId,
    reason: "Uji coba wilayah lain",
  }),
  "app/(office)/groundcheck/[groundcheckId]/actions.ts#verify": visited,
  "app/(office)/groundcheck/alihkan/actions.ts#reassignEverything": ({ companionId }) => ({
    dari: companionId,
    penerima: "semua",
  }),
  "app/(office)/groundcheck/tugaskan/actions.ts#assign": ({ householdId }) => ({
    ...{ wilayah: "", jenis: "", umur: "" },
    ...{ cakupan: "dipilih", keluarga: householdId, penerima: "semua" },
  }),
  "app/(office)/keluarga/[householdId]/actions.ts#conceal": ({ householdId }) => ({ householdId }),
  "app/(office)/keluarga/[householdId]/actions.ts#reveal": ({ householdId }) => ({ householdId }),
  "app/(office)/kasus/[caseId]/usulan/actions.ts#draft": ({ caseId }) => ({
    caseIds: caseId,
    kind: "amend",
  }),
  "app/(office)/penangguhan/[participationId]/actions.ts#decideAid": ({ participationId }) => ({
    participationId,
    version: "1",
    action: "resume",
    reason: "Uji coba wilayah lain",
  }),
  "app/(office)/usulan/actions.ts#record": (records) => ({
    ...marked(records),
    basisKind: "sptjm",
  }),
  "app/(office)/usulan/actions.ts#validateMany": marked,
  "app/(office)/usulan/[proposalId]/actions.ts#sendBack": withReason,
  "app/(office)/usulan/[proposalId]/actions.ts#submit": seen,
  "app/(office)/usulan/[proposalId]/actions.ts#takeUp": seen,
  "app/(office)/usulan/[proposalId]/actions.ts#validate": seen,
  "app/(office)/usulan/[proposalId]/actions.ts#verify": seen,
  "app/(office)/usulan/[proposalId]/actions.ts#withdraw": withReason,
  "app/(office)/usulan/[proposalId]/ubah/actions.ts#add": (records) => ({
    ...seen(records),
    subject: "keluarga",
    column: "luas_lantai",
    value: "40",
  }),
  "app/(office)/usulan/[proposalId]/ubah/actions.ts#saveAddition": (records) => ({
    ...seen(records),
    justification: "",
    nomorKk: "",
    address: "",
  }),
  "app/(office)/usulan/[proposalId]/ubah/actions.ts#saveAmendment": (records) => ({
    ...seen(records),
    justification: "",
  }),
  "app/(office)/usulan/[proposalId]/ubah/actions.ts#saveRemoval": (records) => ({
    ...seen(records),
    justification: "",
    whom: "keluarga",
    removalReason: "moved",
  }),
};

/** How an action says that it found nothing, where it does not speak of one record. */
const NOTHING_FOUND: Readonly<Record<string, string>> = {
  "app/(office)/groundcheck/alihkan/actions.ts#reassignEverything": "tidak lagi punya tugas",
  "app/(office)/groundcheck/tugaskan/actions.ts#assign": "Tidak ada keluarga yang ditugaskan.",
};

function visited({ groundcheckId }: Records) {
  return { groundcheckId, version: "2" };
}

function seen({ proposalId }: Records) {
  return { proposalId, version: "1" };
}

function withReason(records: Records) {
  return { ...seen(records), reason: "Uji coba wilayah lain" };
}

function marked({ proposalId }: Records) {
  return { proposals: `${proposalId}.1` };
}

/** Actions bound to the area as a whole: they take no record's id. */
const RECORDLESS = ["app/(office)/keluarga/actions.ts#search"];

test("every action about a record does nothing to one of another area", async ({
  request,
  baseURL,
}) => {
  const bound = readBuildActions().filter(({ name }) => {
    const access = ENTRANCES.action[name] ?? "public";
    return access !== "public" && REACH[access] === "area";
  });
  expect(bound.map(({ name }) => name).toSorted()).toEqual(
    [...Object.keys(RECORD_FORMS), ...RECORDLESS].toSorted(),
  );
  for (const role of ROLES) {
    const person = await office.signIn(role, [kecamatan]);
    for (const action of bound) {
      const form = RECORD_FORMS[action.name];
      const access = ENTRANCES.action[action.name] ?? "public";
      if (!form || access === "public" || !may(role, access)) continue;
      const before = await stateOf(outside);

      const answer = await callAction(request, action, form(outside), person, baseURL);

      const words = NOTHING_FOUND[action.name] ?? "tidak ditemukan";
      expect(await answer.text(), `${role} ${action.name}`).toContain(words);
      expect(await stateOf(outside)).toEqual(before);
    }
  }
});

test("who asks for a record of another area leaves a line for the admin", async ({ request }) => {
  const person = await office.signIn("companion", [kecamatan]);
  const headers = headersOf(person);
  const { householdId, caseId, groundcheckId } = outside;
  const operator = await office.signIn("operator", [kecamatan]);

  await request.get(`/groundcheck/${groundcheckId}`, { headers: headersOf(operator) });
  await request.get(`/keluarga/${householdId}`, { headers });
  await request.get(`/kasus/${caseId}`, { headers });
  await request.get("/audit", { headers });

  const { rows } = await office.pool.query(
    "SELECT action, subject, subject_id FROM audit_event WHERE actor_id = ANY($1) ORDER BY id",
    [[person.id, operator.id]],
  );
  expect(rows).toEqual([
    { action: "access.deny", subject: "groundcheck", subject_id: groundcheckId },
    { action: "access.deny", subject: "household", subject_id: householdId },
    { action: "access.deny", subject: "case", subject_id: caseId },
    { action: "access.deny", subject: "permission", subject_id: "audit.list" },
  ]);
});

test("a session that is ended opens nothing from that moment", async ({ request, baseURL }) => {
  const person = await office.signIn("operator", [REGENCY]);
  const headers = headersOf(person);
  const search = readBuildActions().find(({ name }) => name.endsWith("#search"));
  if (!search) throw new Error("the build has no search");
  const ask = async () => [
    htmlVerdict(await request.get("/keluarga", { headers, maxRedirects: 0 })),
    await flightVerdict(await request.get("/keluarga?_rsc", { headers: { ...headers, rsc: "1" } })),
    routeVerdict(await request.get(`/api/impor/${inside.runId}/kemajuan`, { headers })),
    await actionVerdict(await callAction(request, search, { x: "x" }, person, baseURL)),
  ];
  expect(await ask()).toEqual(["open", "open", "open", "open"]);

  await office.endSession(person.sessionId);

  const out: Verdict = "sent to sign in";
  expect(await ask()).toEqual([out, out, out, out]);
});

test("what comes from another site's page is refused", async ({ request, baseURL }) => {
  const person = await office.signIn("operator", [REGENCY]);
  const own = baseURL ?? "";
  const foreign: Record<string, string>[] = [
    {},
    { origin: "null" },
    { origin: "https://jahat.example" },
    { origin: own.replace("localhost", "tepat.localhost") },
    { origin: own.replace(/:\d+$/, ":1") },
    { origin: "https://" },
    { origin: own, "sec-fetch-site": "cross-site" },
    { origin: own, "sec-fetch-site": "same-site" },
  ];
  for (const extra of foreign) {
    const headers = { ...headersOf(person), ...extra };
    for (const action of readBuildActions()) {
      const answer = await postAction(request, action, { x: "x" }, headers);
      expect(answer.status(), `${JSON.stringify(extra)} ${action.name}`).toBe(403);
    }
    for (const address of ["/api/impor/berkas", "/api/impor/unggahan/selesai"]) {
      const upload = await request.post(address, { headers });
      expect(upload.status(), `${JSON.stringify(extra)} ${address}`).toBe(403);
    }
  }
});

test("headers by which Next talks to itself open nothing", async ({ request }) => {
  const forged: Record<string, string>[] = [
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-middleware-subrequest": "src/proxy" },
    { "next-resume": "1" },
    { "x-nextjs-data": "1" },
    { "x-forwarded-host": "jahat.example" },
    { host: "jahat.example" },
  ];
  for (const headers of forged) {
    const answer = await request.get("/audit", { headers, maxRedirects: 0 });

    expect([answer.status(), answer.headers().location], JSON.stringify(headers)).toEqual([
      307,
      "/masuk",
    ]);
    expect(answer.headers()["content-security-policy"]).toContain("'nonce-");
  }
});

const NOBODYS = "00000000-0000-4000-8000-000000000000";

/** Files that are uploaded by who may; their page exists for that person alone. */
async function uploadAs(
  { person, wide }: Walker,
  request: APIRequestContext,
  baseURL = "",
): Promise<string> {
  if (!person || !wide || !may(person.role, "import.create")) return NOBODYS;
  const file = { name: "uji.csv", mimeType: "text/csv", buffer: Buffer.from("nik|nama\n1|A\n") };
  const answer = await request.post("/api/impor/berkas", {
    headers: { ...headersOf(person), origin: baseURL },
    multipart: { berkas: file },
    maxRedirects: 0,
  });
  return answer.headers().location?.split("/").at(-1) ?? NOBODYS;
}

/** A file that somebody who may has begun to send; it exists for that person alone. */
async function beginUploadAs(
  { person, wide }: Walker,
  request: APIRequestContext,
  baseURL = "",
): Promise<string> {
  if (!person || !wide || !may(person.role, "import.create")) return NOBODYS;
  const answer = await request.post("/api/impor/unggahan", {
    headers: { ...headersOf(person), origin: baseURL },
    data: { name: "uji.csv", sizeBytes: 9 },
  });
  return z.object({ uploadId: z.string() }).parse(await answer.json()).uploadId;
}

function callAction(
  request: APIRequestContext,
  action: BuiltAction,
  fields: Readonly<Record<string, string>>,
  person: SignedInPerson | null,
  baseURL = "",
): Promise<APIResponse> {
  return postAction(request, action, fields, { ...headersOf(person), origin: baseURL });
}

/** Calls an action as React does from the browser: its id, the form, and last the arguments that name it. */
function postAction(
  request: APIRequestContext,
  { id, pages: [page = "/"] }: BuiltAction,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): Promise<APIResponse> {
  const multipart = new FormData();
  for (const [name, value] of Object.entries(fields)) multipart.append(`_1_${name}`, value);
  multipart.append("0", '[{"status":"idle"},"$K1"]');
  return request.post(fill(page, { ...inside, intakeId: "x" }), {
    headers: { ...headers, accept: "text/x-component", "next-action": id },
    multipart,
    maxRedirects: 0,
  });
}

function htmlVerdict(answer: APIResponse): Verdict | number {
  if (answer.status() === 200) return "open";
  if (answer.status() === 404) return "hidden";
  const { location } = answer.headers();
  // Who is signed in already is led on from /masuk.
  if (location === "/") return "open";
  return location === "/masuk" ? "sent to sign in" : answer.status();
}

/** A page as data is 200 whatever it says; what it says is a redirect or "not found" inside. */
async function flightVerdict(answer: APIResponse): Promise<Verdict | number> {
  if (answer.status() !== 200) return answer.status();
  const text = await answer.text();
  if (text.includes("NEXT_REDIRECT;replace;/masuk")) return "sent to sign in";
  return text.includes("NEXT_HTTP_ERROR_FALLBACK;404") ? "hidden" : "open";
}

function routeVerdict(answer: APIResponse): Verdict {
  if (answer.status() === 401) return "sent to sign in";
  return answer.status() === 404 ? "hidden" : "open";
}

async function actionVerdict(answer: APIResponse): Promise<Verdict | string> {
  if (answer.headers()["x-action-redirect"]?.startsWith("/masuk")) return "sent to sign in";
  const text = await answer.text();
  if (text.includes("Tindakan ini di luar tugas Anda.")) return "hidden";
  return text.includes("Formulir ini tidak sesuai dengan halaman.") ? "open" : text.slice(0, 500);
}

/** What must not change about records of another area. */
async function stateOf(records: Records): Promise<unknown> {
  const { caseId, householdId, proposalId, groundcheckId, conflictId } = records;
  const { rows } = await office.pool.query(
    `SELECT (SELECT state FROM error_case WHERE id::text = $1) AS state,
            (SELECT version FROM proposal WHERE id::text = $3) AS "proposalVersion",
            (SELECT version FROM groundcheck WHERE id::text = $4) AS "groundcheckVersion",
            (SELECT settled_at FROM submission_conflict WHERE id::text = $5) AS settled,
            (SELECT count(*) FROM groundcheck WHERE household_id::text = $2) AS groundchecks,
            (SELECT count(*) FROM audit_event
              WHERE subject_id IN ($1, $2, $3, $4)
                AND subject IN ('case', 'household', 'proposal', 'groundcheck')) AS audits`,
    [caseId, householdId, proposalId, groundcheckId, conflictId],
  );
  return rows;
}
