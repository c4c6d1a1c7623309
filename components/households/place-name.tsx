/** Kelurahan and its kecamatan; the regency's own name would say nothing in a list of the regency. */
export function PlaceName({
  kelurahan,
  kecamatan,
}: {
  readonly kelurahan: string | null;
  readonly kecamatan: string | null;
}) {
  if (kelurahan === null) return <span className="text-muted">Tidak dikenali</span>;
  return (
    <span>
      {kelurahan}
      {kecamatan !== null && <span className="text-muted">, {kecamatan}</span>}
    </span>
  );
}
