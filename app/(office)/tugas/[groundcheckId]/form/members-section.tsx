import { UserPlus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { type Subject, subjectsOf, visibleQuestions } from "@/lib/forms/asked-questions";
import type { Question, Section } from "@/lib/forms/definition";
import { newMemberKey, withAnswer, withNewMember } from "./edit-document";
import { errorAt, type VisitForm } from "./form-context";
import { NewMemberFields } from "./new-member-fields";
import { QuestionField } from "./question-field";
import { fieldId } from "./steps";

/** A section about each member. The one that asks who lives here is also where people are added. */
export function MembersSection({
  form,
  section,
}: {
  readonly form: VisitForm;
  readonly section: Section;
}) {
  const { questionnaire, document, roster, returned, change } = form;
  const asksPresence = section.questions.some(
    ({ code }) => code === questionnaire.members.presence,
  );
  const subjects = subjectsOf(questionnaire, document, roster);
  const general = section.questions.flatMap(({ code }) => errorAt(form, code) ?? []);
  function add() {
    const key = newMemberKey(document);
    change((before) => withNewMember(questionnaire, before, key));
    // After the fields are on the page.
    setTimeout(() => {
      window.document.getElementById(fieldId(questionnaire.members.name.code, key))?.focus();
    });
  }
  return (
    <>
      {general.map((message) => (
        <p
          key={message}
          className="mb-4 border-l-4 border-negative pl-3 font-semibold text-negative"
        >
          <span className="sr-only">Galat: </span>
          {message}
        </p>
      ))}
      <SectionRemarks section={section} returned={returned} />
      {asksPresence && subjects.length === 0 && (
        <p className="mb-4">
          Tidak ada anggota yang tercatat. Tambahkan setiap orang yang tinggal di sini.
        </p>
      )}
      {subjects.map((subject) => (
        <MemberCard key={subject.key} form={form} section={section} subject={subject} />
      ))}
      {asksPresence && (
        <Button variant="secondary" className="mb-6 min-h-12 w-full sm:w-auto" onClick={add}>
          <UserPlus aria-hidden />
          Tambah anggota baru
        </Button>
      )}
    </>
  );
}

/** What the office remarked is about a question, not about one member: it stands once, above them. */
function SectionRemarks({
  section,
  returned,
}: {
  readonly section: Section;
  readonly returned: VisitForm["returned"];
}) {
  return section.questions
    .filter(({ code }) => returned[code] !== undefined)
    .map(({ code, label }) => (
      <p key={code} className="mb-4 border-l-4 border-warning pl-3 text-small text-warning">
        <strong>{label}. Diminta petugas kantor:</strong> {returned[code]}
      </p>
    ));
}

const SEX = { "1": "laki-laki", "2": "perempuan" } as const;

function factsOf({ listed, age }: Subject): string {
  const sex = listed?.sex === "1" || listed?.sex === "2" ? SEX[listed.sex] : null;
  return [sex, age === null ? null : `${age} tahun`, listed?.nik && `NIK ${listed.nik}`]
    .filter(Boolean)
    .join(" · ");
}

/** What is asked of a member here. Being new is a fact of how they came onto the form, not an answer. */
function questionsOf({ questionnaire, document }: VisitForm, section: Section, subject: Subject) {
  const { presence, joined } = questionnaire.members;
  return visibleQuestions(questionnaire, section, document, subject).flatMap(
    (question): Question[] => {
      if (question.code !== presence) return [question];
      if (subject.isNew) return [];
      const options = question.options?.filter(({ code }) => code !== joined);
      return [{ ...question, options }];
    },
  );
}

function MemberCard({
  form,
  section,
  subject,
}: {
  readonly form: VisitForm;
  readonly section: Section;
  readonly subject: Subject;
}) {
  const { questionnaire, document, roster, photos, change } = form;
  const questions = questionsOf(form, section, subject);
  const asksPresence = section.questions.some(
    ({ code }) => code === questionnaire.members.presence,
  );
  if (questions.length === 0 && !asksPresence) return null;
  const { key } = subject;
  const written = document.members.find((one) => one.key === key)?.name?.trim();
  const name = subject.listed?.name || written || "Anggota baru";
  return (
    <section aria-label={name} className="mb-5 rounded border border-line bg-surface px-4 pt-3">
      <h3 className="text-heading">{name}</h3>
      <p className="tabular mb-3 text-small text-muted">{factsOf(subject)}</p>
      {subject.isNew && asksPresence && <NewMemberFields form={form} memberKey={key} />}
      {questions.map((question) => (
        <QuestionField
          key={question.code}
          id={fieldId(question.code, key)}
          question={question}
          value={subject.answers[question.code] ?? ""}
          photos={photos}
          error={errorAt(form, question.code, key)}
          onChange={(value) =>
            change((before) =>
              withAnswer(
                questionnaire,
                before,
                { code: question.code, memberKey: key, value },
                roster,
              ),
            )
          }
        />
      ))}
    </section>
  );
}
