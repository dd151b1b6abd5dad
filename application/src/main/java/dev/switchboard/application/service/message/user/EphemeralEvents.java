package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.util.List;

/// Passes typing and similar events on, once, to the clients that are connected. On the way to a
/// desk an event keeps its place among the customer's messages.
final class EphemeralEvents implements RelayEphemeralEvents {

    private final UserAdmission admission;
    private final List<Upstream> upstreams;
    private final Lanes lanes;
    private final LiveEvents live;
    private final Ids ids;
    private final Clock clock;

    EphemeralEvents(
            UserAdmission admission,
            List<Upstream> upstreams,
            Lanes lanes,
            LiveEvents live,
            Ids ids,
            Clock clock) {
        this.admission = admission;
        this.upstreams = List.copyOf(upstreams);
        this.lanes = lanes;
        this.live = live;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void fromUser(Hint hint) {
        if (admission.owns(hint)) {
            Upstream.gatewayTo(upstreams, hint.target())
                    .ifPresent(gateway ->
                            lanes.hint(
                                    new LaneKey(hint.conversation(), hint.target()),
                                    () -> gateway.send(hint.target(), message(hint))));
        }
    }

    /// The message by which a gateway sends a hint.
    private Message message(Hint hint) {
        return new Message(
                ids.messageId(),
                hint.conversation(),
                0,
                new Author(Party.USER, hint.conversation().externalId()),
                hint.content(),
                null,
                null,
                clock.instant());
    }

    @Override
    public void toClients(ConversationId conversation, Content content) {
        live.publish(new Event.Fleeting(conversation, content));
    }
}
