package dev.switchboard.domain.delivery;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.ChannelId;
import java.util.Locale;

/// The destination of a delivery.
///
/// @param name identifies the target within its kind, such as the channel's id
public record Target(Kind kind, String name) {

    /// The server that keeps the sessions and receives the answers of channels.
    public static final Target SESSIONS_SERVER = new Target(Kind.SESSIONS, "server");

    public enum Kind {
        /// An external server of the channel registry.
        CHANNEL,
        /// The sessions server.
        SESSIONS,
        /// A bot that answers users.
        BOT,
        /// An external desk of human agents.
        DESK,
        /// An end user on an external platform.
        USER,
        /// Live clients of the conversation. Nothing is called: the delivery waits until a client
        /// takes it.
        CLIENTS;

        private final String prefix = name().toLowerCase(Locale.ROOT) + ":";
    }

    /// All clients that follow the conversation live as its user.
    public static final Target LIVE_CLIENTS = new Target(Kind.CLIENTS, "live");

    /// The consoles of the agent who answers the conversation or will answer it.
    public static final Target CONSOLES = new Target(Kind.CLIENTS, "consoles");

    public static Target channel(ChannelId id) {
        return new Target(Kind.CHANNEL, id.value());
    }

    /// Parses the text form of [#toString]: the kind in lower case, a colon, the name.
    public static Target parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new InvalidValueException("target", Reason.INVALID);
        }
        try {
            Kind kind = Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT));
            return new Target(kind, text.substring(colon + 1));
        } catch (IllegalArgumentException _) {
            throw new InvalidValueException("target", Reason.INVALID);
        }
    }

    @Override
    public String toString() {
        return kind.prefix + name;
    }
}
