package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.MessageId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A desk of human agents, in an external system or the hub's own. A chat is opened there, agents
/// join and leave, and it is ended. The agents' messages come by
/// [dev.switchboard.application.port.in.upstream.ReceiveDeskEvents].
///
/// **A crash leaves nothing behind.** The caller names the chat and stores it before anything is
/// done outside. The desk records each step before and after it is taken (see [DeskSessions]), so
/// the next hub finds what a killed one left. The caller has one duty: it calls [#abandon] for a
/// chat of which it does not know whether it was opened, even if [#open] was never called or is
/// still running somewhere.
///
/// **Streams need no care.** One hub at a time listens to an open session, from the position where
/// the previous one stopped. The desk resumes it by itself after a restart, a take-over or an
/// outage.
///
/// Failures of the peer are never thrown. Every method but [#name] and [#load] throws
/// [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store does not
/// answer; repeating the call then completes it.
public interface AgentDesk {

    /// Returns the desk's own name, stored with each chat: a chat stays with its desk.
    String name();

    /// Opens a session within about 25 s. Blocks. Unless it returns [Opening.Opened], nothing that
    /// it made outside remains: what cannot be removed at once is recorded durably and removed
    /// later. For a session that is open already the answer is the same again. For a session that
    /// another hub is opening, or that is no longer to be opened, the peer is not called.
    Opening open(Request request);

    /// Sends one message of the user or of the hub to the agents, in the order of the calls.
    /// Blocks. A repeat of a message is shown once, also after a crash or a lost answer. Messages
    /// that come faster than the desk takes them get [SendOutcome.NotBefore].
    SendOutcome send(DeskRef chat, DeskMessage said);

    /// Ends the chat: agents see that the user left. Blocks; call it until it is accepted. A
    /// repeated end, and the end of a session that is gone, are accepted. From the first call on
    /// nothing can be sent; earlier events of the desk are still received.
    SendOutcome end(DeskRef chat);

    /// Undoes a chat: removes what opening it left, in reverse order. Returns when that is durably
    /// recorded, and continues until it is done. A session that is over is left alone. An unknown
    /// session will not be opened any more.
    void abandon(DeskRef chat, TenantId tenant);

    /// Returns a session's data for admins; empty if it is unknown.
    Optional<SessionView> view(DeskRef chat);

    /// Returns the number of sessions that this hub runs. Does not block.
    Load load();

    /// @param sessions the number of sessions that are open or being opened
    /// @param unheard the number of these whose event stream is lost at the moment
    record Load(int sessions, int unheard) {

        public static final Load NONE = new Load(0, 0);
    }

    /// @param route the operator's settings for chats of this kind, in the desk's own words
    record Request(
            DeskRef chat,
            ConversationId conversation,
            TenantId tenant,
            Customer customer,
            ChatDetails details,
            Map<String, String> route) {
        public Request {
            route = Map.copyOf(route);
        }
    }

    /// @param phoneNumber the number for the desk, without the prefixes of platforms
    /// @param provider the platform that the user writes on, such as `whatsapp`
    /// @param firstName for a customer who is new to the desk
    /// @param attributes further data that the bot has of the user
    record Customer(
            String name,
            String firstName,
            String email,
            @Nullable String phoneNumber,
            String provider,
            Map<String, String> attributes) {
        public Customer {
            attributes = Map.copyOf(attributes);
        }

        @Override
        public String toString() {
            return "Customer[" + provider + "]";
        }
    }

    /// The subject of a chat.
    ///
    /// @param sourceFlow the name of the route
    /// @param greeting the first message, sent in the user's name; empty for none
    record ChatDetails(String subject, String description, String sourceFlow, String greeting) {}

    sealed interface Opening {

        /// @param greeted whether agents see the greeting; if not, the caller sends it
        record Opened(boolean greeted) implements Opening {}

        /// The desk has blocked this customer.
        record Blocked() implements Opening {}

        /// The settings do not allow chats of this route to be opened here.
        record NotRoutable() implements Opening {}

        /// The desk refuses, now and later.
        ///
        /// @param code the desk's code for the reason, `[A-Z0-9_]{1,64}`
        record Rejected(Fault fault, String code) implements Opening {}

        /// The desk is away, or did not answer in time.
        record Unavailable(Duration retryAfter) implements Opening {}

        /// The hub itself did not call: another hub works on this chat, or this one has to wait.
        /// Says nothing about the desk.
        record HeldBack(Duration retryAfter) implements Opening {}

        /// This chat will not be opened any more: it was abandoned, or the hub that opened it died,
        /// and its remains are being removed. Says nothing about the desk.
        record Undone() implements Opening {}
    }

    /// The cause of a refusal.
    enum Fault {
        /// The desk does not accept the customer's data.
        CUSTOMER,
        /// An operator must fix something.
        SETUP
    }

    sealed interface DeskMessage {

        /// Identifies a repeat.
        MessageId id();

        /// The text of what was said before this message. Requested when the session continues in
        /// another conversation, whose agents have seen none of it: it is sent there first, once.
        /// May be empty.
        Supplier<String> before();

        /// @param text may be empty: then only the earlier messages are sent, if the agents need
        ///   them
        record Text(MessageId id, String text, Supplier<String> before) implements DeskMessage {

            /// A text without earlier messages that agents need.
            public Text(MessageId id, String text) {
                this(id, text, () -> "");
            }

            @Override
            public String toString() {
                return "Text[" + id + "]";
            }
        }

        /// A file for the agents, and the texts sent with it.
        ///
        /// @param name with its extension
        /// @param bytes requested only when nothing else prevents sending and the file is not there
        ///   yet; null if they are unavailable, which results in [SendOutcome.NotBefore]
        /// @param notice sent when the file is there; empty for none
        /// @param caption sent after it; empty for none
        record File(
                MessageId id,
                String name,
                Supplier<@Nullable ByteBuffer> bytes,
                String notice,
                String caption,
                Supplier<String> before)
                implements DeskMessage {

            @Override
            public String toString() {
                return "File[" + id + "]";
            }
        }
    }

    /// @param facts the results of opening it, in the desk's own words
    /// @param owner the hub that listens to it
    record SessionView(Map<String, String> facts, String owner, long fence) {
        public SessionView {
            facts = Map.copyOf(facts);
        }
    }
}
