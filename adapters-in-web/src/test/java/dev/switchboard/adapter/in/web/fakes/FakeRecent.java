package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.conversation.ReadRecent;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Place;
import dev.switchboard.domain.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a test says to have happened, the newest first.
public final class FakeRecent implements ReadRecent {

    private final List<Conversation> conversations = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();

    public void add(Conversation conversation) {
        conversations.add(conversation);
    }

    public void add(Message message) {
        messages.add(message);
    }

    @Override
    public Page conversations(String origin, @Nullable Place before, int limit) {
        List<Conversation> fitting =
                conversations.stream()
                        .filter(c -> c.id().origin().equals(origin))
                        .dropWhile(c -> before != null && !placeOf(c).equals(before))
                        .skip(before == null ? 0 : 1)
                        .toList();
        List<Conversation> page = fitting.stream().limit(limit).toList();
        return new Page(page, fitting.size() > limit ? placeOf(page.getLast()) : null);
    }

    private static Place placeOf(Conversation conversation) {
        return new Place(conversation.lastActivityAt(), conversation.id());
    }

    @Override
    public List<Message> botMessages(String origin, int limit) {
        return messages.stream()
                .filter(m -> Objects.equals(m.conversation().origin(), origin))
                .limit(limit)
                .toList();
    }
}
