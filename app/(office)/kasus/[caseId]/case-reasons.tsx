import type { Sentence, SentenceTopic } from "@/lib/cases/sentences";

const HEADINGS: Record<Exclude<SentenceTopic, "why">, string> = {
  rule: "Aturannya",
  automatic: "Yang sudah dilakukan sistem",
  next: "Selanjutnya",
};

const TOPICS = ["why", "rule", "automatic", "next"] as const satisfies readonly SentenceTopic[];

/** The case in words that can be read aloud to the family: the reason first and largest. */
export function CaseReasons({
  subject,
  sentences,
  over,
}: {
  readonly subject: "household" | "individual";
  readonly sentences: readonly Sentence[];
  /** Once the case is over, the last part tells how it ended. */
  readonly over: boolean;
}) {
  return (
    <div className="mb-5 rounded border border-line border-l-4 border-l-brand bg-surface px-5 py-4">
      {TOPICS.map((topic) => {
        const texts = sentences.filter((sentence) => sentence.topic === topic);
        if (texts.length === 0) return null;
        return (
          <section key={topic} className="mb-4 max-w-[68ch] last:mb-0">
            <h2 className={topic === "why" ? "mb-1 text-heading" : "mb-0.5 text-body"}>
              {topic === "why" ? whyHeading(subject) : headingOf(topic, over)}
            </h2>
            {texts.map(({ text }, index) => (
              <p key={text} className={topic === "why" && index < 2 ? "mb-1.5 text-lead" : "mb-1"}>
                {text}
              </p>
            ))}
          </section>
        );
      })}
    </div>
  );
}

function whyHeading(subject: "household" | "individual"): string {
  return `Mengapa ${subject === "household" ? "keluarga" : "orang"} ini ada di daftar`;
}

function headingOf(topic: keyof typeof HEADINGS, over: boolean): string {
  return topic === "next" && over ? "Bagaimana kasus ini selesai" : HEADINGS[topic];
}
