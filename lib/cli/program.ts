import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { DEMO_FAMILIES } from "@/lib/demo/generator/generate-demo";
import { Day, IMPORT_KINDS } from "@/lib/import/schema";
import type { ImportOptions } from "./import-files";
import { LEVEL_WORDS } from "./program-of-list";
import type { SetUpOptions } from "./set-up";
import type { DemoOptions } from "./write-demo-files";

const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "Cara pakai:",
  "Arguments:": "Argumen:",
  "Options:": "Pilihan:",
  "Commands:": "Perintah:",
};

const AFTER_HELP = `
Kode keluar: 0 berhasil, 1 ditolak atau gagal, 2 perintah keliru, 3 basis data tidak dapat dibuka.
Pengaturan: DATABASE_URL (kosong berarti basis data bawaan), TEPAT_SCHEMA, TEPAT_DATA_DIR (bawaan .data), TEPAT_URL.`;

/** The commands of \`npm run tepat\`. What each does is loaded when it is called, so that help is quick. */
export function createProgram(): Command {
  const program = new Command("npm run tepat --");
  program
    .description("Baris perintah Tepat untuk ruang server: kode yang sama dengan halamannya.")
    .helpOption("-h, --help", "tampilkan bantuan")
    .helpCommand("help [perintah]", "tampilkan bantuan suatu perintah")
    .usage("<perintah> [pilihan]")
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      subcommandTerm: (command) => [command.name(), ...argumentsOf(command)].join(" "),
      optionDescription: ({ description, defaultValue }) =>
        defaultValue === undefined ? description : `${description} (bawaan ${defaultValue})`,
    })
    .addHelpText("after", AFTER_HELP)
    .exitOverride()
    // The caught error becomes one Indonesian sentence (main.ts).
    .configureOutput({ writeErr: () => {} });
  addOfficeCommands(program);
  addDataCommands(program);
  for (const command of program.commands) {
    command
      .helpOption("-h, --help", "tampilkan bantuan")
      .copyInheritedSettings(program)
      .usage([...argumentsOf(command), "[pilihan]"].join(" "));
  }
  return program;
}

function addOfficeCommands(program: Command): void {
  program
    .command("setup")
    .description(
      "buat kantor sungguhan tanpa data contoh; mencetak tautan sekali pakai untuk admin",
    )
    .requiredOption("--regency <kode>", "kode Kemendagri kabupaten/kota, misalnya 35.73")
    .requiredOption("--admin <nama>", "nama admin pertama")
    .action(async (options: SetUpOptions) => {
      const { setUp } = await import("./set-up");
      await setUp(options);
    });
  program
    .command("migrate")
    .description("perbarui struktur basis data")
    .action(async () => {
      const { migrateDatabase } = await import("./migrate");
      await migrateDatabase();
    });
  program
    .command("demo")
    .description("tulis berkas contoh dengan orang rekaan, beserta kesalahan yang ditanam")
    .requiredOption("--out <folder>", "folder tujuan")
    .option("--families <jumlah>", "jumlah keluarga", wholeNumber, DEMO_FAMILIES)
    .option("--seed <angka>", "angka awal: sama berarti berkas yang sama", wholeNumber)
    .action(async (options: DemoOptions) => {
      const { writeDemoFiles } = await import("./write-demo-files");
      await writeDemoFiles(options);
    });
}

function addDataCommands(program: Command): void {
  program
    .command("import")
    .description("terima dan periksa berkas XLSX atau CSV; jenisnya dikenali dari kolomnya")
    .addArgument(
      new Argument("<berkas...>", "berkas; untuk DTSEN berkas keluarga dan anggota sekaligus"),
    )
    .addOption(
      new Option("--kind <jenis>", `jenis berkas: ${IMPORT_KINDS.join(", ")}`).choices([
        ...IMPORT_KINDS,
      ]),
    )
    .option("--program <kode>", "program dari daftar penerima: PKH, SEMBAKO, PBI_JK, atau lainnya")
    .option("--new-program <nama>", 'catat program yang belum dikenal, misalnya "BLT Dana Desa"')
    .addOption(
      new Option("--level <siapa>", "penerima program baru: keluarga atau perorangan").choices([
        ...Object.keys(LEVEL_WORDS),
      ]),
    )
    .option("--release <nama>", 'nama rilis atau daftar, misalnya "v3 2026"')
    .option("--as-of <tanggal>", "tanggal data, misalnya 2026-10-20", day)
    .option(
      "--complete",
      "daftar penerima ini lengkap: bantuan yang tidak disebut di dalamnya berakhir",
    )
    .option("--publish", "terbitkan setelah pemeriksaan selesai")
    .option("--confirm <alasan>", "terbitkan walau ada peringatan yang menghentikan")
    .option("--force <alasan>", "impor walau berkas yang sama sudah pernah terbit")
    .option("--json", "cetak hasilnya sebagai satu dokumen JSON")
    .action(async (paths: string[], options: ImportOptions) => {
      const { importFiles } = await import("./import-files");
      await importFiles(paths, options);
    });
  program
    .command("withdraw")
    .description("tarik rilis yang berlaku; rilis sebelumnya berlaku lagi")
    .requiredOption("--reason <alasan>", "alasannya, dibaca semua petugas")
    .option("--json", "cetak hasilnya sebagai satu dokumen JSON")
    .action(async (options: { readonly reason: string; readonly json?: boolean }) => {
      const { withdraw } = await import("./withdraw");
      await withdraw(options);
    });
  addReport(program, "releases", "daftar rilis DTSEN", async (options) => {
    const { listReleases } = await import("./list-releases");
    await listReleases(options);
  });
  addReport(program, "detect", "cari kesalahan lagi pada rilis yang berlaku", async (options) => {
    const { detect } = await import("./detect");
    await detect(options);
  });
  addReport(
    program,
    "cases",
    "kasus yang terbuka; dengan --json satu baris per kasus",
    async (options) => {
      const { listCases } = await import("./list-cases");
      await listCases(options);
    },
  );
}

function addReport(
  program: Command,
  name: string,
  description: string,
  run: (options: { readonly json?: boolean }) => Promise<void>,
): void {
  program
    .command(name)
    .description(description)
    .option("--json", "cetak sebagai JSON, satu dokumen per baris")
    .action(run);
}

function argumentsOf(command: Command): string[] {
  return command.registeredArguments.map(
    (argument) => `<${argument.name()}${argument.variadic ? "…" : ""}>`,
  );
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new InvalidArgumentError("tulis bilangan bulat di atas 0");
  return Number(text);
}

function day(text: string): string {
  if (!Day.safeParse(text).success)
    throw new InvalidArgumentError("tulis tanggal seperti 2026-10-20");
  return text;
}
