import WebSocket from 'ws';

const OPTIONS = { perMessageDeflate: false, skipUTF8Validation: true };
const NAMESPACE = '/agent,';
const BEAT_MILLIS = 30_000;
const READ_MILLIS = 2_000;

/// Does something again and again, on average after that time: people do not act in step, and timers
/// of equal length would, from the first pause of this program on.
///
/// @returns ends it
function every(millis, action) {
  let timer;
  const wait = () => (timer = setTimeout(act, (0.5 + Math.random()) * millis));
  const act = () => {
    action();
    wait();
  };
  wait();
  return () => clearTimeout(timer);
}

/// A console: takes every chat it is offered, keeps its leases, and says every two seconds or so how far
/// it has read.
export class ConsoleClient {
  chats = new Map();
  closed = false;
  #socket = null;
  #take;
  #unread = new Map();

  /// @param take called with the text of each message of a user
  constructor(take) {
    this.#take = take;
  }

  connect({ port, address }, token) {
    return new Promise((resolve, reject) => {
      const url = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`;
      this.#socket = new WebSocket(url, { ...OPTIONS, localAddress: address });
      this.#socket.on('message', (data) => this.#hear(data.latin1Slice(), token, resolve, reject));
      this.#socket.on('error', reject);
      this.#socket.on('close', () => {
        this.closed = true;
        this.#stopBeating();
        this.#stopReading();
      });
    });
  }

  #stopBeating = every(BEAT_MILLIS, () => {
    if (this.chats.size > 0) this.#say('lease.heartbeat', { leases: [...this.chats.values()] });
  });

  #stopReading = every(READ_MILLIS, () => {
    for (const [conversationId, seq] of this.#unread) this.#say('message.read', { conversationId, seq });
    this.#unread.clear();
  });

  close() {
    this.#socket.terminate();
  }

  #hear(text, token, resolve, reject) {
    if (text === '2') this.#socket.send('3');
    else if (text.startsWith('0')) this.#socket.send(`40${NAMESPACE}${JSON.stringify({ token })}`);
    else if (text.startsWith(`44${NAMESPACE}`)) reject(new Error(`refused: ${text}`));
    else if (text.startsWith(`42${NAMESPACE}`)) this.#event(JSON.parse(text.slice(text.indexOf('['))), resolve);
    else if (text.startsWith(`43${NAMESPACE}`)) this.#answer(text.slice(2 + NAMESPACE.length));
  }

  #event([name, said], resolve) {
    if (name === 'message') {
      if (said.author.kind !== 'user') return;
      this.#take(said.text);
      this.#unread.set(said.conversationId, said.seq);
    } else if (name === 'handoff.offer') {
      this.#ask('handoff.accept', { handoffId: said.handoffId, version: said.version });
    } else if (name === 'lease.lost') {
      this.chats.delete(said.conversationId);
    } else if (name === 'agent.ready') {
      resolve(this);
    }
  }

  #answer(text) {
    const [answer] = JSON.parse(text.slice(text.indexOf('[')));
    if (answer.lease) {
      const { leaseId, version } = answer.lease;
      this.chats.set(answer.conversationId, { leaseId, version });
    }
  }

  #say(name, body) {
    this.#socket.send(`42${NAMESPACE}${JSON.stringify([name, body])}`);
  }

  #ask(name, body) {
    this.#socket.send(`42${NAMESPACE}0${JSON.stringify([name, body])}`);
  }
}
