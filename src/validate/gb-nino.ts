/** British national insurance number by its prefix rules; QQ is what HMRC prints in examples. */
export function gbNino(value: string): boolean {
  return /^(?:QQ|(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])\d{6}[A-D]?$/.test(value);
}
