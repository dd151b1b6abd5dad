package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows users on their platform that an agent types. Failures are not retried, and nothing waits
/// for it.
final class TypingRelay {

    /// The time for which platforms show it. Repeating it after half of that is enough.
    private static final Duration LASTS = Duration.ofSeconds(20);

    private static final Duration AGAIN = LASTS.dividedBy(2);

    private static final Logger LOG = LoggerFactory.getLogger(TypingRelay.class);

    private final Chats chats;
    private final ChatReader reader;
    private final List<Upstream> upstreams;
    private final Later later;
    private final Clock clock;

    /// The conversations whose users see it, with the time since when.
    private final ConcurrentMap<ConversationId, Instant> shown = new ConcurrentHashMap<>();

    TypingRelay(
            Chats chats, ChatReader reader, List<Upstream> upstreams, Later later, Clock clock) {
        this.chats = chats;
        this.reader = reader;
        this.upstreams = List.copyOf(upstreams);
        this.later = later;
        this.clock = clock;
    }

    void hear(Event event) {
        if (event instanceof Event.Typing(var conversation, var author, var active)
                && author.party() == Party.AGENT
                && (active ? begin(conversation) : shown.remove(conversation) != null)) {
            later.now(() -> show(conversation, active));
        }
    }

    /// Whether it is time to show it, for the first time or again.
    private boolean begin(ConversationId conversation) {
        Instant now = clock.instant();
        Instant last = shown.get(conversation);
        if (last != null && now.isBefore(last.plus(AGAIN))) {
            return false;
        }
        shown.put(conversation, now);
        later.in(LASTS, () -> shown.remove(conversation, now));
        return true;
    }

    private void show(ConversationId conversation, boolean active) {
        try {
            chats.newest(conversation, 1).stream()
                    .filter(chat -> chat.state().live())
                    .forEach(chat -> show(chat, active));
        } catch (StoreUnavailableException e) {
            LOG.debug("A typing notice was not sent: {}", e.getMessage());
        }
    }

    private void show(Chat chat, boolean active) {
        Target user = ChatJournal.user(chat);
        ConversationId conversation = chat.conversation();
        Upstream.gatewayTo(upstreams, user)
                .filter(gateway -> gateway.showsTyping(user, conversation))
                .ifPresent(gateway ->
                        reader.lastOfUser(conversation)
                                .ifPresent(last -> gateway.showTyping(user, last, active)));
    }
}
