let numbered = 0;

/// A number of messages, each in a session of its own.
export class Batch {
  constructor(count) {
    this.count = count;
    this.first = numbered;
    numbered += count;
  }

  /// The body that sends message `i` to a channel.
  message(i, channel) {
    const number = this.first + i;
    return `{"channel_id":"${channel}","session_id":"bench-${number}","message":"Message ${number}"}`;
  }
}
