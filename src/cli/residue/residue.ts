/** What a second look came upon. No values. */
import { SordinoError } from '../../errors.ts';
import { countText } from '../units.ts';
import type { Shape } from './shapes.ts';

/** Places that are shown one by one. */
const SHOWN = 20;

export type ShowResidue = (text: string) => void;

export class Residue {
  readonly #show: ShowResidue;
  #places = 0;
  #closed = 0;

  constructor(show: ShowResidue) {
    this.#show = show;
  }

  /** `place`: what was looked through, by numbers: names may be what was missed. */
  found(place: string, what: Shape | 'known party', line: number, byte: number): void {
    this.#places++;
    this.#say(`${place}: line ${line}, byte ${byte}: looks like ${what === 'IBAN' || what === 'e-mail address' ? 'an' : 'a'} ${what}`);
  }

  /** Something packed that nobody can vouch for. */
  closed(place: string): void {
    this.#closed++;
    this.#say(`${place}: is an archive that cannot be looked into`);
  }

  /** Throws ERR_RESIDUE when there is any. */
  refuse(name: string): void {
    const said: string[] = [];
    if (this.#places > 0)
      said.push(`${countText(this.#places, 'place')} ${this.#places === 1 ? 'looks' : 'look'} like personal data still`);
    if (this.#closed > 0) said.push(`${countText(this.#closed, 'archive')} cannot be looked into`);
    if (said.length > 0) throw new SordinoError('ERR_RESIDUE', `${name}: ${said.join(', ')}; this output was not made.`);
  }

  #say(text: string): void {
    if (this.#places + this.#closed <= SHOWN) this.#show(text);
  }
}
