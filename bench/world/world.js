import { Bot } from './bot.js';
import { Inbox } from './inbox.js';
import { ChannelServer } from './channel-server.js';

/// What is around a hub under a small load: a channel server, a bot, and what live clients were sent.
export async function openWorld() {
  const channels = new ChannelServer();
  await channels.open();
  const bot = new Bot();
  await bot.open();
  return { channels, bot, inbox: new Inbox() };
}
