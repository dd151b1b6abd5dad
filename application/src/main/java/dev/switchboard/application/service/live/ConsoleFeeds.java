package dev.switchboard.application.service.live;

import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.message.Message;
import java.util.Map;

/// The feeds of one console: every message of the conversations it follows, by any author, in order
/// and once. Messages are not acknowledged; a console that lost some names the position to continue
/// from.
public final class ConsoleFeeds {

    private final ClientFeeds feeds;
    private final FeedMemory memory;

    ConsoleFeeds(ConsoleLine line, FeedWork work) {
        this.memory = work.memory();
        this.feeds = new ClientFeeds((message, _) -> line.push(message), work, _ -> false);
    }

    /// Pushes everything after `after`: first from the journal, then live. Does nothing if the
    /// conversation is followed already.
    public void follow(ConversationId conversation, long after) {
        feeds.follow(new ClientFeed(conversation, PushPolicy.UNCONFIRMED, after, 0, memory));
    }

    public void unfollow(ConversationId conversation) {
        feeds.unfollow(conversation);
    }

    public boolean follows(ConversationId conversation) {
        return feeds.follows(conversation);
    }

    /// Adds a message that was just journaled.
    public void offer(Message message) {
        feeds.offer(new LiveMessage(message, null));
    }

    /// Records that the journal has this message, which may have been missed.
    public void found(Message message) {
        feeds.found(message);
    }

    /// Records that the journal may have a message without an event.
    public void doubt(ConversationId conversation) {
        feeds.doubt(conversation);
    }

    /// Returns the `seq` up to which each conversation was pushed.
    public Map<ConversationId, Long> positions() {
        return feeds.positions();
    }

    public void drained() {
        feeds.drained();
    }

    /// Ends all pushes.
    public void end() {
        feeds.end();
    }
}
