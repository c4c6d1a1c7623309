import { EmptyState } from "@/components/ui/empty-state";

export function NoRelease() {
  return (
    <EmptyState title="Belum ada rilis DTSEN">
      Registri terisi setelah operator mengimpor berkas DTSEN dan verifikator menerbitkannya.
    </EmptyState>
  );
}
