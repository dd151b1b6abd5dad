package dev.switchboard.adapter.in.socket.gateway.pega;

import dev.switchboard.domain.session.ClientSession;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The data of Pega's events for one connection: the desk's connection it uses, its anonymous id,
/// and its rate of messages. Used by one event at a time.
final class PegaClient {

    private static final int BURST = 40;
    private static final int PER_SECOND = 20;

    private final String connection;
    private @Nullable String anonymousId;
    private double tokens = BURST;
    private @Nullable Instant filledAt;
    private @Nullable Instant complainedAt;

    PegaClient(String connection, @Nullable ClientSession continued) {
        this.connection = connection;
        this.anonymousId = continued == null ? null : anonymousIn(continued).orElse(null);
    }

    private static Optional<String> anonymousIn(ClientSession session) {
        return session.positions().keySet().stream()
                .filter(conversation -> conversation.origin().equals(PegaAddress.ORIGIN))
                .map(conversation -> conversation.externalId())
                .map(id -> id.substring(id.indexOf('/') + 1))
                .filter(PegaAddress::isAnonymous)
                .findFirst();
    }

    String connection() {
        return connection;
    }

    /// The customer's anonymous id on this connection and on those that continue it.
    String anonymousId(Supplier<String> fresh) {
        if (anonymousId == null) {
            anonymousId = PegaAddress.ANONYMOUS + fresh.get();
        }
        return anonymousId;
    }

    boolean isAnonymousAs(String customerId) {
        return customerId.equals(anonymousId);
    }

    /// Takes one of the messages that the client may send now: 20 a second, 40 at once.
    boolean maySend(Instant now) {
        if (filledAt != null) {
            double seconds = (now.toEpochMilli() - filledAt.toEpochMilli()) / 1000.0;
            tokens = Math.min(BURST, tokens + Math.max(0, seconds) * PER_SECOND);
        }
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /// Whether to tell the client that it sends too much: once a second.
    boolean mayComplain(Instant now) {
        if (complainedAt != null && now.isBefore(complainedAt.plusSeconds(1))) {
            return false;
        }
        complainedAt = now;
        return true;
    }
}
