import type { ReactNode } from "react";
import { classNames } from "@/lib/shared/class-names";
import { BreakableName } from "./breakable-name";

const KINDS: readonly {
  readonly name: string;
  readonly files: ReactNode;
  readonly from: string;
}[] = [
  {
    name: "Rilis DTSEN",
    files: (
      <>
        Semua berkas bersama-sama, boleh satu per kecamatan: <Name>keluarga_dtsen_…csv</Name> (52
        kolom) dan <Name>anggota_keluarga_dtsen_…csv</Name> (48 kolom)
      </>
    ),
    from: "Dari BPS, diserahkan dengan berita acara berbagi pakai data",
  },
  {
    name: "DTKS lama",
    files: "Satu berkas; satu baris satu orang, dengan ID DTKS atau kolom PKH, BPNT, dan PBI",
    from: "Dari arsip SIKS-NG sebelum DTSEN berlaku",
  },
  {
    name: "Daftar penerima",
    files: "Satu berkas per program; sedikitnya nama dengan NIK atau No KK",
    from: "Dari SIKS-NG atau bank penyalur (SP2D), tiap tahap salur",
  },
  {
    name: "Padan Dukcapil",
    files: "Satu berkas; NIK dengan status padan, keterangan, atau keduanya",
    from: "Dari Disdukcapil, jawaban atas NIK yang dikirim kantor",
  },
  {
    name: "Daftar kematian",
    files: "Satu berkas; NIK atau nama, tanggal meninggal, dan sumber laporannya",
    from: "Dari desa, kelurahan, atau rumah sakit",
  },
  {
    name: "Daftar desil",
    files: "Satu berkas; No KK atau NIK dengan desilnya. Desil rilis tidak berubah",
    from: "Dari layar SIKS-NG, atau jawaban pusat atas permintaan kantor",
  },
  {
    name: "BNBA SIKS-NG",
    files:
      "Satu berkas; satu baris satu orang, dengan desil nasional dan kolom PKH, Sembako, atau PBI-JK. Rilis tidak berubah",
    from: "Dari SIKS-NG, menurut nama dan alamat",
  },
  {
    name: "Daftar untuk dipadankan",
    files: "Satu berkas; nama dengan NIK, tanggal lahir, atau kelurahan. Tidak masuk ke registri",
    from: "Dari perangkat daerah lain yang menanyakan desil orang-orangnya",
  },
];

/** What can be imported, and where an office gets it: side by side, or in a column beside a form. */
export function AcceptedFiles({ beside = false }: { readonly beside?: boolean }) {
  return (
    <dl
      className={classNames(
        "grid gap-x-8 gap-y-4 text-small",
        !beside && "md:grid-cols-2 xl:grid-cols-3",
      )}
    >
      {KINDS.map(({ name, files, from }) => (
        <div key={name}>
          <dt className="font-semibold">{name}</dt>
          <dd>{files}</dd>
          <dd className="text-muted">{from}</dd>
        </div>
      ))}
    </dl>
  );
}

function Name({ children }: { readonly children: string }) {
  return (
    <span className="font-mono text-caption">
      <BreakableName name={children} />
    </span>
  );
}
