import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readJson, refuseWithoutHeader } from "./field-request";

const ADDRESS = "http://localhost:3000/api/v1/kiriman";
const MEGABYTE = 1024 * 1024;
const Body = z.strictObject({ name: z.string() });

function sent(body: BodyInit, headers: Record<string, string> = {}): NextRequest {
  return new NextRequest(ADDRESS, { method: "POST", body, headers });
}

async function refusal(answer: unknown): Promise<{ status: number; message: string }> {
  if (!(answer instanceof Response)) throw new Error("It was not refused");
  const { message } = z.object({ message: z.string() }).parse(await answer.json());
  return { status: answer.status, message };
}

describe("a request of the phone's script", () => {
  test("carries a header that a form of another site cannot set", async () => {
    expect(refuseWithoutHeader(sent("{}", { "X-Tepat-Request": "1" }))).toBeUndefined();
    expect(await refusal(refuseWithoutHeader(sent("{}")))).toMatchObject({ status: 403 });
    expect(await refusal(refuseWithoutHeader(sent("{}", { "X-Tepat-Request": "" })))).toMatchObject(
      { status: 403 },
    );
  });

  test("is read with the very text that was sent", async () => {
    const text = '{ "name" :\n"Sugeng \\u00e9 é" }';

    expect(await readJson(sent(text), Body)).toEqual({ text, value: { name: "Sugeng é é" } });
  });

  test.each([
    ["no JSON", '{"name":'],
    ["a field that nobody asked for", '{"name":"a","role":"admin"}'],
    ["another kind of value", '{"name":1}'],
    ["nothing", ""],
    ["half a letter", Buffer.from([0x22, 0xc3, 0x22])],
  ])("with %s is refused", async (_name, body) => {
    expect(await refusal(await readJson(sent(body), Body))).toMatchObject({ status: 400 });
  });

  test("of more than 1 MB is refused in plain words, announced or not", async () => {
    const announced = sent("{}", { "content-length": String(MEGABYTE + 1) });
    const text = JSON.stringify({ name: "x".repeat(MEGABYTE) });
    const unannounced = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    });
    const streamed = new Request(ADDRESS, {
      ...{ method: "POST", body: unannounced },
      // Node asks for it with a stream; the DOM's types do not know it.
      ...{ duplex: "half" },
    });

    const expected = {
      status: 413,
      message: "Kiriman lebih dari 1 MB. Kirim lebih sedikit sekaligus.",
    };
    expect(await refusal(await readJson(announced, Body))).toEqual(expected);
    expect(await refusal(await readJson(new NextRequest(streamed), Body))).toEqual(expected);
  });
});
