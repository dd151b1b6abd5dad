import { Listener } from '../http/listener.js';
import { until } from './until.js';

/// The sessions server: counts what arrives. Every answer carries its number, so that a lost, a
/// doubled or an overtaken one shows.
export class SessionsServer {
  arrivedAt = [];
  distinct = 0;
  doubled = 0;
  outOfOrder = 0;
  #latest = new Map();
  #listener = new Listener((_path, _head, body) => this.#take(body));

  async open() {
    await this.#listener.open(this.port);
    this.port = this.#listener.port;
    this.url = `http://127.0.0.1:${this.port}`;
  }

  async close() {
    await this.#listener.close();
  }

  /// Returns when so many different answers have arrived since the program began.
  async hasReceived(count, seconds) {
    await until(() => this.distinct >= count, seconds, () => `${this.distinct} of ${count} answers`);
  }

  #take(body) {
    const at = performance.now();
    const number = Number(/Answer (\d+)/.exec(body)[1]);
    const session = /"session_id":"([^"]*)"/.exec(body)[1];
    if (this.arrivedAt[number] !== undefined) {
      this.doubled++;
    } else {
      this.arrivedAt[number] = at;
      this.distinct++;
      if (this.#latest.get(session) > number) this.outOfOrder++;
      this.#latest.set(session, number);
    }
    return '{"success":true}';
  }
}
