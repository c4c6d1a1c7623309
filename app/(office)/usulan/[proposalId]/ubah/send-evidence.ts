import { z } from "zod";

const Refusal = z.object({ message: z.string() });
const NO_CONNECTION = "Server tidak dapat dihubungi. Periksa sambungan, lalu coba lagi.";

/** Sends one picture under an id made here; null when it is stored, else what to tell. */
export async function sendEvidence(proposalId: string, file: File): Promise<string | null> {
  try {
    const answer = await fetch(`/api/usulan/${proposalId}/bukti/${crypto.randomUUID()}`, {
      method: "PUT",
      headers: { "X-Tepat-Request": "1", "Content-Type": file.type },
      body: file,
    });
    if (answer.ok) return null;
    const refusal = Refusal.safeParse(await answer.json());
    return refusal.success ? refusal.data.message : NO_CONNECTION;
  } catch {
    // fetch throws when there is no connection, json when a proxy answered with a page of its own.
    return NO_CONNECTION;
  }
}
