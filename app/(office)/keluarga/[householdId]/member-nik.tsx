import { Tag } from "@/components/ui/tag";

/** The NIK of a member as a list writes it, and whether it can be one. */
export function MemberNik({
  nik,
  isValid,
}: {
  readonly nik: string | null;
  readonly isValid: boolean;
}) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="tabular whitespace-nowrap">{nik ?? "Tidak diisi"}</span>
      {!isValid && <Tag tone="warning">tidak sah</Tag>}
    </span>
  );
}
