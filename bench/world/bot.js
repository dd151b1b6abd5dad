import { Listener } from '../http/listener.js';

const TOKEN = '{"payload":{"token":"only-for-this-benchmark-run","expires_in":86400}}';

/// The bot: takes every message and says nothing. What clients are pushed comes from the load.
export class Bot {
  #listener = new Listener((path) => (path.endsWith('/generate-token') ? TOKEN : '{}'));

  async open() {
    await this.#listener.open();
    this.url = `http://127.0.0.1:${this.#listener.port}`;
  }
}
