import { ButtonLink } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";

/** A one-time link as the page shows it: this once, and never again. */
export interface ShownLink {
  readonly userId: string;
  readonly name: string;
  readonly username: string;
  readonly address: string;
  readonly minutes: number;
}

export function HandedLink({ link }: { readonly link: ShownLink }) {
  const { name, username, address, minutes, userId } = link;
  return (
    <>
      <Notice tone="positive" title={`Serahkan tautan ini kepada ${name}`} live>
        <p>
          Berlaku {minutes} menit, sekali pakai, dan hanya ditampilkan sekarang. Kirim langsung
          kepada orangnya; siapa pun yang memegangnya dapat membuat kata sandi akun ini.
        </p>
      </Notice>
      <dl className="mb-4 grid gap-3 rounded border border-line bg-surface px-4 py-4">
        <div>
          <dt className="text-muted text-small">Tautan membuat kata sandi</dt>
          <dd className="mt-1 flex flex-wrap items-center gap-3">
            <code className="select-all break-all text-small">{address}</code>
            <CopyButton value={address} what="Tautan" />
          </dd>
        </div>
        <div>
          <dt className="text-muted text-small">Nama pengguna</dt>
          <dd className="font-semibold">{username}</dd>
        </div>
      </dl>
      <div className="mb-5 flex flex-wrap gap-2">
        <ButtonLink href={`/pengguna/${userId}`}>Buka akun {name}</ButtonLink>
        <ButtonLink href="/pengguna">Kembali ke daftar pengguna</ButtonLink>
      </div>
    </>
  );
}
