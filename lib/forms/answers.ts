/** What the phone and the server agree on. The parts without Zod are separate files, so that the phone loads no more than it needs. */
export { pruneDocument, type Subject, subjectsOf, visibleQuestions } from "./asked-questions";
export { checkDocument } from "./check-document";
export { compareWithRelease, type Difference, type ReleaseMembers } from "./compare-with-release";
export type { FormProblem, RosterMember } from "./types";
export { VisitDocument } from "./visit-document";
export { resultOf } from "./visit-result";
