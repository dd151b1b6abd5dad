import net from 'node:net';
import { firstMessage } from './framing.js';

/// One keep-alive connection with one request in flight: what a closed-loop client is made of.
export class Connection {
  #socket;
  #host;
  #received = '';
  #waiting = null;
  #failure = null;

  constructor(port) {
    this.#host = `127.0.0.1:${port}`;
    this.#socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (text) => this.#receive(text));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  /// Resolves to {status, head, body}; rejects when the connection breaks.
  post(path, headers, body) {
    return this.request('POST', path, `content-type: application/json\r\n${headers}`, body);
  }

  request(method, path, headers, body = '') {
    if (this.#failure) return Promise.reject(this.#failure);
    const length = Buffer.byteLength(body);
    this.#socket.write(
      `${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\n${headers}content-length: ${length}\r\n\r\n${body}`,
    );
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  close() {
    this.#socket.destroy();
  }

  #receive(text) {
    this.#received += text;
    const message = firstMessage(this.#received);
    if (!message) return;
    this.#received = message.rest;
    const { resolve } = this.#waiting;
    this.#waiting = null;
    const status = Number(message.head.slice(9, 12));
    resolve({ status, head: message.head, body: message.body });
  }

  #fail(error) {
    this.#failure ??= error;
    this.#waiting?.reject(this.#failure);
    this.#waiting = null;
  }
}
