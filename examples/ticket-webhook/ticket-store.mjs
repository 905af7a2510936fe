import { withLate } from 'sordino/express';

/** Deliveries by ticket, in memory. Holds only what was redacted. */
export class TicketStore {
  #tickets = new Map();
  #deliveries = new Map();

  /** `record`: how later requests name this one. */
  add(ticket, record, body) {
    this.#deliveries.set(record, body);
    this.#tickets.set(ticket, [...(this.#tickets.get(ticket) ?? []), record]);
  }

  /** Hides in earlier deliveries what a later one showed to be personal. */
  correct(late) {
    for (const record of new Set(late.map((finding) => finding.record))) {
      const body = this.#deliveries.get(record);
      // Its handler failed, and nothing was kept.
      if (body === undefined) continue;
      const own = late.filter((finding) => finding.record === record);
      this.#deliveries.set(record, withLate(body, own));
    }
  }

  deliveries(ticket) {
    return (this.#tickets.get(ticket) ?? []).map((record) => this.#deliveries.get(record));
  }
}
