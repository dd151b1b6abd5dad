// The alternative to the live relay: what the original description says, with Express 5 and
// Socket.IO 4 in production mode. A webhook with the right bearer token is pushed to the sockets of
// its conversation and their acks are noted; conversations and the last webhooks are kept in memory.
// What it holds when it dies, or what a socket missed, is lost.
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import express from 'express';
import { Server } from 'socket.io';

const AUTHORIZATION = `Bearer ${process.env.WEBHOOK_BEARER_TOKEN}`;
const KEPT_WEBHOOKS = 100;

const socketsOf = new Map();
const conversations = new Map();
const webhooks = [];
const acknowledged = new Map();

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.use(express.json());

app.post('/webhook/netomi', (request, response) => {
  if (request.headers.authorization !== AUTHORIZATION) {
    response.status(401).json({ error: 'Invalid bearer token', message: 'Unauthorized access' });
    return;
  }
  const data = request.body;
  const conversationId = data.requestPayload?.conversationId ?? data.conversationId;
  const message = { timestamp: Date.now(), data, headers: request.headers, source: 'webhook_endpoint' };
  remember(conversationId, message);
  push(conversationId, message);
  response.json({
    success: true,
    message: 'Webhook received successfully',
    requestId: data.requestId ?? conversationId,
  });
});

function remember(conversationId, message) {
  const entry = { timestamp: message.timestamp, payload: message.data, type: 'webhook_response' };
  const history = conversations.get(conversationId);
  if (history) history.push(entry);
  else conversations.set(conversationId, [entry]);
  webhooks.push(message);
  if (webhooks.length > KEPT_WEBHOOKS) webhooks.shift();
}

function push(conversationId, message) {
  const deliveryId = randomUUID();
  const update = {
    type: 'webhook_update',
    message: { ...message, headers: undefined },
    timestamp: Date.now(),
    deliveryId,
    conversationId,
  };
  socketsOf.get(conversationId)?.forEach((socket) => {
    socket.emit('webhook_update', update, () => acknowledged.delete(deliveryId));
    acknowledged.set(deliveryId, socket.id);
  });
}

const server = createServer(app);
server.keepAliveTimeout = 60_000;
const io = new Server(server, { pingInterval: 25_000, pingTimeout: 60_000 });

io.on('connection', (socket) => {
  const { conversationId } = socket.handshake.auth;
  const present = socketsOf.get(conversationId) ?? new Set();
  socketsOf.set(conversationId, present.add(socket));
  socket.on('disconnect', () => {
    present.delete(socket);
    if (present.size === 0) socketsOf.delete(conversationId);
  });
  socket.emit('connected', {
    success: true,
    message: 'Socket.IO connection established',
    clientId: socket.id,
    socketId: socket.id,
  });
});

server.listen(Number(process.env.PORT), '127.0.0.1');
