import { useRouter } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import { pruneDocument } from "@/lib/forms/asked-questions";
import { checkDocument } from "@/lib/forms/check-document";
import type { Questionnaire } from "@/lib/forms/definition";
import type { FormProblem, RosterMember } from "@/lib/forms/types";
import type { VisitDocument } from "@/lib/forms/visit-document";
import type { TimeZone } from "@/lib/shared/format";
import { withPhoto } from "./edit-document";
import { type Submission, sendVisit, submissionOf } from "./send-visit";
import type { SendState } from "./summary-section";
import { type Draft, useDraft } from "./use-draft";
import { type Photos, usePhotos } from "./use-photos";

/** A task as its page gives it to the form. */
export interface VisitTask {
  readonly groundcheckId: string;
  readonly version: number;
  readonly questionnaire: Questionnaire;
  readonly roster: readonly RosterMember[];
  /** What was filled in before. */
  readonly document: VisitDocument;
  readonly savedAt: Date | null;
  /** When filling in began; null where it begins now. */
  readonly startedAt: Date | null;
  /** Why the office sent answers back, by question. */
  readonly returned: Readonly<Record<string, string>>;
  readonly timeZone: TimeZone;
}

export interface Visit {
  readonly document: VisitDocument;
  readonly change: (edit: (document: VisitDocument) => VisitDocument) => void;
  readonly photos: Photos;
  readonly draft: Draft;
  /** All that would be said of the document if it were sent now. */
  readonly problems: readonly FormProblem[];
  readonly sending: SendState;
  readonly send: () => Promise<void>;
}

/** The visit while it is filled in: answers, draft, pictures and the sending of it all. */
export function useVisit(task: VisitTask): Visit {
  const { groundcheckId, version, questionnaire, roster } = task;
  const [document, setDocument] = useState(task.document);
  const [sending, setSending] = useState<SendState>({ kind: "idle" });
  const [serverProblems, setServerProblems] = useState<readonly FormProblem[]>([]);
  const submission = useRef<Submission | null>(null);
  const [openedAt] = useState(() => task.startedAt ?? new Date());
  const router = useRouter();
  const draft = useDraft(groundcheckId, version, document, task.savedAt);
  const photos = usePhotos(groundcheckId, task.document.photos, document.position, (code, id) =>
    setDocument((before) => withPhoto(before, code, id)),
  );
  const problems = useMemo(
    () => problemsOf(questionnaire, document, roster, serverProblems),
    [questionnaire, document, roster, serverProblems],
  );

  async function send() {
    setSending({ kind: "sending" });
    // In this order: the pictures that the answers name, the last draft, then the answers themselves.
    if (!(await photos.sendWaiting())) return setSending({ kind: "photos_waiting" });
    await draft.saveNow();
    submission.current = submissionOf(
      submission.current,
      {
        groundcheckId,
        questionnaire: questionnaire.version,
        baseVersion: version,
        startedAt: openedAt.toISOString(),
        document: pruneDocument(questionnaire, document, roster),
      },
      new Date(),
    );
    const outcome = await sendVisit(submission.current);
    if (outcome.status === "rejected") setServerProblems(outcome.problems);
    setSending({ kind: "answered", outcome });
    // The page shows the receipt, as it will whenever it is opened from now on.
    if (outcome.status === "received" || outcome.status === "repeated") router.refresh();
  }

  function change(edit: (document: VisitDocument) => VisitDocument) {
    setDocument(edit);
    setServerProblems([]);
    if (sending.kind === "answered" || sending.kind === "photos_waiting")
      setSending({ kind: "idle" });
  }
  return { document, change, photos, draft, problems, sending, send };
}

/** What the phone finds itself, and what the server alone knew. */
function problemsOf(
  questionnaire: Questionnaire,
  document: VisitDocument,
  roster: readonly RosterMember[],
  serverProblems: readonly FormProblem[],
): FormProblem[] {
  const pruned = pruneDocument(questionnaire, document, roster);
  const found = checkDocument(questionnaire, pruned, roster, { final: true });
  const known = new Set(found.map((problem) => JSON.stringify(keyOf(problem))));
  return [
    ...found,
    ...serverProblems.filter((problem) => !known.has(JSON.stringify(keyOf(problem)))),
  ];
}

function keyOf({ severity, question, memberKey, message }: FormProblem) {
  return [severity, question, memberKey ?? null, message];
}
