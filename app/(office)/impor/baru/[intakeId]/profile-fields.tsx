import { Field } from "@/components/forms/field";
import { errorAt, valueAt } from "@/lib/actions/action-state";

/** Under which name the columns are kept for next month's file. */
export function ProfileFields({
  profile,
  state,
}: {
  /** The profile by which the columns are proposed. */
  readonly profile: { readonly name: string; readonly source: string | null } | null;
  readonly state: Parameters<typeof valueAt>[0];
}) {
  return (
    <>
      <Field
        name="profileName"
        label={profile ? "Nama profil kolom" : "Simpan susunan kolom sebagai profil (tidak wajib)"}
        hint={
          profile
            ? "Perubahan kolom disimpan ke profil ini; tulis nama lain untuk membuat profil baru."
            : "Misalnya SP2D Bank BRI. Bulan depan berkas dengan judul kolom yang sama langsung dibaca begini. Bila dikosongkan, kolom yang Anda ubah disimpan dengan nama berkasnya."
        }
        maxLength={80}
        defaultValue={valueAt(state, "profileName") ?? profile?.name ?? ""}
        error={errorAt(state, "profileName")}
      />
      <Field
        name="profileSource"
        label="Pengirim berkas (tidak wajib)"
        hint="Misalnya Bank BRI atau Dinas Kesehatan"
        maxLength={80}
        defaultValue={valueAt(state, "profileSource") ?? profile?.source ?? ""}
        error={errorAt(state, "profileSource")}
      />
    </>
  );
}
