import { Bot } from './bot.js';
import { Inbox } from './inbox.js';
import { ChannelServer } from './channel-server.js';
import { SessionsServer } from './sessions-server.js';

/// Everything around the systems under test: one sessions server, one channel server, one bot, and
/// what live clients were sent.
export async function openWorld() {
  const sessions = new SessionsServer();
  const channels = new ChannelServer();
  await sessions.open();
  await channels.open();
  const bot = new Bot();
  await bot.open();
  return { sessions, channels, bot, inbox: new Inbox() };
}
