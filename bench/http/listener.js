import net from 'node:net';
import { firstMessage } from './framing.js';

/// A server on a free loopback port that costs as little CPU as Node allows, so that it takes little
/// from the server under test. `answer(path, head, body)` returns the JSON to answer with 200, a
/// promise of it, or undefined to say nothing at all.
export class Listener {
  #answer;
  #server = null;
  #sockets = new Set();

  constructor(answer) {
    this.#answer = answer;
  }

  /// Opens the port, a free one unless given.
  async open(port = 0) {
    this.#server = net.createServer({ noDelay: true }, (socket) => this.#serve(socket));
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    this.port = this.#server.address().port;
  }

  /// Refuses connections from now on and breaks the open ones, as a crashed server does.
  async close() {
    this.#sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket) {
    let received = '';
    this.#sockets.add(socket);
    socket.setEncoding('latin1');
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('data', (text) => {
      received += text;
      for (let message; (message = firstMessage(received)); received = message.rest) {
        const path = message.head.slice(message.head.indexOf(' ') + 1, message.head.indexOf(' HTTP/'));
        this.#reply(socket, this.#answer(path, message.head, message.body));
      }
    });
  }

  #reply(socket, json) {
    if (json === undefined) return;
    if (json instanceof Promise) {
      json.then((later) => this.#reply(socket, later));
      return;
    }
    socket.write(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${json.length}\r\n\r\n${json}`,
    );
  }
}
