import { z } from "zod";
import { defineKind, type ValueRow } from "./kind-facts";
import { Day, Desil, InRelease } from "./shapes";
import { dtksSource, releaseSource } from "./value-rows";
import { desilWord, dtksWords, joinWords, NOTHING_CHANGED, releaseWords } from "./words";

const Evidence = z.object({
  ...InRelease,
  source: z.enum(["dtks", "recipients", "both"]),
  dtksListName: z.string().nullable(),
  dtksAsOf: Day.nullable(),
  dtksDesil: Desil.nullable(),
  /** Codes of the programs that the family receives now. */
  programs: z.array(z.string()),
  programNames: z.array(z.string()),
  /** Persons of the family whom the lists and the last release name. */
  memberCount: z.number().int().min(0),
  /** The last release that held the family, if any did. */
  lastReleaseName: z.string().nullable(),
  lastDesil: Desil.nullable(),
});
type Evidence = z.infer<typeof Evidence>;

const Closing = z.object({
  ...InRelease,
  /**
   * `family`: it stands in the release again. `members`: the NIK of some do, in the families
   * `holderIds`. `person_without_nik`: somebody of equal name, birth date and kelurahan does, with an
   * invalid NIK. `not_listed`: it is in neither list any more.
   */
  found: z.enum(["family", "members", "person_without_nik", "not_listed"]),
  desil: Desil.nullable(),
  holderIds: z.array(z.number().int()),
});

export const missingInDtsen = defineKind("missing-in-dtsen", {
  evidence: Evidence,
  closingEvidence: Closing,
  proposal: "usulan agar keluarga Bapak/Ibu ditambahkan ke DTSEN",

  desil: ({ dtksDesil }) => ({ before: dtksDesil, now: null }),

  sentences(evidence) {
    const { lastReleaseName, lastDesil } = evidence;
    const last =
      lastReleaseName === null
        ? []
        : [
            `Terakhir keluarga Bapak/Ibu tercatat di rilis ${lastReleaseName}${lastDesil === null ? "" : `, di desil ${lastDesil}`}.`,
          ];
    return {
      why: [
        `Keluarga Bapak/Ibu ${listedWords(evidence)}.`,
        `Di ${releaseWords(evidence)}, nomor kartu keluarga dan NIK semua anggotanya tidak ditemukan.`,
        ...last,
      ],
      rule: [
        "DTSEN adalah sumber data utama untuk program pemerintah (Inpres 4/2025), menggantikan DTKS.",
      ],
      automatic: [NOTHING_CHANGED],
      next: [
        "Petugas akan memeriksa apakah keluarga masih tinggal di sini (groundcheck). Jika ya, dinas sosial mengusulkan agar keluarga ditambahkan ke DTSEN.",
      ],
    };
  },

  ending(_before, now) {
    const where = releaseWords(now);
    switch (now.found) {
      case "family":
        return `Kasus ini selesai oleh data baru: keluarga Bapak/Ibu tercatat di ${where}, ${desilWord(now.desil)}.`;
      case "members":
        return `Kasus ini selesai oleh data baru: di ${where}, anggota keluarga Bapak/Ibu tercatat di keluarga lain.`;
      case "person_without_nik":
        return `Kasus ini selesai oleh data baru: di ${where} ada anggota bernama dan bertanggal lahir sama di kelurahan yang sama, tetapi NIK-nya tidak sah.`;
      case "not_listed":
        return "Kasus ini selesai oleh data baru: keluarga Bapak/Ibu tidak lagi ada di DTKS lama maupun di daftar penerima.";
    }
  },

  values: (evidence) => [
    ...listRows(evidence),
    { what: "DTSEN sekarang", source: releaseSource(evidence), value: "Tidak ditemukan" },
    {
      what: "Orang yang tercatat",
      source: "Semua daftar di atas",
      value: `${evidence.memberCount} orang`,
    },
  ],
});

function listedWords({ source, dtksListName, dtksAsOf, programNames }: Evidence): string {
  const receives = `tercatat menerima ${joinWords(programNames)}`;
  if (source === "recipients" || dtksListName === null || dtksAsOf === null) return receives;
  const inDtks = `tercatat di ${dtksWords(dtksListName, dtksAsOf)}`;
  return source === "both" ? `${inDtks} dan ${receives}` : inDtks;
}

/** Each list that names the family, with what it says. */
function listRows(evidence: Evidence): ValueRow[] {
  const { dtksListName, dtksAsOf, dtksDesil, programNames, lastReleaseName, lastDesil } = evidence;
  const rows: ValueRow[] = [];
  if (dtksListName !== null && dtksAsOf !== null)
    rows.push({
      what: "Desil di DTKS lama",
      source: dtksSource(dtksListName, dtksAsOf),
      value: { desil: dtksDesil },
    });
  if (programNames.length > 0)
    rows.push({
      what: "Bantuan yang diterima",
      source: "Daftar penerima",
      value: programNames.join(", "),
    });
  if (lastReleaseName !== null)
    rows.push({
      what: "Terakhir di DTSEN",
      source: `DTSEN ${lastReleaseName}`,
      value: { desil: lastDesil },
    });
  return rows;
}
