import { describe, expect, test } from "vitest";
import { normalizeAreaName } from "./area-name";

describe("a normalised area name", () => {
  test.each([
    ["Ketawanggede", "KETAWANGGEDE"],
    ["  gading   kasri ", "GADING KASRI"],
    ["Oro-oro Dowo", "ORO ORO DOWO"],
    ["KELURAHAN TLOGOMAS", "TLOGOMAS"],
    ["Kel. Tlogomas", "TLOGOMAS"],
    ["Desa Pandanlandung", "PANDANLANDUNG"],
    ["KEC. LOWOKWARU", "LOWOKWARU"],
    ["Kota Malang", "KOTA MALANG"],
    ["KAB. MALANG", "KABUPATEN MALANG"],
    ["Kel. Kota Baru", "KOTA BARU"],
    ["PROV. JAWA TIMUR", "JAWA TIMUR"],
    ["Ma'rang", "MARANG"],
    ["Ma’rang", "MARANG"],
    ["Désa Âmbon", "AMBON"],
  ])("of %j is %j", (written, normalized) => {
    expect(normalizeAreaName(written)).toBe(normalized);
  });

  test("keeps a name that only begins like a kind of area", () => {
    expect(normalizeAreaName("Kotalama")).toBe("KOTALAMA");
    expect(normalizeAreaName("Desa")).toBe("DESA");
    expect(normalizeAreaName("Kelapa Dua")).toBe("KELAPA DUA");
  });

  test.each(["Kel. Oro-oro Dowo", "Kel. Desa Lama", "Kab. Malang"])(
    "of the normalised %j is the same name",
    (written) => {
      const once = normalizeAreaName(written);
      expect(normalizeAreaName(once)).toBe(once);
    },
  );
});
