import { Listener } from '../http/listener.js';

/// The channel server behind every channel: takes messages. Under /hang it never says a word.
export class ChannelServer {
  #listener = new Listener((path) =>
    path === '/hang' ? undefined : '{"success":true,"message":"Message taken"}',
  );

  async open() {
    await this.#listener.open();
    this.url = `http://127.0.0.1:${this.#listener.port}`;
  }
}
