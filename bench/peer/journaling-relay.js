// The alternative to the live relay that keeps part of the hub's promise: a webhook is in SQLite, and synced, before it is answered, and
// it is marked when its client has acknowledged it. What comes within one turn of the event loop shares a commit. There is no order
// over retries, no resumption, and nobody who sends what was left when it died.
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { push, serve } from './customers.js';

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
    if (webhook.id) pushJournaled(webhook);
    webhook.response.sendStatus(200);
  }
}

function pushJournaled({ id, conversation, message }) {
  push(conversation, message, `d${id}`, (error) => {
    if (error) return;
    acknowledged.push(id);
    commitSoon();
  });
}

serve(({ requestId, requestPayload, response: message }, response) => {
  webhooks.push({ request: requestId, conversation: requestPayload.conversationId, message, response });
  commitSoon();
});
