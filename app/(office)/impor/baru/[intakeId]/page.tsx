import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { answeredWith, readingOf } from "@/lib/import/column-answers";
import { findEarlierImports } from "@/lib/import/find-earlier-imports";
import { findIntake, type IntakeFile } from "@/lib/import/intake";
import { type InterpretProblem, interpretFiles } from "@/lib/import/interpret-files";
import { type ColumnProfile, listProfiles } from "@/lib/import/profiles/queries";
import { proposeColumns, recallRoles } from "@/lib/import/propose-columns";
import type { ImportKind } from "@/lib/import/schema";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { dayOnCalendar } from "@/lib/shared/format";
import { EarlierImports } from "../../earlier-imports";
import { columnOptions } from "./column-options";
import { ColumnsCard } from "./columns-card";
import { INTERPRET_SENTENCES } from "./interpret-sentences";
import { PassedOver } from "./passed-over";
import { ProfileForms } from "./profile-forms";
import { ReadingForms } from "./reading-forms";
import { RecognisedFiles } from "./recognised-files";
import { StartForm } from "./start-form";

export const metadata: Metadata = { title: "Periksa berkas" };

const TITLES = {
  dtsen: "Impor rilis DTSEN",
  dtks: "Impor DTKS lama",
  recipients: "Impor daftar penerima",
  dukcapil: "Impor hasil padan Dukcapil",
  matching: "Padankan daftar dengan registri",
  deaths: "Impor daftar kematian",
  desil: "Impor daftar desil",
  bnba: "Impor BNBA SIKS-NG",
} as const satisfies Record<ImportKind, string>;

const BACK = { href: "/impor/baru", text: "Unggah berkas lain" };

export default async function ConfirmIntakePage({
  params,
}: {
  readonly params: Promise<{ intakeId: string }>;
}) {
  const actor = await requirePermission("import.create");
  if (actor.area.level !== "regency") notFound();
  const { intakeId } = await params;
  const now = new Date();
  const intake = await findIntake(env().TEPAT_DATA_DIR, {
    id: intakeId,
    createdBy: actor.id,
    now,
  });
  if (!intake) return <GoneIntake />;
  const [recalled, profiles] = await Promise.all([
    recallRoles(db(), intake.files),
    listProfiles(db(), actor),
  ]);
  const interpreted = interpretFiles(recalled);
  if (!interpreted.ok)
    return (
      <NoImport
        problem={interpreted.problem}
        intakeId={intakeId}
        files={recalled}
        profiles={profiles}
      />
    );

  const { kind, name, asOf, program } = interpreted.value;
  const [files, { timeZone }, programs, earlier] = await Promise.all([
    proposeColumns(db(), interpreted.value.files),
    getOfficeOfRequest(),
    db().program.findMany({ select: { code: true, name: true }, orderBy: { code: "asc" } }),
    findEarlierImports(
      db(),
      actor,
      intake.files.map(({ sha256 }) => sha256),
    ),
  ]);
  const places = answeredWith(files);
  return (
    <>
      <PageHeading title={TITLES[kind]} back={BACK} />
      <EarlierImports imports={earlier} timeZone={timeZone} />
      <PassedOver names={intake.passedOver} />
      <Card title="Berkas yang dikenali" flush>
        <RecognisedFiles files={files} />
        <ProfileForms intakeId={intakeId} files={recalled} proposed={files} profiles={profiles} />
        <ReadingForms intakeId={intakeId} files={recalled} />
      </Card>
      <StartForm
        // Read in another way, the files have other columns: nothing of the old answers fits.
        key={readingOf(files)}
        intakeId={intakeId}
        kind={kind}
        guessed={{ name, asOf, program }}
        programs={programs}
        today={dayOnCalendar(now, timeZone)}
        reasonNeeded={earlier.some(({ state }) => state === "published" || state === "publishing")}
        profile={files.find(({ profile }) => profile !== null)?.profile ?? null}
        reading={readingOf(files)}
        columnOptions={files.map(({ role }) => columnOptions(role))}
      >
        {files.map((file, index) =>
          places[index] === index ? (
            <ColumnsCard
              key={file.file.sha256}
              index={index}
              file={file}
              alike={places.filter((place) => place === index).length - 1}
              timeZone={timeZone}
            />
          ) : null,
        )}
      </StartForm>
    </>
  );
}

/** What is no import yet: the person may say what the files are, or bring others. */
function NoImport({
  problem,
  intakeId,
  files,
  profiles,
}: {
  readonly problem: InterpretProblem;
  readonly intakeId: string;
  readonly files: readonly IntakeFile[];
  readonly profiles: readonly ColumnProfile[];
}) {
  return (
    <>
      <PageHeading title="Berkas belum dapat diimpor" back={BACK} />
      <Notice
        tone="negative"
        title={problem.code === "unknown_file" ? problem.fileName : undefined}
      >
        {INTERPRET_SENTENCES[problem.code]}
      </Notice>
      <Card title="Cara membaca berkas" flush>
        {problem.code === "unknown_file" && (
          <ProfileForms intakeId={intakeId} files={files} profiles={profiles} />
        )}
        <ReadingForms intakeId={intakeId} files={files} open={problem.code === "unknown_file"} />
      </Card>
      <ButtonLink href="/impor/baru">Unggah berkas lain</ButtonLink>
    </>
  );
}

/** Not a missing page: somebody came back to it the day after. */
function GoneIntake() {
  return (
    <EmptyState
      title="Unggahan ini sudah tidak tersimpan"
      action={<ButtonLink href="/impor/baru">Unggah lagi</ButtonLink>}
    >
      Berkas yang diunggah dan belum diperiksa dihapus setelah satu hari.
    </EmptyState>
  );
}
