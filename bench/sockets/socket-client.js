import WebSocket from 'ws';

const OPTIONS = { perMessageDeflate: false, skipUTF8Validation: true };
const REQUEST = '"requestId":"bench-';
const DELIVERY = '"deliveryId":"';
const UUID_LENGTH = 36;

/// One Socket.IO client over one WebSocket, as lean as Node allows: it connects to the namespace of
/// customers, answers pings, and acknowledges each `webhook_update` before it tells anybody. What it
/// cannot do (polling, binary, reconnecting by itself) costs neither side anything.
export class SocketClient {
  sid = null;
  pid = null;
  resumeToken = null;
  #socket = null;
  #take;

  /// @param take called with (this, the number of the update) for each one that was acknowledged
  constructor(take) {
    this.#take = take;
  }

  /// Resolves to this when the namespace has let it in and has greeted it.
  ///
  /// @param place {port, address}: where to, and the loopback address it comes from
  /// @param auth what it proves and asks for
  connect({ port, address = '127.0.0.1' }, auth) {
    return new Promise((resolve, reject) => {
      const url = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`;
      const socket = new WebSocket(url, { ...OPTIONS, localAddress: address });
      this.#socket = socket;
      this.welcomed = () => resolve(this);
      this.refused = (reason) => reject(new Error(`refused: ${reason}`));
      socket.on('message', (data) => this.#hear(data.latin1Slice(), auth));
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('closed before it was let in')));
    });
  }

  /// Goes without a word, as a page does that is closed.
  async close() {
    const closed = new Promise((resolve) => this.#socket.once('close', resolve));
    this.#socket.terminate();
    await closed;
  }

  #hear(text, auth) {
    if (text.startsWith('42')) {
      this.#event(text);
    } else if (text === '2') {
      this.#socket.send('3');
    } else if (text.startsWith('0')) {
      this.#socket.send(`40${JSON.stringify(auth)}`);
    } else if (text.startsWith('40')) {
      const { sid, pid } = JSON.parse(text.slice(2));
      this.sid = sid;
      this.pid = pid;
    } else {
      this.refused(text);
    }
  }

  #event(text) {
    const head = text.indexOf('[');
    if (text.startsWith('["webhook_update"', head)) {
      this.#acknowledge(text, text.slice(2, head));
    } else if (text.startsWith('["connected"', head)) {
      this.resumeToken = JSON.parse(text.slice(head))[1].resumeToken ?? this.resumeToken;
      this.welcomed();
    }
  }

  #acknowledge(text, ackId) {
    const deliveryAt = text.lastIndexOf(DELIVERY) + DELIVERY.length;
    const deliveryId = text.slice(deliveryAt, deliveryAt + UUID_LENGTH);
    this.#socket.send(
      `43${ackId}[{"ok":true,"receivedAt":${Date.now()},"deliveryId":"${deliveryId}"}]`,
    );
    const numberAt = text.indexOf(REQUEST) + REQUEST.length;
    this.#take(this, Number(text.slice(numberAt, text.indexOf('"', numberAt))));
  }
}
