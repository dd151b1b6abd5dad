package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.conversation.ReadRecent;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ListPosition;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Recent activity set by a test, the newest first.
public final class FakeRecent implements ReadRecent {

    private final List<Conversation> conversations = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private String asked = "";

    public void add(Conversation conversation) {
        conversations.add(conversation);
    }

    public void add(Message message) {
        messages.add(message);
    }

    @Override
    public Page conversations(String origin, @Nullable ListPosition before, int limit) {
        List<Conversation> fitting =
                conversations.stream()
                        .filter(c -> c.id().origin().equals(origin))
                        .dropWhile(c -> before != null && !placeOf(c).equals(before))
                        .skip(before == null ? 0 : 1)
                        .toList();
        List<Conversation> page = fitting.stream().limit(limit).toList();
        return new Page(page, fitting.size() > limit ? placeOf(page.getLast()) : null);
    }

    private static ListPosition placeOf(Conversation conversation) {
        return new ListPosition(conversation.lastActivityAt(), conversation.id());
    }

    @Override
    public Latest latest(@Nullable MessageId before, int limit) {
        asked = "latest behind " + before;
        boolean last = conversations.size() <= limit;
        return new Latest(
                conversations.stream().limit(limit).toList(), last ? null : Samples.messageId(7));
    }

    @Override
    public Since messagesSince(Instant moment, @Nullable MessageId after, int limit) {
        asked = "messages since " + moment + " behind " + after;
        List<Recorded> page =
                messages.stream().limit(limit).map(m -> new Recorded(m, List.of())).toList();
        boolean last = page.size() < limit;
        return new Since(page, last ? null : page.getLast().message().id());
    }

    /// The last question of an admin.
    public String asked() {
        return asked;
    }

    public void reset() {
        conversations.clear();
        messages.clear();
    }

    @Override
    public List<Message> botMessages(String origin, int limit) {
        return messages.stream()
                .filter(m -> Objects.equals(m.conversation().origin(), origin))
                .limit(limit)
                .toList();
    }
}
