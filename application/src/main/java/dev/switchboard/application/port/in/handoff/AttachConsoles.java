package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrived;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Leaving;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Attaches consoles of other hubs to the desk of their agents, at the hub that has it: see
/// [ServeConsoles].
public interface AttachConsoles {

    /// Connects a console. It gets what its line gets through [TellConsoles].
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException the console is
    ///   not connected
    Arrived arrive(Attachment attachment);

    /// Resumes pushes to a console that was full.
    void drained(DistantConsole console);

    /// Ends a connection.
    void leave(DistantConsole console, Leaving leaving);

    /// Tells which consoles a hub has now. Those that it does not name for a while are taken for
    /// lost.
    ///
    /// @return those that the desk does not know
    List<DistantConsole> call(Roll roll);

    /// A console at a hub that does not have its desk.
    ///
    /// @param number distinguishes the connections at one start of a hub
    record DistantConsole(HubId hub, long number, ClientId console, Agent agent) {}

    /// The other components are those of [ServeConsoles.Arrival].
    record Attachment(
            DistantConsole console,
            boolean supervisor,
            @Nullable UserRef user,
            @Nullable SessionKey session,
            @Nullable ClientSession continued,
            Map<ConversationId, Long> cursors) {
        public Attachment {
            cursors = Map.copyOf(cursors);
        }
    }

    /// @param consoles of one tenant at one hub
    record Roll(TenantId tenant, List<DistantConsole> consoles) {
        public Roll {
            consoles = List.copyOf(consoles);
        }
    }
}
