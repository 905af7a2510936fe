/** Conversations that hold on to what they have compiled. */
const MAX_AWAKE = 256;

/** Remembers the conversations that talked last, by the function that lets each rest. */
export class Awake {
  readonly #rests = new Set<() => void>();

  wake(rest: () => void): void {
    this.#rests.delete(rest);
    this.#rests.add(rest);
    if (this.#rests.size <= MAX_AWAKE) return;
    const [oldest] = this.#rests;
    this.#rests.delete(oldest);
    oldest();
  }
}
