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
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows users on their platform that an agent types. Failures are not retried, and nothing waits
/// for it.
final class TypingRelay {

    /// Platforms show typing for about 20 s, so repeating it after half of that is enough.
    private static final Duration LASTS = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(TypingRelay.class);

    private final Chats chats;
    private final ChatReader reader;
    private final List<Upstream> upstreams;
    private final Later later;

    /// The conversations whose users were shown it recently.
    private final Set<ConversationId> shown = ConcurrentHashMap.newKeySet();

    TypingRelay(Chats chats, ChatReader reader, List<Upstream> upstreams, Later later) {
        this.chats = chats;
        this.reader = reader;
        this.upstreams = List.copyOf(upstreams);
        this.later = later;
    }

    void hear(Event event) {
        if (event instanceof Event.Typing(var conversation, var author, var active)
                && author.party() == Party.AGENT
                && (active ? shown.add(conversation) : shown.remove(conversation))) {
            if (active) {
                later.in(LASTS, () -> shown.remove(conversation));
            }
            later.now(() -> show(conversation, active));
        }
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
