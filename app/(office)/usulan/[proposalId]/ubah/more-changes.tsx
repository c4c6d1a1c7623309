import Link from "next/link";
import { SelectField } from "@/components/forms/field";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { choicesOf, findProposable, PROPOSABLE_COLUMNS } from "@/lib/proposals/proposable-columns";
import { type AddChangeParams, FAMILY_SUBJECT } from "@/lib/proposals/schema";
import type { OpenFinding } from "@/lib/proposals/visit-findings";
import { AddForm } from "./add-form";
import type { DraftView } from "./load-draft";

/**
 * Another change by hand, in two steps that need no script: whose and which column, then the value
 * as that column has it.
 */
export function MoreChanges({
  draft: { found, members, open },
  wanted: { untuk, kolom },
}: {
  readonly draft: DraftView;
  readonly wanted: AddChangeParams;
}) {
  const subject = untuk ?? FAMILY_SUBJECT;
  const ofFamily = subject === FAMILY_SUBJECT;
  const member = members.find(({ individualId }) => individualId === subject);
  const known = ofFamily || member !== undefined;
  const scope = ofFamily ? "household" : "individual";
  const column = kolom === undefined || !known ? undefined : findProposable(scope, kolom);
  return (
    <Card title="Tambah perubahan lain" note="Simpan dahulu pilihan di atas jika sudah Anda ubah">
      <OpenFindings id={found.id} open={open} />
      <form
        action={`/usulan/${found.id}/ubah`}
        className="grid items-end gap-x-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
      >
        <SelectField
          name="untuk"
          label="Untuk"
          defaultValue={known ? subject : FAMILY_SUBJECT}
          options={[
            { value: FAMILY_SUBJECT, text: "Keluarga" },
            ...members.map(({ individualId, name }) => ({ value: individualId, text: name })),
          ]}
        />
        <SelectField
          name="kolom"
          label="Isian"
          defaultValue={column?.column ?? ""}
          options={[{ value: "", text: "Pilih isian" }]}
          groups={[
            { text: "Keluarga", options: PROPOSABLE_COLUMNS.household.map(optionOf) },
            { text: "Anggota", options: PROPOSABLE_COLUMNS.individual.map(optionOf) },
          ]}
        />
        <Button type="submit" variant="secondary" className="mb-4 justify-self-start">
          Pilih isian
        </Button>
      </form>
      {kolom !== undefined && column === undefined && (
        <p className="mb-4 font-semibold text-negative">
          Isian itu bukan milik {ofFamily ? "keluarga" : "anggota"}. Pilih lagi keduanya.
        </p>
      )}
      {column && (
        <AddForm
          proposalId={found.id}
          version={found.version}
          subject={subject}
          who={ofFamily ? "Keluarga" : (member?.name ?? "Anggota keluarga")}
          column={column.column}
          label={column.label}
          choices={choicesOf(column)}
          type={column.type === "date" ? "date" : "text"}
        />
      )}
    </Card>
  );
}

function optionOf({ column, label }: { readonly column: string; readonly label: string }) {
  return { value: column, text: label };
}

/** What the visit found in words that fit several codes of the column. */
function OpenFindings({
  id,
  open,
}: {
  readonly id: string;
  readonly open: readonly OpenFinding[];
}) {
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="perlu-dipilih" className="mb-4">
      <h3 id="perlu-dipilih" className="font-semibold">
        Temuan kunjungan yang kodenya perlu Anda pilih
      </h3>
      <ul className="list-disc pl-5">
        {open.map(({ scope, column, label, memberKey, memberName, oldLabel, newLabel }) => (
          <li key={`${memberKey ?? ""} ${column}`}>
            <Link
              href={`/usulan/${id}/ubah?untuk=${scope === "household" ? FAMILY_SUBJECT : memberKey}&kolom=${column}`}
              prefetch={false}
            >
              {label}
            </Link>
            {memberName && `, ${memberName}`}: {oldLabel ?? "tidak diisi"}, menurut kunjungan{" "}
            <strong>{newLabel}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
