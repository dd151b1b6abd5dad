// The alternative to the live relay that keeps part of the hub's promise: a webhook is in SQLite, and synced, before it is answered, and
// it is marked when its client has acknowledged it. What comes within one turn of the event loop shares a commit. There is no order
// over retries, no resumption, and nobody who sends what was left when it died.
import { createServer } from 'node:http';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import { Server } from 'socket.io';

const AUTHORIZATION = `Bearer ${process.env.WEBHOOK_BEARER_TOKEN}`;
const ACK_TIMEOUT_MILLIS = 10_000;

const journal = new DatabaseSync(path.join(process.env.DATA_DIR, 'journal.db'));
journal.exec(`
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    request TEXT NOT NULL UNIQUE,
    conversation TEXT NOT NULL,
    body TEXT NOT NULL,
    acknowledged INTEGER
  );
  CREATE INDEX owed ON message (conversation) WHERE acknowledged IS NULL;
`);
const append = journal.prepare(
  'INSERT INTO message (request, conversation, body) VALUES (?, ?, ?) ON CONFLICT (request) DO NOTHING',
);
const settle = journal.prepare('UPDATE message SET acknowledged = ? WHERE id = ?');

const socketOf = new Map();
let webhooks = [];
let acknowledged = [];
let committing = false;

function commitSoon() {
  if (committing) return;
  committing = true;
  setImmediate(commit);
}

function commit() {
  const taken = webhooks;
  const settled = acknowledged;
  webhooks = [];
  acknowledged = [];
  committing = false;
  const now = Date.now();
  journal.exec('BEGIN IMMEDIATE');
  for (const id of settled) settle.run(now, id);
  for (const webhook of taken) {
    const { changes, lastInsertRowid } = append.run(webhook.request, webhook.conversation, JSON.stringify(webhook.message));
    if (changes) webhook.id = Number(lastInsertRowid);
  }
  journal.exec('COMMIT');
  for (const webhook of taken) {
    if (webhook.id) push(webhook);
    webhook.response.sendStatus(200);
  }
}

function push({ id, conversation, message }) {
  socketOf
    .get(conversation)
    ?.timeout(ACK_TIMEOUT_MILLIS)
    .emit('webhook_update', { type: 'webhook_update', message, deliveryId: `d${id}` }, (error) => {
      if (error) return;
      acknowledged.push(id);
      commitSoon();
    });
}

const app = express();
app.disable('x-powered-by');
app.disable('etag');

app.post('/webhook/netomi', express.json(), (request, response) => {
  if (request.headers.authorization !== AUTHORIZATION) {
    response.sendStatus(401);
    return;
  }
  const { requestId, requestPayload, response: message } = request.body;
  webhooks.push({ request: requestId, conversation: requestPayload.conversationId, message, response });
  commitSoon();
});

const server = createServer(app);
server.keepAliveTimeout = 60_000;
const io = new Server(server, { pingInterval: 25_000, pingTimeout: 60_000 });

io.on('connection', (socket) => {
  const { conversationId } = socket.handshake.auth;
  socketOf.set(conversationId, socket);
  socket.on('disconnect', () => {
    if (socketOf.get(conversationId) === socket) socketOf.delete(conversationId);
  });
  socket.emit('connected', { success: true, socketId: socket.id });
});

server.listen(Number(process.env.PORT), '127.0.0.1', 4096);
