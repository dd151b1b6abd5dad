package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.application.port.in.message.SendEphemeralEvents;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.service.session.Ownership.Standing;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Content;

/// Passes typing and similar events on, once: from a user's connection to a target, and to the
/// clients that are connected.
final class EphemeralEvents implements RelayEphemeralEvents {

    private final UserAdmission admission;
    private final SendEphemeralEvents targets;
    private final LiveEvents live;

    /// @param targets as all hubs together have them
    EphemeralEvents(UserAdmission admission, SendEphemeralEvents targets, LiveEvents live) {
        this.admission = admission;
        this.targets = targets;
        this.live = live;
    }

    @Override
    public boolean fromUser(UserEvent event) {
        return switch (admission.standing(event)) {
            case Standing.Own _ -> {
                targets.send(event.conversation(), event.target(), event.content());
                yield true;
            }
            case Standing.Free _ -> true;
            case Standing.Foreign _ -> admission.mayTakeOver(event.conversation());
        };
    }

    @Override
    public void toClients(ConversationId conversation, Content content) {
        live.publish(new Event.Ephemeral(conversation, content));
    }
}
