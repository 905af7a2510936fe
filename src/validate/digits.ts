/** Sum of the digits, each times its weight; the weights begin again when they are used up. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += (digits.charCodeAt(i) - 0x30) * weights[i % weights.length];
  return sum;
}
