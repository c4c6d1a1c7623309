import { useCallback, useEffect, useRef, useState } from "react";
import type { Position } from "@/lib/forms/visit-document";
import { uuidV7 } from "@/lib/shared/uuid-v7";
import { compressPhoto } from "./compress-photo";
import { sendField } from "./field-request";

/** A picture of the visit and where it is. `src` shows it. */
export interface Photo {
  readonly id: string;
  readonly src: string;
  readonly status: "sending" | "sent" | "waiting" | "refused";
  /** Why it was refused. */
  readonly message?: string;
}

export interface Photos {
  readonly byQuestion: Readonly<Record<string, Photo>>;
  /** The question whose last picture could not be read, if that is so. */
  readonly unreadable: string | null;
  readonly take: (question: string, file: File) => Promise<void>;
  /** Sends what has not arrived; whether everything has afterwards. */
  readonly sendWaiting: () => Promise<boolean>;
}

interface Pending {
  readonly question: string;
  readonly id: string;
  readonly picture: Blob;
  readonly takenAt: string;
  readonly position: Position | null;
}

/**
 * The pictures: made small here, sent at once in the background under an id made here, and kept in
 * the page's memory until they have arrived. Sending one again under its id does no harm.
 */
export function usePhotos(
  groundcheckId: string,
  arrived: Readonly<Record<string, string>>,
  position: Position | null,
  onTaken: (question: string, id: string) => void,
): Photos {
  const [byQuestion, setByQuestion] = useState(() => photosThatArrived(arrived));
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const pending = useRef(new Map<string, Pending>());

  const send = useCallback(
    async (one: Pending) => {
      const { question, id } = one;
      const set = (status: Photo["status"], message?: string) =>
        setByQuestion((before) => {
          const photo = before[question];
          // A newer picture of the same question has taken its place.
          if (photo?.id !== id) return before;
          return { ...before, [question]: { ...photo, status, ...(message ? { message } : {}) } };
        });
      set("sending");
      const answer = await putPhoto(groundcheckId, one);
      if (answer.status === "ok") {
        if (pending.current.get(question)?.id === id) pending.current.delete(question);
        set("sent");
      } else if (answer.status === "refused") set("refused", answer.message);
      else set("waiting");
    },
    [groundcheckId],
  );

  const sendWaiting = useCallback(async () => {
    await Promise.all([...pending.current.values()].map(send));
    return pending.current.size === 0;
  }, [send]);

  useEffect(() => {
    const again = () => void sendWaiting();
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [sendWaiting]);

  async function take(question: string, file: File) {
    const picture = await compressPhoto(file);
    setUnreadable(picture ? null : question);
    if (!picture) return;
    const id = uuidV7();
    const one = { question, id, picture, takenAt: new Date().toISOString(), position };
    pending.current.set(question, one);
    const src = URL.createObjectURL(picture);
    setByQuestion((before) => ({ ...before, [question]: { id, src, status: "sending" } }));
    onTaken(question, id);
    await send(one);
  }

  return { byQuestion, unreadable, take, sendWaiting };
}

function photosThatArrived(arrived: Readonly<Record<string, string>>): Record<string, Photo> {
  return Object.fromEntries(
    Object.entries(arrived).map(([question, id]) => [
      question,
      { id, src: `/api/lampiran/${id}`, status: "sent" },
    ]),
  );
}

function putPhoto(groundcheckId: string, { question, id, picture, takenAt, position }: Pending) {
  const address = `/api/v1/groundcheck/${groundcheckId}/foto/${id}?pertanyaan=${encodeURIComponent(question)}`;
  return sendField("PUT", address, picture, {
    "Content-Type": "image/jpeg",
    "X-Tepat-Taken-At": takenAt,
    ...(position?.source === "device"
      ? { "X-Tepat-Position": `${position.latitude.toFixed(6)},${position.longitude.toFixed(6)}` }
      : {}),
  });
}
