/** Stands on every page of a demonstration office, so that nobody takes an invented family for a real one. */
export function DemoBanner() {
  return (
    <p className="border-b border-warning-line bg-warning-soft px-4 py-1.5 text-center text-small text-warning">
      <strong>Kantor contoh</strong> — semua orang dan keluarga di sini rekaan
    </p>
  );
}
