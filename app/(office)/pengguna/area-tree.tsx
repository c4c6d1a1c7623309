import { ChevronDown } from "lucide-react";

export interface KecamatanChoice {
  readonly code: string;
  readonly name: string;
  readonly kelurahan: readonly { readonly code: string; readonly name: string }[];
}

/**
 * Whole kecamatan or single kelurahan, in sight while "tertentu" is chosen; the style sheet decides,
 * so it works before scripts run.
 */
export function AreaTree({
  kecamatan,
  chosen,
  error,
}: {
  readonly kecamatan: readonly KecamatanChoice[];
  readonly chosen: readonly string[];
  readonly error: string | undefined;
}) {
  const ticked = (code: string) => chosen.includes(code);
  return (
    <fieldset
      id="wilayah"
      className="mb-4 hidden rounded border border-line group-has-[[value=sebagian]:checked]/akun:block"
    >
      <legend className="sr-only">Kecamatan dan kelurahan</legend>
      {error && <p className="px-3 pt-2 font-semibold text-negative">{error}</p>}
      {kecamatan.map(({ code, name, kelurahan }) => {
        const count = kelurahan.filter((one) => ticked(one.code)).length;
        return (
          <div key={code} className="border-line border-b px-3 py-1 last:border-0">
            <Tick code={code} chosen={ticked(code)}>
              <span className="font-semibold">Kecamatan {name}</span>, seluruhnya
            </Tick>
            <details open={count > 0} className="group/kel pb-1 pl-7">
              <summary className="flex min-h-11 items-center gap-1 text-link text-small md:min-h-8">
                {kelurahan.length} kelurahan
                {count > 0 && `, ${count} dipilih`}
                <span className="sr-only"> di {name}</span>
                <ChevronDown aria-hidden className="size-4 group-open/kel:rotate-180" />
              </summary>
              <div className="grid sm:grid-cols-2">
                {kelurahan.map((one) => (
                  <Tick key={one.code} code={one.code} chosen={ticked(one.code)}>
                    {one.name}
                  </Tick>
                ))}
              </div>
            </details>
          </div>
        );
      })}
    </fieldset>
  );
}

function Tick({
  code,
  chosen,
  children,
}: {
  readonly code: string;
  readonly chosen: boolean;
  readonly children: React.ReactNode;
}) {
  return (
    <label className="flex min-h-11 items-center gap-2.5 py-1 text-small md:min-h-8">
      <input
        type="checkbox"
        name="wilayah"
        value={code}
        defaultChecked={chosen}
        className="size-4.5 shrink-0 accent-brand"
      />
      <span>{children}</span>
    </label>
  );
}
