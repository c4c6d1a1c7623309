import { ROLE_LABELS } from "@/lib/auth/labels";
import { CASE_EVENT_LABELS, CASE_STATE_LABELS } from "@/lib/cases/labels";
import { type CaseGuard, caseWorkflow } from "@/lib/cases/workflow";
import { GROUNDCHECK_EVENT_LABELS, GROUNDCHECK_STATE_LABELS } from "@/lib/groundchecks/labels";
import { type GroundcheckGuard, groundcheckWorkflow } from "@/lib/groundchecks/workflow";
import { IMPORT_ACTION_LABELS, IMPORT_STATE_LABELS } from "@/lib/import/labels";
import { type ImportGuard, importWorkflow } from "@/lib/import/workflow";
import { PARTICIPATION_EVENT_LABELS, PARTICIPATION_STATE_LABELS } from "@/lib/programs/labels";
import { type ParticipationGuard, participationWorkflow } from "@/lib/programs/workflow";
import { PROPOSAL_EVENT_LABELS, PROPOSAL_STATE_LABELS } from "@/lib/proposals/labels";
import { type ProposalGuard, proposalWorkflow } from "@/lib/proposals/workflow";
import type { Label } from "@/lib/shared/tone";
import type { Transition, Workflow } from "@/lib/workflow/machine";

const INTRODUCTION = `# Workflows

The life of every record: which step leads where, who may take it, under which condition, and where a
reason is asked for. This file is printed from the \`workflow.ts\` tables by a test and updated with
\`npx vitest run --project unit lib/manual/print-workflows.test.ts -u\`; change the table, not this file.

Words are those on the screen, with the code beside them. Every step is checked again when it is
taken, together with the record's area and version, so that of two people at once the second is told.
*Sistem* is detection and what follows from it; *baris perintah* is somebody at the server.

One move stands in no table: \`reinstate\`. When a release is withdrawn, the system gives cases,
groundchecks and proposals back the state that it had taken from them because of that release, wherever
nobody has acted since; \`docs/decisions/0019\` says what stays.`;

/** What each guard asks for, in words that an officer could check. */
const GUARD_WORDS = {
  kind_needs_no_visit: "jenis kasusnya tidak memerlukan kunjungan",
  own_task: "tugas itu miliknya sendiri",
  not_own_visit: "bukan kunjungannya sendiri",
  photos_complete: "semua foto yang disebut jawaban sudah tiba",
  no_open_conflict: "tidak ada kiriman yang bertentangan",
  is_complete: "ada perubahan dan alasannya; tanpa groundcheck harus ada bukti",
  not_own: "bukan usulan yang dibuat atau diverifikasinya sendiri",
  based_on_current_release: "nilai lamanya dari rilis yang berlaku",
  has_basis: "berita acara atau SPTJM sudah dicatat",
  in_batch: "ada di daftar serah terima",
  not_taken_up: "belum digantikan usulan baru",
  family_was_checked: "keluarganya sudah diperiksa, atau kasusnya sudah selesai",
  becomesData: "bukan daftar yang hanya dipadankan",
  publisherDidNotCreate: "bukan impor yang disiapkannya sendiri",
  nothingPublishedYet: "belum ada datanya yang berlaku",
  stoppedWhilePublishing: "berhentinya ketika sedang diterbitkan",
  warningsConfirmed: "peringatan yang menghentikan sudah dikonfirmasi dengan alasan",
  isInForce: "rilisnya sedang berlaku",
  earlierReleaseExists: "ada rilis sebelumnya",
  nothingIsPublished: "tidak ada impor lain yang sedang diterbitkan atau ditarik",
} as const satisfies Record<
  CaseGuard | GroundcheckGuard | ImportGuard | ParticipationGuard | ProposalGuard,
  string
>;

const ROLE_WORDS: Readonly<Record<string, string>> = {
  ...ROLE_LABELS,
  system: "Sistem",
  command_line: "Baris perintah",
};

/** All workflows as a page for officers, auditors and whoever changes a table. */
export function printWorkflows(): string {
  return [
    INTRODUCTION,
    chapter("Impor", {
      about:
        "A delivery of files, from upload to publication. A release of DTSEN has no life of its own: it comes into force when its import is published, and is superseded by the next; the one in force can be withdrawn.",
      workflow: importWorkflow,
      states: IMPORT_STATE_LABELS,
      actions: IMPORT_ACTION_LABELS,
    }),
    chapter("Kasus", {
      about: "An error that detection found, until a person or new data closes it.",
      workflow: caseWorkflow,
      states: CASE_STATE_LABELS,
      actions: CASE_EVENT_LABELS,
    }),
    chapter("Groundcheck", {
      about: "The visit that settles all open cases of a family.",
      workflow: groundcheckWorkflow,
      states: GROUNDCHECK_STATE_LABELS,
      actions: GROUNDCHECK_EVENT_LABELS,
    }),
    chapter("Usulan", {
      about: "A change that the office asks Kemensos and BPS to make.",
      workflow: proposalWorkflow,
      states: PROPOSAL_STATE_LABELS,
      actions: PROPOSAL_EVENT_LABELS,
    }),
    chapter("Kepesertaan", {
      about:
        "A family's or a person's place in a program. The system may suspend, and take that back with the release that asked for it.",
      workflow: participationWorkflow,
      states: PARTICIPATION_STATE_LABELS,
      actions: PARTICIPATION_EVENT_LABELS,
    }),
  ].join("\n\n");
}

interface Chapter<State extends string, Action extends string, Role extends string> {
  readonly about: string;
  readonly workflow: Workflow<State, Action, Role, keyof typeof GUARD_WORDS>;
  readonly states: Readonly<Record<State, Label>>;
  readonly actions: Readonly<Record<Action, string>>;
}

function chapter<State extends string, Action extends string, Role extends string>(
  title: string,
  { about, workflow, states, actions }: Chapter<State, Action, Role>,
): string {
  const word = (state: State) => `${states[state].text} \`${state}\``;
  return [
    `## ${title}`,
    about,
    graph(workflow, states),
    table(
      ["From", "Step", "To", "Who", "Only if", "Reason"],
      workflow.transitions.map((transition) => [
        transition.from.map(word).join(", "),
        `${actions[transition.action]} \`${transition.action}\``,
        word(transition.to),
        transition.roles.map((role) => ROLE_WORDS[role] ?? role).join(", "),
        (transition.guards ?? []).map((guard) => GUARD_WORDS[guard]).join("; "),
        transition.reason === "required" ? "wajib" : "",
      ]),
    ),
    endings(workflow, states),
  ].join("\n\n");
}

/** A drawing of the moves; steps that stay in their state are in the table only. */
function graph<State extends string, Action extends string, Role, Guard>(
  { initial, transitions }: Workflow<State, Action, Role, Guard>,
  states: Readonly<Record<State, Label>>,
): string {
  const moves = new Map<string, Set<string>>();
  for (const { action, from, to } of transitions)
    for (const start of from) {
      if (start === to) continue;
      const line = `${start} --> ${to}`;
      moves.set(line, (moves.get(line) ?? new Set()).add(action));
    }
  return [
    "```mermaid",
    "stateDiagram-v2",
    ...reached({ initial, transitions }).map((state) => `  ${state}: ${states[state].text}`),
    `  [*] --> ${initial}`,
    ...[...moves].map(([line, actions]) => `  ${line}: ${[...actions].join(" / ")}`),
    "```",
  ].join("\n");
}

/** The states that the table speaks of, in its order. */
function reached<State extends string, Action, Role, Guard>({
  initial,
  transitions,
}: Workflow<State, Action, Role, Guard>): State[] {
  const every = transitions.flatMap(
    ({ from, to }: Transition<State, Action, Role, Guard>): State[] => [...from, to],
  );
  return [...new Set([initial, ...every])];
}

function endings<State extends string, Action, Role, Guard>(
  workflow: Workflow<State, Action, Role, Guard>,
  states: Readonly<Record<State, Label>>,
): string {
  const left = new Set(
    workflow.transitions
      .filter(({ from, to }) => from.some((state) => state !== to))
      .flatMap(({ from }) => from),
  );
  const last = reached(workflow).filter((state) => !left.has(state));
  return `Begins as ${states[workflow.initial].text}. Ends in: ${last.map((state) => states[state].text).join(", ")}.`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
