import fs from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { settings, WEBHOOK_BEARER } from '../settings.js';
import { endChild, freePort, startChild, temporaryDirectory } from './children.js';

const START_SECONDS = 180;
/// As `make run` starts it, and as anybody can.
export const RUN = ['sh', settings.runScript];
export const JAVA_JAR = [settings.java, '-jar', settings.jar];
const PASSWORD = 'only-for-this-benchmark-run';

/// The packaged hub as `make run` starts it: embedded store, callbacks proven by response token.
export class Hub {
  name = 'hub';
  headers = '';
  token = '';
  webhookHeaders = `authorization: Bearer ${WEBHOOK_BEARER}\r\n`;
  #world;
  #home;

  /// @param world what is around it: {sessions, bot}, each with a url, or neither, and further settings
  constructor(world = {}) {
    this.#world = world;
    this.#home = temporaryDirectory('hub');
    this.logFile = path.join(this.#home, 'hub.log');
  }

  /// Starts a new process on the data there is.
  async launch(command = RUN) {
    this.port ??= await freePort();
    const managementPort = await freePort();
    const [program, ...args] = command;
    this.child = startChild(program, args, this.#environment(managementPort), this.logFile);
    this.pid = this.child.pid;
  }

  async start(launch) {
    await this.launch(launch);
    await this.ready();
    await this.#logIn();
    return this;
  }

  async ready() {
    const deadline = performance.now() + START_SECONDS * 1000;
    while (!(await this.#isReady())) {
      if (this.hasEnded() || performance.now() > deadline) {
        throw new Error(`The hub did not start. ${this.endOfLog()}`);
      }
      await pause(20);
    }
  }

  hasEnded() {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  endOfLog() {
    const lines = fs.readFileSync(this.logFile, 'utf8').trim().split('\n');
    return `The end of its log:\n${lines.slice(-10).join('\n')}`;
  }

  /// Collects garbage, so that what is resident is in use.
  async settle() {
    for (let i = 0; i < 2; i++) {
      execFileSync(path.join(path.dirname(settings.java), 'jcmd'), [String(this.pid), 'GC.run']);
      await pause(1000);
    }
  }

  /// The part of the Java heap that is in use.
  heapMiB() {
    const jcmd = path.join(path.dirname(settings.java), 'jcmd');
    const text = execFileSync(jcmd, [String(this.pid), 'GC.heap_info'], { encoding: 'utf8' });
    return [...text.matchAll(/(?:DefNew|Tenured).* used (\d+)K/g)].reduce((sum, [, used]) => sum + Number(used), 0) / 1024;
  }

  async register(channel, endpoint) {
    const body = { channel_id: channel, channel_metadata: { endpoint_url: endpoint } };
    const response = await this.ask('POST', '/channel', body);
    if (response.status !== 201) {
      throw new Error(`Registering ${channel} gave ${response.status}`);
    }
  }

  /// Writes the first message of a conversation, which makes it the writer's.
  ///
  /// @returns what its owner connects with
  async begin(conversationId) {
    const response = await fetch(`http://127.0.0.1:${this.port}/api/netomi/process-message`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ messageData: { conversationId, messagePayload: { text: 'Hello' } } }),
    });
    if (!response.ok) {
      throw new Error(`Beginning ${conversationId} gave ${response.status}`);
    }
    await response.text();
    return { conversationId, resumeToken: response.headers.get('x-switchboard-resume') };
  }

  /// A request of an admin, for everything that is not measured.
  async ask(method, requestPath, body) {
    const response = await fetch(`http://127.0.0.1:${this.port}${requestPath}`, {
      method,
      headers: { 'content-type': 'application/json', ...this.#authorization() },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }

  async kill() {
    await endChild(this.child, 'SIGKILL');
  }

  async stop() {
    await endChild(this.child, 'SIGTERM');
  }

  async #isReady() {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/readyz`)).ok;
    } catch {
      return false;
    }
  }

  async #logIn() {
    const credentials = { username: 'admin', password: PASSWORD };
    const { status, body } = await this.ask('POST', '/v1/authenticate', credentials);
    if (status !== 200) {
      throw new Error(`Logging in gave ${status}`);
    }
    this.token = body.token;
    this.headers = `authorization: Bearer ${body.token}\r\n`;
  }

  #authorization() {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }

  #environment(managementPort) {
    const { PATH, HOME, LANG } = process.env;
    return {
      PATH,
      HOME,
      LANG,
      JAVA_HOME: process.env.JAVA_HOME ?? '',
      PORT: this.port,
      SWITCHBOARD_MANAGEMENT_PORT: managementPort,
      DATA_DIR: path.join(this.#home, 'data'),
      SESSIONS_SERVER: this.#world.sessions?.url ?? '',
      SWITCHBOARD_EGRESS_ALLOW: '127.0.0.1',
      SWITCHBOARD_ADMIN_PASSWORD: PASSWORD,
      WEBHOOK_BEARER_TOKEN: WEBHOOK_BEARER,
      NETOMI_BASE_URL: this.#world.bot?.url ?? 'http://127.0.0.1:9',
      NETOMI_AUTH_URL: this.#world.bot?.url ?? 'http://127.0.0.1:9',
      NETOMI_CHANNEL_REF_ID: 'benchmark',
      NETOMI_VIRTUAL_AGENT_ID: 'benchmark',
      SWITCHBOARD_NETOMI_RATE: 1000000,
      // All clients come from one address here.
      SWITCHBOARD_SOCKETS_MAX_PER_NETWORK: 1000000,
      SWITCHBOARD_SOCKETS_HANDSHAKES_PER_MINUTE: 1000000,
      SWITCHBOARD_CTI_MAX_UNPROVEN_PER_NETWORK: 1000000,
      SWITCHBOARD_CTI_CONNECTIONS_PER_MINUTE: 1000000,
      ...this.#world.settings,
    };
  }
}
