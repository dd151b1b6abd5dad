package dev.switchboard.application.service.attachment;

import dev.switchboard.application.port.in.handoff.AttachConsoles;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.TellConsoles;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.time.Later;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Consoles at any hub of those that share their partitions.
///
/// @param consoles serves the consoles of this hub
public record AttachmentModule(ServeConsoles consoles, @Nullable Shared shared) {

    /// The interval of [#look].
    public static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

    record Shared(ConsoleAttachments attachments, DistantConsoles distant) {}

    /// @param here the consoles of the desks that this hub has
    public static AttachmentModule of(
            Node node, PeerModule peers, ServeConsoles here, AttachedConsoles attached) {
        if (!peers.isShared()) {
            return new AttachmentModule(here, null);
        }
        Later later = node.later();
        TellConsoles hubs = peers.forwarded(TellConsoles.class, attached);
        DistantConsoles distant = new DistantConsoles(here, hubs, later, node.steady());
        ConsoleAttachments attachments =
                new ConsoleAttachments(
                        here,
                        peers.forwarded(AttachConsoles.class, distant),
                        attached,
                        node.ownership(),
                        peers::me,
                        later);
        return new AttachmentModule(attachments, new Shared(attachments, distant));
    }

    /// Tells desks at other hubs of the consoles here, and looks for those that other hubs do not
    /// name any more.
    public void look() {
        if (shared != null) {
            shared.attachments().look();
            shared.distant().look();
        }
    }
}
