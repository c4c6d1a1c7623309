import { may, type Permission } from "@/lib/auth/policy";
import type { Role } from "@/lib/auth/types";

export interface NavigationItem {
  readonly href: string;
  readonly text: string;
  /** An address of the same part that does not begin with its own. */
  readonly also?: string;
}

/** The parts of the office, in the order of the work; each stands behind the permission that opens it. */
const PARTS: readonly (NavigationItem & { readonly permission: Permission | null })[] = [
  { href: "/", text: "Beranda", permission: null },
  { href: "/dasbor", text: "Dasbor", permission: "dashboard.view" },
  { href: "/tugas", text: "Tugas saya", permission: "task.list" },
  { href: "/kasus", text: "Kasus", permission: "case.list" },
  { href: "/groundcheck", text: "Groundcheck", permission: "groundcheck.list" },
  { href: "/usulan", text: "Usulan", permission: "proposal.list" },
  { href: "/serah-terima", text: "Serah terima", permission: "hand_over.list" },
  { href: "/penangguhan", text: "Penangguhan", permission: "participation.list" },
  { href: "/keluarga", text: "Registri", permission: "household.list" },
  { href: "/impor", text: "Impor", also: "/pemadanan", permission: "import.list" },
  { href: "/rilis", text: "Rilis", permission: "release.list" },
  { href: "/pengguna", text: "Pengguna", permission: "user.list" },
  { href: "/indikator", text: "Indikator", permission: "indicator.enter" },
  { href: "/audit", text: "Jejak audit", permission: "audit.list" },
];

/** What a role finds in the navigation. Hiding a link is a courtesy; the page decides again. */
export function navigationFor(role: Role): NavigationItem[] {
  return PARTS.filter(({ permission }) => permission === null || may(role, permission)).map(
    ({ href, text, also }) => ({ href, text, also }),
  );
}
