import { Connection } from '../http/connection.js';
import { until } from './until.js';

const SECRET = 'only-for-this-benchmark-run';
const AT_A_TIME = 32;
const PATIENCE_SECONDS = 120;
const HEADERS = `authorization: Bearer ${SECRET}\r\n`;
const PATH = '/v1/integrations/whatsapp/webhook';

let numbered = 0;

/// The platform where users write, and the bot that hands them over to people.
export class Platform {
  #hub;
  #words;

  /// Proves its webhooks.
  static secret = SECRET;

  /// What a hub must be told of it.
  static settings = {
    YALO_USERNAME: 'bot',
    YALO_PASSWORD: SECRET,
    SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_TRANSPORT: 'yalo',
    SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_CHANNEL: 'whatsapp',
    SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_BOT_ID: 'bench',
    SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_BOT_TOKEN: SECRET,
    SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_WEBHOOK_SECRETS: SECRET,
    SWITCHBOARD_YALO_MESSAGESPERSECOND: 1_000_000,
  };

  constructor(hub) {
    this.#hub = hub;
  }

  get port() {
    return this.#hub.port;
  }

  /// Users whose bot asks for people. All of it is done when this resolves.
  async connect(users) {
    const logIn = await this.#hub.ask('POST', '/v1/authenticate', { username: 'bot', password: SECRET });
    this.#words = `authorization: Bearer ${logIn.body.token}\r\n`;
    let next = 0;
    const work = async () => {
      const connection = new Connection(this.#hub.port);
      while (next < users.length) await this.#connect(connection, users[next++]);
      connection.close();
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
  }

  async #connect(connection, user) {
    const { status, body } = await connection.post(
      '/v1/chats/connect',
      this.#words,
      `{"userID":"${user}","botSlug":"bench","botId":"b-1","name":"Ann","provider":"whatsapp","email":"${user}@example.com"}`,
    );
    if (status !== 200) throw new Error(`connecting ${user} gave ${status}: ${body}`);
  }

  /// `count` messages, spread evenly over users, that nobody has said yet.
  batch(count, users) {
    const first = numbered;
    numbered += count;
    return { first, count, request: (i) => ({ path: PATH, headers: HEADERS, body: said(first + i, users[i % users.length]) }) };
  }

  /// Numbers for what agents say.
  numbers(count) {
    numbered += count;
    return numbered - count;
  }
}

function said(number, user) {
  return `{"id":"bench-${number}","timestamp":${Date.now()},"type":"text","from":"${user}","text":{"body":"Where is my order, please? ${number}"}}`;
}

/// Resolves when everything of a batch is there that was taken.
export async function arrived(at, { first, count }, statuses) {
  let next = 0;
  const there = () => {
    while (next < count && (at[first + next] !== undefined || (statuses?.[next] ?? 200) !== 200)) next++;
    return next === count;
  };
  await until(there, PATIENCE_SECONDS, () => `the first ${next} of ${count}`);
}

export const users = (count) => Array.from({ length: count }, (_, i) => `52173${String(i).padStart(8, '0')}`);
