// The alternative to presence: what one writes in an afternoon, with Express 5 and ws. It keeps what
// users do in a map and tells everybody who watches, at once and each of it in a frame. Nothing is
// stored, nobody's rights are checked, and whoever was away asks for everything again.
import { createServer } from 'node:http';
import express from 'express';
import { WebSocketServer } from 'ws';

const GROUP = /^\/org\/(\w+)\/group\/(\d+)\/presence$/;
const users = new Map();
const groupsOf = new Map();
const membersOf = new Map();
const watchersOf = new Map();
let seq = 0;

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.use(express.json());

app.put('/v1/organisation/:org/user/:user/presence', (request, response) => {
  const user = Number(request.params.user);
  const before = users.get(user);
  const now = { ...request.body, version: (before?.version ?? 0) + 1 };
  users.set(user, now);
  seq++;
  for (const group of groupsOf.get(user) ?? []) {
    const path = `/org/${request.params.org}/group/${group}/presence`;
    const frame = JSON.stringify({ type: 'response', path, seq, data: [now] });
    watchersOf.get(group)?.forEach((socket) => socket.send(frame));
  }
  response.json({ data: now });
});

app.put('/v1/organisation/:org/user-group/:group', (request, response) => {
  membersOf.set(Number(request.params.group), new Set());
  response.json({ data: request.body });
});

app.put('/v1/organisation/:org/user-group/:group/user/:user', (request, response) => {
  const [group, user] = [Number(request.params.group), Number(request.params.user)];
  membersOf.get(group).add(user);
  groupsOf.set(user, [...(groupsOf.get(user) ?? []), group]);
  response.sendStatus(204);
});

const server = createServer(app);
// longer than the hub's turns, also for connections that were never used
server.keepAliveTimeout = 600_000;
server.headersTimeout = 0;

new WebSocketServer({ server, path: '/v1/events', perMessageDeflate: false }).on('connection', (socket) => {
  const groups = [];
  socket.on('message', (data) => {
    const frame = JSON.parse(data);
    if (frame.type === 'auth') {
      socket.send('{"type":"tick","message":"welcome"}');
    } else if (frame.type === 'subscribe') {
      const group = Number(GROUP.exec(frame.path)[2]);
      groups.push(group);
      watchersOf.set(group, (watchersOf.get(group) ?? new Set()).add(socket));
      const shown = [...membersOf.get(group)].map((user) => users.get(user));
      socket.send(JSON.stringify({ type: 'response', path: frame.path, seq, data: shown, snapshot: true }));
    }
  });
  socket.on('close', () => groups.forEach((group) => watchersOf.get(group).delete(socket)));
});

server.listen(Number(process.env.PORT), '127.0.0.1', 4096);
