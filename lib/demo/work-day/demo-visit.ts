import { randomUUID } from "node:crypto";
import { pruneDocument, questionsOfScope } from "@/lib/forms/asked-questions";
import type { Question, Questionnaire } from "@/lib/forms/definition";
import type { RosterMember } from "@/lib/forms/types";
import type { VisitDocument } from "@/lib/forms/visit-document";
import type { ReleaseFamily } from "@/lib/proposals/read-registry";

type Answers = VisitDocument["answers"];
type Values = ReleaseFamily["values"];

/** What a poor house shows at once: floor, roof and power. The first that the list does not say is found. */
const POOR_HOUSE: Readonly<Record<string, readonly string[]>> = {
  "10a": ["6", "8"],
  "12a": ["4", "3"],
  "18b": ["1", "2"],
};

/** Where the demonstration's houses stand: about the middle of Blimbing. */
const MIDDLE = { latitude: -7.9412, longitude: 112.6431 };

/**
 * A visit that found everybody at home: it answers as the release does, and differs in what a house
 * shows at once. A family that is in no release gets the form's first answers.
 */
export function demoVisit(
  form: Questionnaire,
  roster: readonly RosterMember[],
  family: ReleaseFamily | null,
  variant: number,
): VisitDocument {
  const household = questionsOfScope(form, "household");
  const individual = questionsOfScope(form, "individual");
  const document: VisitDocument = {
    presence: form.presence.goesOn[0] ?? "",
    answers: poorerThan(answersLike(household, family?.values ?? {})),
    members: roster.map(({ key, relation }, place) => ({
      key,
      answers: {
        ...answersLike(
          individual,
          family?.members.find((member) => member.key === key)?.values ?? {},
        ),
        [form.members.presence]: "1",
        [form.members.relation]: relation ?? (place === 0 ? "1" : "3"),
      },
    })),
    photos: Object.fromEntries(
      household
        .filter(({ type, required }) => type === "photo" && required)
        .map(({ code }) => [code, randomUUID()]),
    ),
    position: {
      latitude: MIDDLE.latitude + variant * 0.0007,
      longitude: MIDDLE.longitude + variant * 0.0004,
      accuracyMetres: 9,
      source: "device",
    },
    note: "Kunjungan contoh.",
  };
  return pruneDocument(form, document, roster);
}

function poorerThan(listed: Answers): Answers {
  const found = Object.entries(POOR_HOUSE).flatMap(([code, poor]) => {
    const other = poor.find((answer) => answer !== listed[code]);
    return other === undefined ? [] : [[code, other] as const];
  });
  return { ...listed, ...Object.fromEntries(found) };
}

function answersLike(questions: readonly Question[], values: Values): Answers {
  return Object.fromEntries(
    questions.flatMap((question) => {
      const answer = answerLike(question, values);
      return answer === null ? [] : [[question.code, answer]];
    }),
  );
}

function answerLike(question: Question, values: Values): string | number | null {
  const { type, options = [], min = 0, mapsTo, mapCodes, countsAsYesNo, shortcut } = question;
  const listed = mapsTo === undefined ? null : (values[mapsTo] ?? null);
  switch (type) {
    case "single": {
      const same = options.find(({ code }) =>
        [mapCodes?.[code] ?? code].flat().includes(String(listed)),
      );
      return (same ?? options[0])?.code ?? null;
    }
    case "integer":
      if (listed === null) return min;
      return countsAsYesNo ? Number(Number(listed) === 1) : Number(listed);
    case "rupiah":
      return Math.max(min, 6_000_000);
    case "digits":
      return /^\d{11,12}$/.test(String(listed)) ? String(listed) : "512345678901";
    case "text":
      // What somebody works as is not in the release, but whether they do is.
      return values.status_dalam_pekerjaan_utama ? "Buruh harian" : (shortcut?.code ?? null);
    case "date":
    case "photo":
      return null;
  }
}
