package dev.switchboard.application.service.live;

import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.message.Message;
import java.util.Map;

/// What one console is pushed: all that is said in the conversations it follows, by whomever, in
/// order and once. Nobody acknowledges it; a console that lost something says from where it goes
/// on.
public final class ConsoleFeeds {

    private final ClientFeeds feeds;

    ConsoleFeeds(ConsoleLine line, FeedWork work) {
        this.feeds = new ClientFeeds((message, _) -> line.push(message), work, _ -> false);
    }

    /// Pushes what comes behind `after`: first from the journal, then as it comes. Nothing happens
    /// if the conversation is followed already.
    public void follow(ConversationId conversation, long after) {
        feeds.follow(new ClientFeed(conversation, PushPolicy.UNCONFIRMED, after, 0));
    }

    public void unfollow(ConversationId conversation) {
        feeds.unfollow(conversation);
    }

    public boolean follows(ConversationId conversation) {
        return feeds.follows(conversation);
    }

    /// Takes what was just journaled.
    public void offer(Message message) {
        feeds.offer(new LiveMessage(message, null));
    }

    /// The journal has this message, and it may have been missed.
    public void found(Message message) {
        feeds.found(message);
    }

    /// The journal may have a message that nobody was told of.
    public void doubt(ConversationId conversation) {
        feeds.doubt(conversation);
    }

    /// Up to which `seq` each conversation was pushed.
    public Map<ConversationId, Long> positions() {
        return feeds.positions();
    }

    public void drained() {
        feeds.drained();
    }

    /// Nothing is pushed any more.
    public void end() {
        feeds.end();
    }
}
