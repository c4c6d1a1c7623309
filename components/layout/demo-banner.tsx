/** Stands on every page of a demonstration office, so that nobody takes an invented family for a real one. */
export function DemoBanner() {
  return (
    <aside
      aria-label="Kantor contoh"
      className="border-b border-warning-line bg-warning-soft px-4 py-1 text-center text-caption text-warning"
    >
      <strong>Kantor contoh</strong> — semua orang dan keluarga di sini rekaan
    </aside>
  );
}
