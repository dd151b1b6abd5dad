package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.conversation.ReadConversations;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Conversations in memory, put there by a test.
public final class FakeConversations implements ReadConversations {

    private final Map<String, Conversation> conversations = new TreeMap<>();
    private final List<Recorded> messages = new ArrayList<>();
    private final Map<MessageId, List<Hop>> hops = new HashMap<>();

    public void reset() {
        conversations.clear();
        messages.clear();
        hops.clear();
    }

    public void add(Conversation conversation) {
        conversations.put(conversation.id().value(), conversation);
    }

    public void add(Recorded message, Hop... trace) {
        messages.add(message);
        hops.put(message.message().id(), List.of(trace));
    }

    @Override
    public ConversationPage list(@Nullable ConversationId after, int limit) {
        List<Conversation> fitting =
                conversations.values().stream()
                        .filter(c -> after == null || c.id().value().compareTo(after.value()) > 0)
                        .toList();
        List<Conversation> page = fitting.stream().limit(limit).toList();
        return new ConversationPage(page, fitting.size() > limit ? page.getLast().id() : null);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return Optional.ofNullable(conversations.get(id.value()));
    }

    @Override
    public Optional<MessagePage> messages(ConversationId id, long after, int limit) {
        return find(id).map(_ -> page(id, after, limit));
    }

    private MessagePage page(ConversationId id, long after, int limit) {
        List<Recorded> fitting =
                messages.stream()
                        .filter(m -> m.message().conversation().equals(id))
                        .filter(m -> m.message().seq() > after)
                        .sorted(Comparator.comparingLong(m -> m.message().seq()))
                        .toList();
        List<Recorded> page = fitting.stream().limit(limit).toList();
        return new MessagePage(
                page, fitting.size() > limit ? page.getLast().message().seq() : null);
    }

    @Override
    public Optional<Recorded> message(MessageId id) {
        return messages.stream().filter(m -> m.message().id().equals(id)).findFirst();
    }

    @Override
    public Optional<Trace> trace(MessageId id) {
        return message(id).map(found -> new Trace(way(found), answersTo(id)));
    }

    private Way way(Recorded recorded) {
        return new Way(recorded, hops.getOrDefault(recorded.message().id(), List.of()));
    }

    private List<Way> answersTo(MessageId id) {
        return messages.stream()
                .filter(m -> id.equals(m.message().answers()))
                .map(this::way)
                .toList();
    }
}
