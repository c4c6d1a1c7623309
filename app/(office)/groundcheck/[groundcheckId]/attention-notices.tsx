import { Notice } from "@/components/ui/notice";
import type { GroundcheckView } from "@/lib/groundchecks/find-groundcheck";
import { describeOffset } from "./describe-offset";

/** What a verifier has to know before reading the answers. */
export function AttentionNotices({ view: { visit, state } }: { readonly view: GroundcheckView }) {
  if (!visit) return null;
  const missing = visit.photos.filter(({ picture }) => picture === null);
  return (
    <>
      {missing.length > 0 && (
        <Notice tone="warning" title="Ada foto yang belum sampai">
          {missing.map(({ label }) => label).join(", ")}.{" "}
          {state === "submitted" &&
            "Hasil ini dapat diverifikasi setelah semua foto masuk: minta pendamping membuka aplikasinya dengan sinyal yang baik."}
        </Notice>
      )}
      {visit.clockIsOff && (
        <Notice tone="warning" title="Jam ponsel tidak cocok">
          Saat mengirim, jam ponsel {describeOffset(visit.clockOffsetMs)}. Waktu mulai dan selesai
          kunjungan menurut ponsel tidak dapat dipegang.
        </Notice>
      )}
      {visit.remarks.length > 0 && (
        <Notice tone="warning" title="Yang perlu diperhatikan pada isian ini">
          <ul className="mt-1 list-disc pl-5 text-small">
            {visit.remarks.map(({ question, member, message }) => (
              <li key={`${question} ${member ?? ""} ${message}`}>
                {member && <strong>{member}: </strong>}
                {message} <span className="text-muted">({question})</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
