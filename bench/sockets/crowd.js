import { SocketClient } from './socket-client.js';

/// How many clients are on their way in at a time, and how many addresses they come from: a hub lets
/// only so many strangers of one address wait at its door.
const AT_A_TIME = 64;
const ADDRESSES = 64;

export const addressOf = (i) => `127.0.0.${2 + (i % ADDRESSES)}`;

/// A client for each conversation, which is its own, connected and bound to it.
///
/// @param take called with (client, number of the update) for each update
export async function gather(system, conversations, take) {
  const clients = conversations.map((conversation) => {
    const client = new SocketClient(take);
    client.conversation = conversation;
    return client;
  });
  let next = 0;
  async function letIn() {
    while (next < clients.length) {
      const i = next++;
      await clients[i].connect(
        { port: system.port, address: addressOf(i) },
        await system.begin(clients[i].conversation),
      );
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, letIn));
  return clients;
}

export async function disperse(clients) {
  await Promise.all(clients.map((client) => client.close()));
}
