// What the relays of webhooks have in common: webhooks with the right bearer token, and customers on Socket.IO, one socket for each
// conversation.
import { createServer } from 'node:http';
import express from 'express';
import { Server } from 'socket.io';

const AUTHORIZATION = `Bearer ${process.env.WEBHOOK_BEARER_TOKEN}`;
const ACK_TIMEOUT_MILLIS = 10_000;

const socketOf = new Map();

/// Serves webhooks and customers on PORT.
///
/// @param take gets the body and the response of each webhook
export function serve(take) {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');

  app.post('/webhook/netomi', express.json(), (request, response) => {
    if (request.headers.authorization === AUTHORIZATION) take(request.body, response);
    else response.sendStatus(401);
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
}

/// Pushes a message to the socket of a conversation.
///
/// @param acknowledged is called with an error if the customer does not answer in time
export function push(conversation, message, deliveryId, acknowledged) {
  socketOf
    .get(conversation)
    ?.timeout(ACK_TIMEOUT_MILLIS)
    .emit('webhook_update', { type: 'webhook_update', message, deliveryId }, acknowledged);
}
