/**
 * A NIK as it arrives damaged, in one of the forms that files have. Each is invalid by itself:
 * none can be read as another person's number.
 */
export function damageNik(nik: string, ordinal: number): string {
  const damage = DAMAGES[ordinal % DAMAGES.length];
  return damage ? damage(nik) : "";
}

const DAMAGES: readonly ((nik: string) => string)[] = [
  (nik) => nik.slice(0, 15),
  () => "",
  (nik) => `${nik.slice(0, 15)}O`,
  (nik) => `${nik.slice(0, 6)}9913${nik.slice(10)}`,
  (nik) => `${nik.slice(0, 12)}0000`,
  (nik) => `${nik.slice(0, 1)},${nik.slice(1, 6)}E+15`,
  () => "0000000000000000",
  (nik) => `${nik}0`,
];
