/** What the population office answered of a person (`dukcapil_row.result`). */
export const DUKCAPIL_RESULTS = [
  "matched",
  "unmatched",
  "not_found",
  "doubled",
  "inactive",
  "unknown",
] as const;
export type DukcapilResult = (typeof DUKCAPIL_RESULTS)[number];

/** What became of the person (`dukcapil_row.fate`). */
export const DUKCAPIL_FATES = ["deceased", "moved_out"] as const;
export type DukcapilFate = (typeof DUKCAPIL_FATES)[number];

export interface DukcapilAnswer {
  readonly result: DukcapilResult;
  readonly fate: DukcapilFate | null;
}

/** What people write short, as the whole word. */
const SHORT_WORDS: Readonly<Record<string, string>> = {
  tdk: "tidak",
  tak: "tidak",
  tidk: "tidak",
  not: "tidak",
  blm: "belum",
  dlm: "dalam",
  antarkab: "antar kab",
  antarkec: "antar kec",
  nonaktif: "tidak aktif",
  "non aktif": "tidak aktif",
  inaktif: "tidak aktif",
  inactive: "tidak aktif",
  dinonaktifkan: "tidak aktif",
  found: "ditemukan",
};
const SHORT = new RegExp(`\\b(?:${Object.keys(SHORT_WORDS).join("|")})\\b`, "g");

/** Words of a clause by what they say; each clause stands alone, so that a name in brackets says nothing of its neighbour. */
const SAYS = {
  notFound:
    /\b(?:tidak|belum) (?:\w+ )?(?:ditemukan|ketemu|terdaftar|tercatat|dikenali?)\b|\b(?:nik|data|biodata|penduduk) tidak ada\b|\btidak ada (?:di|dalam|pada|data)\b/,
  doubled:
    /^ganda$|\b(?:nik|data|biodata|identitas|rekam\w*|terdeteksi|terindikasi|indikasi)(?: \w+)? ganda\b|\bduplika(?:t|si)\b|\bduplicate\b|\bdo(?:bel|uble)\b|\bnik (?:di)?(?:pakai|gunakan|miliki) (?:orang lain|dua|2|lebih)\b/,
  inactive: /\btidak aktif\b|\b(?:belum|tidak) online\b/,
  differs:
    /\b(?:tidak|belum|gagal|bukan|kurang) (?:padan|cocok|sesuai|sama|match|valid|benar)\b|\bpadan sebagian\b|\b(?:mis|un)match\w*\b|\b(?:ber)?beda\b|\bperbedaan\b|\bsalah\b|\bkeliru\b|\btypo\b/,
  matched: /\b(?:padan|cocok|sesuai|match(?:ed)?)\b|^(?:ya|y|yes)$/,
  refused: /^(?:tidak|t|n|no)$/,
  alive: /\b(?:aktif|valid|hidup|online|ditemukan|terdaftar)\b/,
  deceased: /\bmen+ing+al\b|\bwafat\b|\balmarhum(?:ah)?\b|\bkematian\b|^(?:md|mati|alm|almh)$/,
  denied: /\b(?:tidak|belum|bukan)\b/,
  moved: /\bpindah\b/,
  movedOut:
    /\b(?:ke ?)?luar\b|\bantar (?:kab|kota|prov|pulau|negara|negeri|daerah)|\bke (?:kab|kota|prov)|(?<!\b(?:dalam|satu|1|dari) )\bkab(?:upaten)?\b|\b(?:negara|negeri)\b/,
  movedInside:
    /\bdalam (?:satu |1 )?(?:kab|kota|kec|desa|kel|daerah|wilayah)|\bantar ?(?:kec|desa|kel|rt|rw|dusun|alamat)|\bpindah (?:alamat|kk|rt|rw|kec|desa|kel|datang|masuk|dari)|\bke (?:kec|desa|kel|rt|rw|dusun)/,
} as const satisfies Record<string, RegExp>;

/**
 * Reads what the population office wrote of a person, in whichever of its two columns the reason
 * stands. A reason tells more than *padan* or *tidak padan*: a NIK that was not found, that two
 * persons have, or that is not active any more is that, and who died or left the regency is not
 * active. *Padan* itself gives way only to the last two, which answer another question; a remark
 * that something differs or was not found may then be about an address. Words that nobody knows
 * leave the result unknown.
 */
export function readDukcapilResult(status: string, note: string): DukcapilAnswer {
  const ofStatus = clausesOf(status);
  const all = [...ofStatus, ...clausesOf(note)];
  const fate = fateOf(all);
  const matched = says(ofStatus, "matched") && !says(ofStatus, "differs");
  return { result: resultOf(all, { matched, fate, refused: says(ofStatus, "refused") }), fate };
}

function resultOf(
  clauses: readonly string[],
  { matched, refused, fate }: { matched: boolean; refused: boolean; fate: DukcapilFate | null },
): DukcapilResult {
  if (!matched && says(clauses, "notFound")) return "not_found";
  if (says(clauses, "doubled")) return "doubled";
  if (fate !== null || says(clauses, "inactive")) return "inactive";
  if (matched) return "matched";
  if (refused || says(clauses, "differs")) return "unmatched";
  return says(clauses, "matched") || says(clauses, "alive") ? "matched" : "unknown";
}

/** Death comes first: who died did not move any more. */
function fateOf(clauses: readonly string[]): DukcapilFate | null {
  const told = clauses.filter((clause) => !SAYS.denied.test(clause));
  if (says(told, "deceased")) return "deceased";
  return saysMovedOut(told.join(" ")) ? "moved_out" : null;
}

/** The place may stand in the other column. The register keeps who moves inside the regency active, so a bare *pindah* means away. */
function saysMovedOut(text: string): boolean {
  if (!SAYS.moved.test(text)) return false;
  return SAYS.movedOut.test(text) || !SAYS.movedInside.test(text);
}

function says(clauses: readonly string[], what: keyof typeof SAYS): boolean {
  return clauses.some((clause) => SAYS[what].test(clause));
}

/** Small letters and single spaces, split where a new thought begins. A slash does not: "kabupaten/kota". */
function clausesOf(text: string): string[] {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[,;:|()[\]]+| - /)
    .map((clause) =>
      clause
        .replace(/[^a-z0-9]+/g, " ")
        .trim()
        .replace(SHORT, (word) => SHORT_WORDS[word] ?? word),
    )
    .filter((clause) => clause !== "");
}
