import { Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { withIdentity, withoutMember } from "./edit-document";
import { errorAt, type VisitForm } from "./form-context";
import { fieldId } from "./steps";
import { TextField } from "./text-field";

/** Name and NIK of somebody who is in no list, and the way to take them off again. */
export function NewMemberFields({
  form,
  memberKey,
}: {
  readonly form: VisitForm;
  readonly memberKey: string;
}) {
  const { questionnaire, document, change } = form;
  const { name, nik } = questionnaire.members;
  const written = document.members.find(({ key }) => key === memberKey);
  return (
    <>
      <TextField
        id={fieldId(name.code, memberKey)}
        question={{ label: name.label, type: "text", required: true }}
        hint={name.hint}
        value={written?.name ?? ""}
        error={errorAt(form, name.code, memberKey)}
        onChange={(value) => change((before) => withIdentity(before, memberKey, { name: value }))}
      />
      <TextField
        id={fieldId(nik.code, memberKey)}
        question={{ label: nik.label, type: "digits", required: true }}
        hint={nik.hint}
        value={written?.nik ?? ""}
        error={errorAt(form, nik.code, memberKey)}
        onChange={(value) => change((before) => withIdentity(before, memberKey, { nik: value }))}
      />
      <Button
        variant="quiet"
        className="mb-4"
        onClick={() => change((before) => withoutMember(before, memberKey))}
      >
        <Trash2 aria-hidden />
        Hapus anggota baru ini
      </Button>
    </>
  );
}
