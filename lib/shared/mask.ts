/**
 * A NIK or No KK as lists show it: the last four characters only. Mask in the query, not in the
 * page: what reaches a component also reaches the browser.
 */
export function maskNumber(number: string): string {
  return `•••• ${number.slice(-4)}`;
}

/** Sixteen digits in groups of four, so that a person can compare them with a card. */
export function groupDigits(number: string): string {
  return /^\d{16}$/.test(number) ? number.replace(/(\d{4})(?=\d)/g, "$1 ") : number;
}
