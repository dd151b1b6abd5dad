package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.presence.Topic;
import dev.switchboard.domain.digest.Sha256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A frame from a client, in any of its accepted spellings.
sealed interface ClientFrame {

    /// A frame that authenticates. The first frame must be one.
    sealed interface Proof extends ClientFrame {

        /// Never printed.
        String token();

        /// A hash that recognises the token again; tokens themselves are not kept.
        default byte[] digest() {
            return Sha256.of(token());
        }

        /// The name of the client program.
        String client();
    }

    record Auth(String token, String client) implements Proof {
        @Override
        public String toString() {
            return "Auth[" + client + "]";
        }
    }

    /// @param counters the subscription of the messages socket that starts at once; null for none
    record Start(String token, String client, @Nullable SubscribeUnread counters) implements Proof {
        @Override
        public String toString() {
            return "Start[" + client + "]";
        }
    }

    /// @param after the `seq` of the last change that the client has seen; null to get everything
    record Subscribe(Topic topic, @Nullable Long after) implements ClientFrame {}

    record Unsubscribe(Topic topic) implements ClientFrame {}

    /// @param users as the client wrote them
    record SubscribeUnread(String requestId, List<String> users) implements ClientFrame {}

    record UnsubscribeUnread(String requestId, List<String> users) implements ClientFrame {}

    record Tick() implements ClientFrame {}

    /// A frame that cannot be carried out.
    ///
    /// @param proof whether it was meant to authenticate
    record Refused(ErrorFrame error, boolean proof) implements ClientFrame {}
}
