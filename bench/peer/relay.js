// The alternative: the relay one writes in an afternoon from the original description. It keeps
// channels and sessions in a map, forwards at once, answers when the forwarding is done, and stores,
// signs and checks nothing. It is a fair one: Express 5 in production mode, undici's keep-alive pools
// to the outside, no logging.
import express from 'express';
import { Pool } from 'undici';

const sessionsServer = new Pool(process.env.SESSIONS_SERVER, { connections: 64 });
const channels = new Map();
const sessions = new Map();

const relay = express();
relay.disable('x-powered-by');
relay.disable('etag');
relay.use(express.json());

relay.post('/channel', (request, response) => {
  const { channel_id, channel_metadata } = request.body;
  const endpoint = new URL(channel_metadata.endpoint_url);
  const pool = new Pool(endpoint.origin, { connections: 64 });
  channels.set(channel_id, { pool, path: endpoint.pathname });
  response.status(201).json({ success: true, data: { message: 'Channel created' } });
});

relay.post('/channel/message', async (request, response) => {
  const { channel_id, session_id, message, response_url } = request.body;
  const channel = channels.get(channel_id);
  if (!channel) {
    response.status(400).json({ success: false, error: `Channel ${channel_id} not found` });
    return;
  }
  sessions.set(session_id, channel_id);
  const data = await post(channel.pool, channel.path, { channel_id, session_id, message, response_url });
  response.json({ success: true, data });
});

relay.post('/webhook-response', async (request, response) => {
  const { session_id, response_data } = request.body;
  if (!sessions.has(session_id)) {
    response.status(404).json({ success: false, error: 'Unknown session_id' });
    return;
  }
  await post(sessionsServer, '/channels/response', { session_id, response_data });
  response.json({ success: true, message: 'Response processed' });
});

async function post(pool, path, content) {
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(content),
  });
  if (statusCode >= 300) {
    throw new Error(`upstream answered ${statusCode}`);
  }
  return body.json();
}

const server = relay.listen(Number(process.env.PORT), '127.0.0.1');
server.keepAliveTimeout = 60_000;
