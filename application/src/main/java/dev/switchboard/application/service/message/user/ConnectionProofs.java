package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.session.ReachClients;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.application.service.session.Ownership.Standing;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Adds to users' messages the proofs of the connections that they name, and binds these. Among
/// hubs that share, a message may come to one, its connection may be at another, and a third may
/// own the conversation.
final class ConnectionProofs implements SendUserMessage {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionProofs.class);

    private final SendUserMessage owners;
    private final ReachClients here;
    private final ReachClients anywhere;
    private final Ownership ownership;

    /// @param owners the port as all hubs together have it
    /// @param here the connections of this hub
    /// @param anywhere those of all hubs
    ConnectionProofs(
            SendUserMessage owners, ReachClients here, ReachClients anywhere, Ownership ownership) {
        this.owners = owners;
        this.here = here;
        this.anywhere = anywhere;
        this.ownership = ownership;
    }

    @Override
    public Result send(Command command) {
        ClientId client = command.client();
        return client == null ? owners.send(command) : send(command, client);
    }

    private Result send(Command command, ClientId client) {
        Optional<EndUser> found = here.who(client);
        ReachClients hub = found.isPresent() ? here : anywhere;
        EndUser connected = found.or(() -> elsewhere(client, command)).orElse(null);
        if (connected == null) {
            return owners.send(command);
        }
        // before the message, so that no reply waits for the end of this call
        var _ = hub.bind(client, connected, command.conversation());
        EndUser sender = connected.completedBy(command.who());
        Result result = owners.send(command.from(proofs(command, sender)));
        if (command.purpose() == Purpose.SAY && !(result instanceof Result.NotYours)) {
            bindAgain(hub, client, sender, command);
        }
        return result;
    }

    /// A hub that does not answer may have the connection. Only who needs its proofs waits for that
    /// hub.
    private Optional<EndUser> elsewhere(ClientId client, Command command) {
        try {
            return anywhere.who(client);
        } catch (StoreUnavailableException e) {
            if (!isEnough(command)) {
                throw e;
            }
            LOG.debug("A message goes without its connection's proofs: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /// Whether the sender needs no proofs of a connection. What is unclaimed would become the
    /// request's instead of the connection's.
    private boolean isEnough(Command command) {
        return switch (ownership.standing(command.conversation(), command.who())) {
            case Standing.Own _ -> true;
            case Standing.Foreign _ -> command.trusted();
            case Standing.Free _ -> false;
        };
    }

    /// The message is accepted, and the page reads the journal when it connects again.
    private static void bindAgain(
            ReachClients hub, ClientId client, EndUser sender, Command command) {
        try {
            var _ = hub.bind(client, sender, command.conversation());
        } catch (StoreUnavailableException e) {
            LOG.debug("A connection was not bound after its message: {}", e.getMessage());
        }
    }

    /// The request's own proofs alone are enough.
    private EndUser proofs(Command command, EndUser sender) {
        return ownership.standing(command.conversation(), sender) instanceof Standing.Foreign
                ? command.who()
                : sender;
    }
}
