const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const SHAPE = /^[A-Z]{6}[\dLMNPQRSTUV]{2}[ABCDEHLMPRST][\dLMNPQRSTUV]{2}[A-Z][\dLMNPQRSTUV]{3}[A-Z]$/;

/** Italian tax code; of two people with the same one, one gets letters for digits (omocodia). */
export function itCodiceFiscale(value: string): boolean {
  if (!SHAPE.test(value)) return false;
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const unit = value.charCodeAt(i);
    const rank = unit <= 0x39 ? unit - 0x30 : unit - 0x41;
    sum += i % 2 === 1 ? rank : ODD[rank];
  }
  return value.charCodeAt(15) - 0x41 === sum % 26;
}
