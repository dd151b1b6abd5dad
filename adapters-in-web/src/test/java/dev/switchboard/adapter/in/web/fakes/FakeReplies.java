package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Content;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Accepts replies and ephemeral events, and recognises equal replies, unless its store is away.
public final class FakeReplies implements AcceptReply, RelayEphemeralEvents {

    private final List<Reply> accepted = new CopyOnWriteArrayList<>();
    private final List<Shown> ephemeral = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    public record Shown(ConversationId conversation, Content content) {}

    public void storeIsAway(boolean now) {
        away = now;
    }

    public void forget() {
        accepted.clear();
        ephemeral.clear();
        away = false;
    }

    public List<Reply> accepted() {
        return accepted;
    }

    public List<Shown> ephemeral() {
        return ephemeral;
    }

    @Override
    public Result accept(Reply reply) {
        if (away) {
            throw new StoreUnavailableException("away");
        }
        boolean repeated = reply.once() != null && accepted.contains(reply);
        accepted.add(reply);
        return repeated ? new Result.Repeated() : new Result.Accepted();
    }

    @Override
    public void toClients(ConversationId conversation, Content content) {
        ephemeral.add(new Shown(conversation, content));
    }

    @Override
    public boolean fromUser(UserEvent event) {
        throw new UnsupportedOperationException("No endpoint passes users' events");
    }
}
