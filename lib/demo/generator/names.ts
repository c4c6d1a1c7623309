import type { Random } from "./random";

export type Sex = "male" | "female";

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Words that occur in Indonesian names; every full name is a mixture drawn by chance. */
const GIVEN: Record<Sex, readonly string[]> = {
  male: words(`
    AGUS BAMBANG SLAMET SUGENG HARIYADI MULYONO SUBANDI KASTURI PONIRAN SAMSUL IMRON FATONI
    YUSUF RIDWAN HAMZAH ZAINAL ARIFIN BASUKI WIDODO SUTRISNO GUNAWAN HENDRO RUDIANTO EKO
    BAYU GALIH RANGGA DIMAS FAJAR ILHAM RIZKY NANDA KEVIN YOGA BAGAS TEGUH WAHYU ANDIKA
    MATEUS STEFANUS YOHANES NYOMAN KETUT GEDE LUKMAN SYAIFUL NUR KHOIRUL MISBAH SUWARNO
  `),
  female: words(`
    SITI SUMIATI WARSINI KASIANI TUMINAH SULASTRI RUKMINI ENDANG NINIK HARTINI MUSLIKAH
    KHOTIMAH FARIDA LAILATUL NURHAYATI ZUBAIDAH ASTUTIK RATNA YULIANTI FITRI DEWI INDAH
    PUSPITA MEGA AYU INTAN NABILA SALSA KARTIKA WULAN RETNO ANGGUN CITRA VERONIKA
    KRISTINA MARGARETA LUH KADEK ROSIDAH HALIMAH MUNAWAROH ISTIQOMAH JUMINTEN SUPRIHATIN
  `),
};

const SECOND: Record<Sex, readonly string[]> = {
  male: words(`
    PRASETYO KURNIAWAN NUGROHO WIBOWO SETIAWAN HIDAYAT RAMADHAN PRATAMA FIRDAUS MAULANA
    SANTOSA SUSILO HANDOKO WICAKSONO ABDILLAH MUSTOFA HAKIM ANSORI YULIANTO PURNOMO
    WIJAYA KUSUMA ALAMSYAH ROSYID SYAFII CAHYONO HERMAWAN MARTONO PRAYITNO SUDARSONO
  `),
  female: words(`
    RAHAYU WULANDARI LESTARININGSIH KUSUMAWATI PERMATASARI OKTAVIANI MAHARANI SUSANTI
    WIDYASTUTI HASANAH FAUZIYAH MASRUROH AZIZAH NURJANAH SETYOWATI PURWANINGSIH UTAMI
    ARIYANTI SAFIRA AMALIA RAHMAWATI KHUMAIRAH SEPTIANA MARLINA ANDRIANI PRATIWI NOVITASARI
    SUHARTI YUNINGSIH TRISNAWATI
  `),
};

/** Letters outside ASCII and apostrophes: what breaks when a file is read in a wrong encoding. */
const UNUSUAL = words("RENÉ NUÑEZ MÜLLER FRANÇOIS ZOË MA'ARIF NU'MAN JUM'ATI");

/** A full name of letters, spaces and now and then an apostrophe or an accent. */
export function drawName(random: Random, sex: Sex): string {
  const name = drawPlainName(random, sex);
  return random.chance(0.008) ? `${name} ${random.pick(UNUSUAL)}` : name;
}

/** A full name of unaccented capitals only, which every file writes alike. */
export function drawPlainName(random: Random, sex: Sex): string {
  const given = random.pick(GIVEN[sex]);
  const second = random.pick(SECOND[sex]);
  if (random.chance(0.04)) return given;
  const middle = random.pick(GIVEN[sex]);
  return random.chance(0.25) && middle !== given
    ? `${given} ${middle} ${second}`
    : `${given} ${second}`;
}
