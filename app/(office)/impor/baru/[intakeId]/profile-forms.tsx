import Link from "next/link";
import type { IntakeFile } from "@/lib/import/intake";
import { kindOf } from "@/lib/import/interpret-files";
import { IMPORT_FILE_ROLE_LABELS } from "@/lib/import/labels";
import type { ColumnProfile } from "@/lib/import/profiles/queries";
import type { ProposedFile } from "@/lib/import/propose-columns";
import { IMPORT_FILE_ROLES } from "@/lib/import/schema";
import { BreakableName } from "../../breakable-name";
import { ProfileForm } from "./profile-form";

const GUESS = { value: "", text: "Tanpa profil: tebak dari judul dan isinya" };

/** For each uploaded file the profiles that it could be read by, where the office has any. */
export function ProfileForms({
  intakeId,
  files,
  proposed = [],
  profiles,
}: {
  readonly intakeId: string;
  readonly files: readonly IntakeFile[];
  /** What the files are proposed as; none where nobody knows yet what they are. */
  readonly proposed?: readonly ProposedFile<IntakeFile>[];
  readonly profiles: readonly ColumnProfile[];
}) {
  const forms = files.map((file, index) => {
    const role = kindOf(file)?.role;
    const fitting = profiles.filter((profile) => role === undefined || profile.role === role);
    const current = proposed.find(({ file: { sha256 } }) => sha256 === file.sha256)?.profile;
    return { file, index, fitting, profileId: current?.id ?? null };
  });
  // Of files with the same columns one stands for all: what is chosen for it is chosen for them.
  const offered = forms.filter(
    ({ file, fitting, profileId }, index) =>
      fitting.length > 0 &&
      forms.findIndex(
        (other) => other.profileId === profileId && other.file.header.join() === file.header.join(),
      ) === index,
  );
  if (offered.length === 0) return null;
  return (
    <div className="flex flex-wrap items-end gap-x-5 border-t border-line px-4 pt-3">
      {offered.map(({ file, index, fitting, profileId }) => (
        <div key={`${file.sha256} ${profileId}`}>
          {files.length > 1 && (
            <p className="text-small text-muted">
              <BreakableName name={file.name} />
            </p>
          )}
          <ProfileForm
            intakeId={intakeId}
            file={index}
            name={file.name}
            profileId={profileId}
            options={[GUESS]}
            groups={groupsOf(fitting)}
          />
        </div>
      ))}
      <p className="mb-3 flex min-h-11 items-center text-small md:min-h-10">
        <Link href="/impor/profil" prefetch={false}>
          Kelola profil kolom
        </Link>
      </p>
    </div>
  );
}

/** By what the files are, as soon as that is in question. */
function groupsOf(profiles: readonly ColumnProfile[]) {
  return IMPORT_FILE_ROLES.map((role) => ({
    text: IMPORT_FILE_ROLE_LABELS[role],
    options: profiles
      .filter((profile) => profile.role === role)
      .map(({ id, name, source }) => ({
        value: String(id),
        text: source === null ? name : `${name} (${source})`,
      })),
  })).filter(({ options }) => options.length > 0);
}
