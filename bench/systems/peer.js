import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { settings, WEBHOOK_BEARER } from '../settings.js';
import { endChild, freePort, startChild, temporaryDirectory } from './children.js';

const START_SECONDS = 20;

/// One of the Node relays in peer/: the same endpoints, and a journal in one of them only.
export class Peer {
  token = '';
  #world;
  #program;

  /// @param program one of settings.peers
  constructor(program, world = {}, name = 'peer') {
    this.name = name;
    this.#world = world;
    this.#program = program;
  }

  async start() {
    this.port = await freePort();
    const directory = temporaryDirectory('peer');
    const logFile = path.join(directory, 'peer.log');
    const environment = {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: this.port,
      DATA_DIR: directory,
      SESSIONS_SERVER: this.#world.sessions?.url ?? '',
      WEBHOOK_BEARER_TOKEN: WEBHOOK_BEARER,
    };
    this.child = startChild(settings.node, [this.#program], environment, logFile);
    this.pid = this.child.pid;
    await this.#ready();
    return this;
  }

  async register(channel, endpoint) {
    const response = await fetch(`http://127.0.0.1:${this.port}/channel`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel_id: channel, channel_metadata: { endpoint_url: endpoint } }),
    });
    await response.text();
  }

  /// Where channels call back, as the end of a message's JSON: it does not know by itself.
  get responseUrl() {
    return `,"response_url":"http://127.0.0.1:${this.port}/webhook-response"`;
  }

  async settle() {}

  async stop() {
    await endChild(this.child, 'SIGTERM');
  }

  async #ready() {
    const deadline = performance.now() + START_SECONDS * 1000;
    for (;;) {
      try {
        await (await fetch(`http://127.0.0.1:${this.port}/`)).text();
        return;
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await pause(20);
      }
    }
  }
}
