// The alternative to the live relay: what one writes in an afternoon, with Express 5 and Socket.IO 4
// in production mode. A webhook with the right bearer token is pushed to the socket of its
// conversation, which acknowledges it. Nothing is stored: what a socket missed is lost.
import { createServer } from 'node:http';
import express from 'express';
import { Server } from 'socket.io';

const AUTHORIZATION = `Bearer ${process.env.WEBHOOK_BEARER_TOKEN}`;
const ACK_TIMEOUT_MILLIS = 10_000;

const socketOf = new Map();
let deliveries = 0;

const app = express();
app.disable('x-powered-by');
app.disable('etag');

app.post('/webhook/netomi', express.json(), (request, response) => {
  if (request.headers.authorization !== AUTHORIZATION) {
    response.sendStatus(401);
    return;
  }
  const { requestPayload, response: message } = request.body;
  socketOf
    .get(requestPayload.conversationId)
    ?.timeout(ACK_TIMEOUT_MILLIS)
    .emit('webhook_update', { type: 'webhook_update', message, deliveryId: `d${++deliveries}` }, () => {});
  response.sendStatus(200);
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
