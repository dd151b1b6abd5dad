import { Listener } from '../http/listener.js';
import { until } from './until.js';

/// The channel server behind every channel: takes messages and keeps each one's response_url, where
/// its answer goes. Under /hang it takes messages and never says a word.
export class ChannelServer {
  responsePaths = [];
  received = 0;
  #listener = new Listener((path, _head, body) => this.#take(path, body));

  async open() {
    await this.#listener.open();
    this.url = `http://127.0.0.1:${this.#listener.port}`;
  }

  /// Returns when so many messages have arrived since the program began.
  async hasReceived(count, seconds) {
    await until(() => this.received >= count, seconds, () => `${this.received} of ${count} messages`);
  }

  #take(path, body) {
    if (path === '/hang') return undefined;
    const { message, response_url } = JSON.parse(body);
    const number = Number(message.slice('Message '.length));
    const url = new URL(response_url);
    this.responsePaths[number] = url.pathname + url.search;
    this.received++;
    return '{"success":true,"message":"Message taken"}';
  }
}
