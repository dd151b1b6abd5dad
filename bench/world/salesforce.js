import http from 'node:http';
import { Buffer } from 'node:buffer';

const API = '/iamessage/api/v2';
const PING_MILLIS = 30_000;
const KEPT_ENTRIES = 50;
const HOURS = 3600;

/// Salesforce, as far as chats of this benchmark go, and the platform of Yalo beside it: records that
/// are always there, a stream for each user, which is told what is said, and the user's own words as
/// an echo. A message is known by the number in its text, `… 17`.
export class Salesforce {
  /// When each message was at the desk, and each at the user; by number.
  atDesk = [];
  atUser = [];
  doubledAtDesk = 0;
  doubledAtUser = 0;
  conversations = new Map();
  #users = new Map();
  #server = http.createServer((request, response) => this.#hear(request, response));
  #made = 0;
  #deaf = false;

  async open() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', 4096, resolve));
    this.#server.keepAliveTimeout = 120_000;
    this.url = `http://127.0.0.1:${this.#server.address().port}`;
    setInterval(() => this.#ping(), PING_MILLIS).unref();
    return this;
  }

  /// What a hub must be told of it. A conversation of this benchmark may take any number of messages.
  get settings() {
    return {
      SWITCHBOARD_SALESFORCE_BASE_URL: this.url,
      SWITCHBOARD_SALESFORCE_SCRT_URL: this.url,
      SWITCHBOARD_SALESFORCE_CLIENT_ID: 'bench',
      SWITCHBOARD_SALESFORCE_CLIENT_SECRET: 'only-for-this-benchmark-run',
      SWITCHBOARD_SALESFORCE_ORG_ID: '00D000000000001',
      SWITCHBOARD_SALESFORCE_ES_DEVELOPER_NAME: 'Bench',
      SWITCHBOARD_SALESFORCE_MESSAGES_PER_MINUTE: 1_000_000,
      SWITCHBOARD_SALESFORCE_TOKENS_PER_MINUTE: 1_000_000,
      SWITCHBOARD_YALO_INTEGRATIONS_URL: this.url,
    };
  }

  /// From now on nothing is taken, from nobody, or everything again.
  isDeaf(whether) {
    this.#deaf = whether;
  }

  /// How many users are listened to.
  get streams() {
    return [...this.#users.values()].filter((user) => user.stream).length;
  }

  /// An agent comes into a conversation.
  join(conversation) {
    this.#tell(conversation, 'CONVERSATION_PARTICIPANT_CHANGED', 'ParticipantChanged', 'System', {
      entries: [{ operation: 'add', displayName: 'Ana', participant: { role: 'Agent', subject: '005bench' } }],
    });
  }

  /// An agent says something.
  says(conversation, text) {
    this.#tell(conversation, 'CONVERSATION_MESSAGE', 'Message', 'Agent', {
      abstractMessage: {
        messageType: 'StaticContentMessage',
        id: `agent-${this.#made}`,
        staticContent: { formatType: 'Text', text },
      },
    });
  }

  #hear(request, response) {
    if (request.method === 'GET' || request.method === 'DELETE') {
      this.#answer(request, response, '');
      return;
    }
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => this.#answer(request, response, Buffer.concat(parts).toString('utf8')));
  }

  #answer(request, response, text) {
    const { url, method } = request;
    if (url === '/eventrouter/v1/sse') return this.#listen(request, response);
    if (this.#deaf) return reply(response, 503, '[]');
    if (url.startsWith('/api/')) return this.#userHears(response, text);
    if (url.startsWith(API)) return this.#chat(request, response, url.slice(API.length).split('?')[0].split('/'), text);
    if (url.startsWith('/services/oauth2')) return reply(response, 200, '{"access_token":"org","token_type":"Bearer"}');
    if (url.includes('/query/')) return reply(response, 200, '{"totalSize":1,"done":true,"records":[{"Id":"003bench00000001","Name":"Ann"}]}');
    if (method === 'POST') return reply(response, 201, `{"id":"500bench${++this.#made}","success":true,"errors":[]}`);
    return reply(response, 204, '');
  }

  #chat(request, response, [, what, id, action], text) {
    if (what === 'authorization') return this.#token(request, response, id);
    const user = this.#users.get(request.headers.authorization);
    if (!id) {
      const { conversationId } = JSON.parse(text);
      this.conversations.set(conversationId, { id: conversationId, user, entries: [] });
      return reply(response, 201, '{}');
    }
    const conversation = this.conversations.get(id);
    if (action === 'message') return this.#deskHears(response, conversation, JSON.parse(text).message);
    if (action?.startsWith('entries')) return reply(response, 200, JSON.stringify({ conversationEntries: conversation.entries }));
    if (request.method === 'DELETE') return reply(response, 204, '');
    return reply(response, 200, '{}');
  }

  #token(request, response, kind) {
    const known = kind === 'continuation-access-token' && this.#users.get(request.headers.authorization);
    const user = known || { told: 0, kept: [], stream: null };
    const now = Math.floor(Date.now() / 1000);
    const claims = Buffer.from(JSON.stringify({ sub: ++this.#made, iat: now, exp: now + 6 * HOURS })).toString('base64url');
    this.#users.set(`Bearer e30.${claims}.bench`, user);
    reply(response, 200, `{"accessToken":"e30.${claims}.bench","lastEventId":"0"}`);
  }

  #deskHears(response, conversation, message) {
    const number = numberOf(message.staticContent.text);
    if (this.atDesk[number] !== undefined) this.doubledAtDesk++;
    if (number >= 0) this.atDesk[number] ??= performance.now();
    reply(response, 202, '{}');
    this.#tell(conversation, 'CONVERSATION_MESSAGE', 'Message', 'EndUser', { abstractMessage: message });
  }

  #userHears(response, text) {
    const number = numberOf(JSON.parse(text).text?.body ?? '');
    if (this.atUser[number] !== undefined) this.doubledAtUser++;
    if (number >= 0) this.atUser[number] ??= performance.now();
    reply(response, 200, '{}');
  }

  #listen(request, response) {
    const user = this.#users.get(request.headers.authorization);
    if (!user) return reply(response, 401, '[]');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    user.stream?.destroy();
    user.stream = response;
    response.on('close', () => {
      if (user.stream === response) user.stream = null;
    });
    const after = Number(request.headers['last-event-id'] ?? 0);
    user.kept.filter(({ number }) => number > after).forEach(({ event }) => response.write(event));
  }

  #tell(conversation, event, entryType, role, payload) {
    const { id, user, entries } = conversation;
    const entry = {
      identifier: `${id}/${++this.#made}`,
      entryType,
      entryPayload: JSON.stringify(payload),
      sender: { role, subject: `${role}-1` },
      senderDisplayName: role === 'Agent' ? 'Ana' : '',
      transcriptedTimestamp: Date.now(),
    };
    const number = ++user.told;
    const text = `id: ${number}\nevent: ${event}\ndata: ${JSON.stringify({ conversationId: id, conversationEntry: entry })}\n\n`;
    remember(entries, entry);
    remember(user.kept, { number, event: text });
    user.stream?.write(text);
  }

  #ping() {
    this.#users.forEach(({ stream }) => stream?.write('event: ping\ndata: {}\n\n'));
  }
}

function remember(list, item) {
  list.push(item);
  if (list.length > KEPT_ENTRIES) list.shift();
}

/// Of `… 17`; -1 of texts without.
function numberOf(text) {
  return Number(/ (\d+)$/.exec(text)?.[1] ?? -1);
}

function reply(response, status, json) {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': json.length });
  response.end(json);
}
