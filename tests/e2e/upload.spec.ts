import { createHash, randomUUID } from "node:crypto";
import type { APIResponse, Page, Request } from "@playwright/test";
import { check, csvFile } from "./steps/import-steps";
import { inspectPage } from "./support/inspect-page";
import { expect, test } from "./support/story-test";

const MEGABYTE = 1024 * 1024;
const PART_BYTES = 4 * MEGABYTE;

/** A list of few people and many bytes: three parts, the last a short one. */
function largeList(): Buffer {
  const padding = "x".repeat(200_000);
  const rows = Array.from(
    { length: 45 },
    (_, row) =>
      `10357352038010${10 + row},10357315011000${10 + row},ORANG,600000,${randomUUID()}${padding}`,
  );
  return Buffer.from(["NIK,NO KK,NAMA PENERIMA,NOMINAL,CATATAN", ...rows, ""].join("\n"));
}

async function choose(page: Page, content: Buffer): Promise<void> {
  await page.goto("/impor/baru");
  await page
    .getByLabel("Berkas XLSX, CSV, ZIP, atau GZ")
    .setInputFiles([csvFile("penerima_pkh_besar.csv", content)]);
  await page.getByRole("button", { name: "Unggah", exact: true }).click();
}

/** The numbers of the parts that the page sends from now on. */
function watchParts(page: Page): number[] {
  const sent: number[] = [];
  page.on("request", (request: Request) => {
    if (request.method() === "PUT") sent.push(Number(request.url().split("/").at(-1)));
  });
  return sent;
}

test("an upload goes on by itself when the line comes back, and after a reload where it stopped", async ({
  signInAs,
}) => {
  const operator = await signInAs("operator");
  const content = largeList();
  let breaks = 2;
  await operator.route(/\/api\/impor\/unggahan\/[^/]+\/1$/, (route) => {
    breaks -= 1;
    return breaks >= 0 ? route.abort("connectionreset") : route.continue();
  });
  // The last part never arrives, until the page is loaded anew.
  await operator.route(/\/api\/impor\/unggahan\/[^/]+\/2$/, () => {});

  await choose(operator, content);

  await expect(operator.getByRole("status").filter({ hasText: "terputus" })).toBeVisible();
  await expect(operator.getByText("8 MB dari 8,6 MB (93%)")).toBeVisible();
  await inspectPage(operator, "unggah-berjalan");
  await operator.reload();
  await expect(operator.getByText("8 MB dari 8,6 MB tersimpan")).toBeVisible();
  await inspectPage(operator, "unggah-belum-selesai");

  await operator.unrouteAll({ behavior: "ignoreErrors" });
  const sent = watchParts(operator);
  await choose(operator, content);
  await operator.waitForURL(/\/impor\/baru\/[0-9a-f-]{36}$/);

  expect(sent).toEqual([2]);
  await check(operator);
  const digest = createHash("sha256").update(content).digest("hex");
  await operator.getByText(`${digest.slice(0, 12)}…`).click();
  await expect(operator.getByText(digest, { exact: true })).toBeVisible();
  await operator.getByText("4 dari 5 kolom dibaca").click();
  await inspectPage(operator, "impor-asal-data");
  await operator.goto("/impor/baru");
  await expect(operator.getByText("Unggahan yang belum selesai")).toHaveCount(0);
  await operator.goto("/impor");
  await inspectPage(operator, "impor-riwayat");
});

test("an upload without a network waits for it, and is stopped and deleted by its person", async ({
  signInAs,
}) => {
  const operator = await signInAs("operator");
  await operator.route(
    /\/api\/impor\/unggahan\/[^/]+\/1$/,
    async (route) => {
      await operator.context().setOffline(true);
      await route.abort("internetdisconnected");
    },
    { times: 1 },
  );
  // What follows never arrives, so that there is something left to stop.
  await operator.route(/\/api\/impor\/unggahan\/[^/]+\/2$/, () => {});
  await choose(operator, largeList());
  await expect(operator.getByRole("status").filter({ hasText: "terputus" })).toBeVisible();

  await operator.context().setOffline(false);
  await operator.getByRole("button", { name: "Hentikan unggahan" }).click();
  await operator.getByRole("button", { name: /^Hapus/ }).click();

  await expect(operator.getByText("Unggahan yang belum selesai")).toHaveCount(0);
});

test("a part is answered by what is wrong with it, and an upload is its person's alone", async ({
  signInAs,
  office,
}) => {
  const [owner, other] = [await signInAs("operator"), await signInAs("operator")];
  const headers = { origin: new URL(office.url).origin };
  const content = Buffer.alloc(PART_BYTES + 5, "a");
  const begin = (sizeBytes: number) =>
    owner.request.post("/api/impor/unggahan", { headers, data: { name: "uji.csv", sizeBytes } });
  const { uploadId } = await (await begin(content.byteLength)).json();
  const put = (page: Page, part: number, data: Buffer, sha256 = digestOf(data)) =>
    page.request.put(`/api/impor/unggahan/${uploadId}/${part}`, {
      headers: { ...headers, "x-part-sha256": sha256 },
      data,
    });
  const [first, last] = [content.subarray(0, PART_BYTES), content.subarray(PART_BYTES)];
  const finish = (page: Page) =>
    page.request.post("/api/impor/unggahan/selesai", {
      headers,
      data: {
        uploads: [{ uploadId, digest: digestOf(Buffer.concat([rawOf(first), rawOf(last)])) }],
      },
    });

  // biome-ignore format: a table reads as a table
  expect({
    outOfOrder: (await put(owner, 1, last)).status(),
    altered: await codeOf(await put(owner, 0, first, digestOf(last))),
    short: await codeOf(await put(owner, 0, last)),
    long: await codeOf(await put(owner, 1, first)),
    behindTheEnd: await codeOf(await put(owner, 2, last)),
    withoutDigest: await codeOf(await put(owner, 0, first, "")),
    missing: await codeOf(await finish(owner)),
    ofSomebodyElse: await codeOf(await put(other, 0, first)),
    finishedBySomebodyElse: await codeOf(await finish(other)),
    overTheLimit: await codeOf(await begin(3000 * MEGABYTE)),
    first: (await put(owner, 0, first)).status(),
    twice: (await put(owner, 0, first)).status(),
    noTable: await codeOf(await finish(owner)),
  }).toEqual({
    outOfOrder: 204,
    altered: [409, "part_altered"],
    short: [400, "part_incomplete"],
    long: [413, "part_too_long"],
    behindTheEnd: [400, "no_such_part"],
    withoutDigest: [400, "unreadable"],
    missing: [409, "parts_missing"],
    ofSomebodyElse: [404, "upload_gone"],
    finishedBySomebodyElse: [404, "upload_gone"],
    overTheLimit: [413, "file_too_large"],
    first: 204,
    twice: 204,
    noTable: [400, "no_columns"],
  });
  const denied = await office.pool.query(
    "SELECT FROM audit_event WHERE action = 'access.deny' AND subject = 'import'",
  );
  expect(denied.rowCount).toBe(2);

  await owner.context().clearCookies();
  expect((await put(owner, 0, first)).status()).toBe(401);
});

function rawOf(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}

function digestOf(bytes: Buffer): string {
  return rawOf(bytes).toString("hex");
}

async function codeOf(answer: APIResponse): Promise<[number, unknown]> {
  const { code } = await answer.json();
  return [answer.status(), code];
}
