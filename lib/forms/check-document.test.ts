import { describe, expect, test } from "vitest";
import { completeVisit, coreForm, listed } from "../../tests/support/visits";
import { pruneDocument } from "./asked-questions";
import { checkDocument } from "./check-document";
import type { RosterMember } from "./types";
import type { VisitDocument } from "./visit-document";

const form = coreForm();
const roster = [
  listed(),
  listed({ key: "2", name: "SITI AMINAH", age: 44, sex: "2", relation: "2" }),
  listed({ key: "3", name: "DEWI LESTARI", age: 8, sex: "2", relation: "3" }),
];
const today = new Date("2026-11-22");

/** Question, member and severity of each problem of a document that should be sent. */
function problemsOf(document: VisitDocument, people: readonly RosterMember[] = roster) {
  return checkDocument(form, document, people, { final: true, today }).map(
    ({ severity, question, memberKey }) =>
      `${severity} ${question}${memberKey === undefined ? "" : ` of ${memberKey}`}`,
  );
}

/** The complete visit with the child's answers as they are asked: no occupation. */
function visit(changes: Partial<VisitDocument> = {}): VisitDocument {
  const complete = completeVisit(roster);
  return {
    ...complete,
    members: complete.members.map((one) =>
      one.key === "3" ? { key: "3", answers: { "27a": "1", "32": "3" } } : one,
    ),
    ...changes,
  };
}

function withAnswers(answers: VisitDocument["answers"]): VisitDocument {
  return visit({ answers: { ...visit().answers, ...answers } });
}

function without(code: string): VisitDocument {
  const { [code]: _, ...answers } = visit().answers;
  return visit({ answers });
}

function withMember(key: string, answers: VisitDocument["answers"]): VisitDocument {
  const { members } = visit();
  return visit({
    members: members.map((one) =>
      one.key === key ? { ...one, answers: { ...one.answers, ...answers } } : one,
    ),
  });
}

const newcomer = {
  key: "new-1",
  name: "BUDI SANTOSO",
  nik: "1012345678901234",
  answers: { "27a": "5", "29": "1", "30": "2020-02-03", "32": "3" },
};

describe("a finished visit", () => {
  test("with everything answered has nothing to object to", () => {
    expect(problemsOf(visit())).toEqual([]);
  });

  test.each(["7a", "9", "10a", "13", "16", "17", "22a", "23b"])("needs question %s", (code) => {
    expect(problemsOf(pruneDocument(form, without(code), roster, today))).toEqual([
      `error ${code}`,
    ]);
  });

  test.each(["21a", "21b", "kk"])("needs the picture %s", (code) => {
    const { [code]: _, ...photos } = visit().photos;
    expect(problemsOf(visit({ photos }))).toEqual([`error ${code}`]);
  });

  test("may lack the picture of the bathroom", () => {
    expect(Object.keys(visit().photos)).not.toContain("21c");
  });

  test("has a floor of at least one square metre", () => {
    expect(problemsOf(withAnswers({ "9": 0 }))).toEqual(["error 9"]);
    expect(problemsOf(withAnswers({ "9": 36.5 }))).toEqual(["error 9"]);
    expect(problemsOf(withAnswers({ "9": "36" }))).toEqual(["error 9"]);
  });

  test.each([
    ["123456789012", []],
    ["12345678901", []],
    ["1234567890", ["error 18c"]],
    ["1234567890123", ["error 18c"]],
    ["12345678901x", ["error 18c"]],
  ])("has 12 digits of a customer or 11 of a meter: %s", (number, expected) => {
    expect(problemsOf(withAnswers({ "18c": number }))).toEqual(expected);
  });

  test("has at least one meter where PLN measures", () => {
    expect(problemsOf(withAnswers({ "18a": 0 }))).toEqual(["error 18a"]);
    expect(problemsOf(without("18a"))).toEqual(["error 18a"]);
  });

  test("names the value of motorcycles and cars only where there are some", () => {
    expect(problemsOf(without("22g_nilai"))).toEqual(["error 22g_nilai"]);
    expect(problemsOf(withAnswers({ "22g_nilai": 0 }))).toEqual(["error 22g_nilai"]);
    expect(problemsOf(withAnswers({ "22h": 1 }))).toEqual(["error 22h_nilai"]);
  });

  test("warns of appliances without electricity", () => {
    const dark = pruneDocument(
      form,
      withAnswers({ "17": "4", "22c": 1, "22d": 1, "22f": 2 }),
      roster,
      today,
    );
    expect(problemsOf(dark)).toEqual(["warning 22c", "warning 22d", "warning 22f"]);
  });

  test("refuses a choice, a question and a presence that the form does not have", () => {
    expect(problemsOf(withAnswers({ "7a": "9" }))).toEqual(["error 7a"]);
    expect(problemsOf(withAnswers({ "99": "1" }))).toEqual(["error 99"]);
    expect(problemsOf(visit({ presence: "2" }))).toEqual(["error status_keluarga"]);
    expect(problemsOf(visit({ presence: "" }))).toEqual(["error status_keluarga"]);
  });

  test("refuses an answer that was not asked for", () => {
    expect(problemsOf(withAnswers({ "13": "6" }))).toEqual(["error 14"]);
  });

  test("warns where the position is missing", () => {
    expect(problemsOf(visit({ position: null }))).toEqual(["warning 3l"]);
  });
});

describe("the members of a finished visit", () => {
  test("are all asked about", () => {
    const { members } = visit();
    expect(problemsOf(visit({ members: members.slice(0, 2) }))).toEqual(["error 27a of 3"]);
  });

  test("work from the age of ten, or where nobody knows the age", () => {
    const people = [listed(), listed({ key: "2", age: null })];
    const complete = completeVisit(people);
    const members = complete.members.map(({ key, answers: { "36": _, ...answers } }) => ({
      key,
      answers,
    }));
    expect(problemsOf({ ...complete, members }, people)).toEqual([
      "error 36 of 1",
      "error 36 of 2",
    ]);
    expect(problemsOf(withMember("2", { "36": "Guru" }))).toEqual(["error 37 of 2"]);
    expect(problemsOf(withMember("2", { "36": "Guru", "37": "4" }))).toEqual([]);
    expect(problemsOf(withMember("3", { "36": "Guru" }))).toEqual(["error 36 of 3"]);
  });

  test("differ from the roster: a warning", () => {
    const gone = visit();
    const members = gone.members.map((one) =>
      one.key === "3" ? { key: "3", answers: { "27a": "3", "28DN": "Kota Batu" } } : one,
    );
    expect(problemsOf({ ...gone, members })).toEqual(["warning 27a"]);
    expect(problemsOf(visit({ members: [...visit().members, newcomer] }))).toEqual(["warning 27a"]);
  });

  test("that are new have a name, a NIK of 16 digits and a date of birth", () => {
    const withNew = (changes: object) =>
      problemsOf(visit({ members: [...visit().members, { ...newcomer, ...changes }] })).filter(
        (problem) => problem.startsWith("error"),
      );
    expect(withNew({})).toEqual([]);
    expect(withNew({ nik: "123" })).toEqual(["error 26a of new-1"]);
    expect(withNew({ nik: "" })).toEqual(["error 26a of new-1"]);
    expect(withNew({ name: " " })).toEqual(["error 25 of new-1"]);
    const born = (day: string) => withNew({ answers: { ...newcomer.answers, "30": day } });
    expect(born("2026-11-23")).toEqual(["error 30 of new-1"]);
    expect(born("1900-01-01")).toContain("error 30 of new-1");
    expect(born("2020-02-31")).toContain("error 30 of new-1");
    expect(withNew({ answers: { ...newcomer.answers, "27a": "1" } })).not.toEqual([]);
  });

  test("that are listed cannot be new, nor written down twice", () => {
    expect(problemsOf(withMember("2", { "27a": "5", "29": "2", "30": "1982-01-01" }))).toContain(
      "error 27a of 2",
    );
    const { members } = visit();
    expect(problemsOf(visit({ members: [...members, ...members.slice(0, 1)] }))).toContain(
      "error 27a of 1",
    );
  });

  test("that left the roster since are named, not refused", () => {
    const stranger = { key: "77", answers: { "27a": "1" } };
    expect(problemsOf(visit({ members: [...visit().members, stranger] }))).toEqual([
      "warning 27a of 77",
    ]);
  });

  test("have exactly one head, of another sex than the spouse", () => {
    expect(problemsOf(withMember("2", { "32": "1" }))).toEqual(["error 32"]);
    expect(problemsOf(withMember("1", { "32": "3" }))).toEqual(["error 32"]);
    expect(problemsOf(withMember("2", { "32": "2" }))).toEqual([]);
    const people = roster.map((one) => ({ ...one, sex: "1" }));
    expect(problemsOf(withMember("2", { "32": "2" }), people)).toEqual(["error 32"]);
  });

  test("are not all gone where the family was found", () => {
    const members = roster.map(({ key }) => ({ key, answers: { "27a": "2" } }));
    expect(problemsOf(visit({ members }))).toEqual(["error 27a"]);
    // Said only once everybody was asked about.
    expect(problemsOf(visit({ members: members.slice(1) }))).toEqual(["error 27a of 1"]);
  });
});

describe("a visit that met nobody", () => {
  const nobody: VisitDocument = {
    presence: "0",
    answers: {},
    members: [],
    photos: {},
    position: null,
    note: "Rumah sudah menjadi toko.",
  };

  test("asks for nothing more, and warns where it says nothing", () => {
    expect(problemsOf(nobody)).toEqual(["warning 3l"]);
    expect(problemsOf({ ...nobody, note: " " })).toEqual(["warning 3l", "warning catatan"]);
  });

  test("may bring the picture of the front, and no interview", () => {
    const { photos } = visit();
    const front = photos["21a"] ?? "";
    expect(problemsOf({ ...nobody, photos: { "21a": front } })).toEqual(["warning 3l"]);
    expect(problemsOf({ ...nobody, photos: { "21b": front } })).toContain("error 21b");
    expect(problemsOf({ ...nobody, answers: { "9": 36 } })).toContain("error 9");
  });

  test("is what remains of an interview once the presence was changed", () => {
    const pruned = pruneDocument(form, visit({ presence: "pindah" }), roster, today);

    expect(Object.keys(pruned.photos)).toEqual(["21a"]);
    expect(pruned.answers).toEqual({});
    expect(pruned.members).toEqual([]);
    expect(pruned.position).not.toBeNull();
  });
});

describe("a draft", () => {
  const check = (document: VisitDocument) =>
    checkDocument(form, document, roster, { final: false, today });

  test("may lack anything", () => {
    expect(check({ presence: "", answers: {}, members: [], photos: {}, position: null })).toEqual(
      [],
    );
    expect(check({ presence: "1", answers: {}, members: [], photos: {}, position: null })).toEqual(
      [],
    );
  });

  test("is told what is wrong in what it says", () => {
    expect(check(withAnswers({ "18c": "12" })).map(({ question }) => question)).toEqual(["18c"]);
  });
});

describe("leaving out what is not asked", () => {
  test("takes away the answers that hung on others, and nothing else", () => {
    const changed = pruneDocument(form, withAnswers({ "13": "6", "17": "4" }), roster, today);

    expect(Object.keys(changed.answers)).not.toEqual(
      expect.arrayContaining(["14", "18a", "18b", "18c"]),
    );
    const whole = visit();
    expect(pruneDocument(form, whole, roster, today)).toEqual(whole);
  });

  test("follows a chain: no occupation, no status in it", () => {
    const dead = pruneDocument(
      form,
      withMember("2", { "27a": "2", "36": "Guru", "37": "4" }),
      roster,
      today,
    );
    expect(dead.members[1]?.answers).toEqual({ "27a": "2" });
  });
});
