import { until } from './until.js';

/// What the clients were sent: notes when each update came, and whether one came twice or overtook
/// another of its conversation.
export class Inbox {
  arrivedAt = [];
  distinct = 0;
  doubled = 0;
  outOfOrder = 0;
  #latest = new Map();
  #awaited = new Map();

  take = (client, number) => {
    if (this.arrivedAt[number] !== undefined) {
      this.doubled++;
      return;
    }
    this.arrivedAt[number] = performance.now();
    this.distinct++;
    if (this.#latest.get(client.conversation) > number) this.outOfOrder++;
    this.#latest.set(client.conversation, number);
    this.#awaited.get(number)?.();
    this.#awaited.delete(number);
  };

  /// Resolves when this update comes. Must be asked before it does.
  arrival(number) {
    return new Promise((resolve) => this.#awaited.set(number, resolve));
  }

  /// Returns when so many different updates have arrived since the program began.
  async hasReceived(count, seconds) {
    await until(() => this.distinct >= count, seconds, () => `${this.distinct} of ${count} updates`);
  }
}
