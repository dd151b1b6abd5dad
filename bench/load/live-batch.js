/// The size of a webhook.
const BYTES = 600;

let numbered = 0;
let named = 0;

/// New conversations.
export function conversations(count) {
  return Array.from({ length: count }, () => `bench-chat-${(named++).toString().padStart(8, '0')}`);
}

/// A number of answers of a bot, in the form of the original description, spread evenly over some
/// conversations.
export class LiveBatch {
  constructor(count, chats) {
    this.count = count;
    this.chats = chats;
    this.first = numbered;
    numbered += count;
  }

  /// The body of the webhook call that brings answer `i`.
  webhook(i) {
    const head =
      `{"requestPayload":{"conversationId":"${this.chats[i % this.chats.length]}"},` +
      `"response":{"text":"Answer ${this.first + i}. `;
    const tail =
      '","attachments":[{"type":"template","payload":{"template_type":"generic","elements":[{' +
      '"title":"Opening hours","subtitle":"Every day but Sunday",' +
      '"image_url":"https://images.example.com/opening-hours.png","buttons":[{"type":"postback",' +
      `"title":"Show the map","payload":"MAP"}]}]}}]},"requestId":"bench-${this.first + i}"}`;
    return head + FILLING.slice(0, BYTES - head.length - tail.length) + tail;
  }
}

const FILLING = 'Our shop in the old town is open from nine to six and later on Thursdays. '.repeat(8);
