import type { Sex } from "./names";

/**
 * The province code of all made-up numbers. No province has it, so a made-up NIK or No KK can
 * never be a person's or a family's.
 */
const MADE_UP_PROVINCE = "10";

const SERIALS = 9_999;
const REGENCY = 73;

export type NumberIssuer = {
  nik(kecamatan: string, birthDate: string, sex: Sex): string;
  nomorKk(kecamatan: string, issueDate: string): string;
};

/**
 * Issues numbers of the valid form (PP 37/2007: region, date with +40 on a woman's day, serial
 * 0001–9999), none twice: within one kecamatan each number has its own regency code and serial.
 */
export function createNumberIssuer(): NumberIssuer {
  const issuedNik = new Map<string, number>();
  const issuedKk = new Map<string, number>();
  return {
    nik(kecamatan, birthDate, sex) {
      const { regency, serial } = nextSerial(issuedNik, kecamatan, 6_151);
      return `${MADE_UP_PROVINCE}${regency}${kecamatan}${shortDate(birthDate, sex === "female" ? 40 : 0)}${serial}`;
    },
    nomorKk(kecamatan, issueDate) {
      const { regency, serial } = nextSerial(issuedKk, kecamatan, 4_663);
      return `${MADE_UP_PROVINCE}${regency}${kecamatan}${shortDate(issueDate, 0)}${serial}`;
    },
  };
}

/** The stride has no factor in common with 9,999 = 3² · 11 · 101, so it visits every serial once. */
function nextSerial(issued: Map<string, number>, kecamatan: string, stride: number) {
  const count = issued.get(kecamatan) ?? 0;
  issued.set(kecamatan, count + 1);
  const block = Math.floor(count / SERIALS);
  if (block >= REGENCY) throw new RangeError("There are no made-up numbers left.");
  return {
    regency: digits(block === 0 ? REGENCY : block, 2),
    serial: digits((((count % SERIALS) * stride) % SERIALS) + 1, 4),
  };
}

function shortDate(isoDay: string, addedToDay: number): string {
  const [year, month, day] = isoDay.split("-");
  return `${digits(Number(day) + addedToDay, 2)}${month}${year?.slice(2)}`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
