package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.conversation.ReadOwnConversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.EndUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One conversation and its owner, put there by a test.
public final class FakeOwn implements ReadOwnConversation {

    private final List<OwnMessage> messages = new ArrayList<>();
    private EndUser owner = EndUser.NOBODY;

    public void reset(EndUser owner, OwnMessage... said) {
        this.owner = owner;
        messages.clear();
        messages.addAll(List.of(said));
    }

    @Override
    public Optional<OwnPage> read(EndUser who, ConversationId id, long after, int limit) {
        boolean there = messages.stream().anyMatch(own -> own.message().conversation().equals(id));
        return there && owner.shares(who) ? Optional.of(page(after, limit)) : Optional.empty();
    }

    private OwnPage page(long after, int limit) {
        List<OwnMessage> behind =
                messages.stream().filter(own -> own.message().seq() > after).toList();
        List<OwnMessage> page = behind.stream().limit(limit).toList();
        @Nullable Long next = page.size() == behind.size() ? null : page.getLast().message().seq();
        return new OwnPage(messages.size(), page, next);
    }
}
