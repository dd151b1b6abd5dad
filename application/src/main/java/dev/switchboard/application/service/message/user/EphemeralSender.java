package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.SendEphemeralEvents;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.util.List;

/// Ephemeral events on the way to a bot or desk, each in its place among the customer's messages.
final class EphemeralSender implements SendEphemeralEvents {

    private final List<Upstream> upstreams;
    private final Lanes lanes;
    private final Ids ids;
    private final Clock clock;

    EphemeralSender(List<Upstream> upstreams, Lanes lanes, Ids ids, Clock clock) {
        this.upstreams = List.copyOf(upstreams);
        this.lanes = lanes;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void send(ConversationId conversation, Target target, Content content) {
        Upstream.gatewayTo(upstreams, target)
                .ifPresent(gateway ->
                        lanes.passOnce(
                                new LaneKey(conversation, target),
                                () -> gateway.send(target, message(conversation, content))));
    }

    /// The message by which a gateway sends an event.
    private Message message(ConversationId conversation, Content content) {
        return new Message(
                ids.messageId(),
                conversation,
                0,
                new Author(Party.USER, conversation.externalId()),
                content,
                null,
                null,
                clock.instant());
    }
}
