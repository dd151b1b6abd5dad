package dev.switchboard.adapter.in.socket.cti;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.socket.presence.Topic;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client may say, whichever way it is spelled.
sealed interface ClientFrame {

    /// Only these may come first.
    sealed interface Proof extends ClientFrame {

        /// Nobody prints it.
        String token();

        /// To know the token again by: nobody keeps tokens.
        default byte[] digest() {
            try {
                return MessageDigest.getInstance("SHA-256").digest(token().getBytes(UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }

        /// The name of the program.
        String client();
    }

    record Auth(String token, String client) implements Proof {
        @Override
        public String toString() {
            return "Auth[" + client + "]";
        }
    }

    /// @param counters what the messages socket subscribes at once; null for nothing
    record Start(String token, String client, @Nullable SubscribeUnread counters) implements Proof {
        @Override
        public String toString() {
            return "Start[" + client + "]";
        }
    }

    /// @param after the last change that the client has seen; null if it wants everything
    record Subscribe(Topic topic, @Nullable Long after) implements ClientFrame {}

    record Unsubscribe(Topic topic) implements ClientFrame {}

    /// @param users as the client wrote them
    record SubscribeUnread(String requestId, List<String> users) implements ClientFrame {}

    record UnsubscribeUnread(String requestId, List<String> users) implements ClientFrame {}

    record Tick() implements ClientFrame {}

    /// Nothing that can be done.
    ///
    /// @param proof whether it was meant to authenticate
    record Refused(ErrorFrame error, boolean proof) implements ClientFrame {}
}
