import { CHANNELS, CONNECTIONS, MESSAGES_PER_SESSION } from '../settings.js';

const STEP = CONNECTIONS * MESSAGES_PER_SESSION;
let numbered = 0;

export const channelName = (index) => `bench-${index}`;

/// A number of messages in new sessions, and the answers to them. Message and answer `i` belong to
/// the session `i` modulo the number of sessions, so that when connection `i` modulo CONNECTIONS
/// carries them, no session ever has two requests under way.
export class Batch {
  /// @param atLeast how many; a batch is a little larger if that spreads evenly
  static ofMessages(atLeast) {
    const count = Math.ceil(atLeast / STEP) * STEP;
    return new Batch(count, count / MESSAGES_PER_SESSION);
  }

  /// One message in each session.
  static ofSessions(count) {
    return new Batch(count, count);
  }

  constructor(count, sessions) {
    this.count = count;
    this.sessions = sessions;
    this.first = numbered;
    numbered += count;
  }

  session(i) {
    return `bench-${this.first}-${i % this.sessions}`;
  }

  /// The body that sends message `i` to the channel of its session, or to the channel given.
  message(i, channel = channelName((i % this.sessions) % CHANNELS)) {
    const number = this.first + i;
    return `{"channel_id":"${channel}","session_id":"${this.session(i)}","message":"Message ${number}"}`;
  }

  /// The body with which the channel answers message `i`.
  answer(i) {
    const number = this.first + i;
    return (
      `{"session_id":"${this.session(i)}","response_data":{"text":"Answer ${number}",` +
      `"platform":"Bench (simulated)","timestamp":"2025-05-27T21:10:00Z"}}`
    );
  }
}
