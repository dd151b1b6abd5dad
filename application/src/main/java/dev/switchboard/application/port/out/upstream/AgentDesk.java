package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.MessageId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One system of human agents in which a chat has a life of its own: it is opened there, agents
/// come and go, and it is ended. What agents say comes by
/// [dev.switchboard.application.port.in.upstream.ReceiveDeskEvents].
///
/// **A crash leaves nothing behind.** The caller names the chat before anything is done outside,
/// and stores it first. The desk notes each step before and after it is taken (see [DeskSessions]),
/// so that what a killed process left is found by the next one. What the caller must do: for a chat
/// of which it does not know whether it was opened, call [#abandon], also if [#open] was never
/// called or is still under way somewhere.
///
/// **Streams look after themselves.** A session that is open is listened to by one process at a
/// time, from where the one before stopped; after a restart, a take-over or an outage nobody need
/// ask for that.
///
/// What a peer does is never thrown. Every method but [#name] and [#load] throws
/// [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store does not
/// answer; then the same call again finishes it.
public interface AgentDesk {

    /// Its own, stored with each chat: a chat stays with its desk.
    String name();

    /// Opens a session, within some 25 s. Blocks. Whatever it returns but [Opening.Opened], nothing
    /// that it made outside stays: what could not be taken away at once is noted durably, and will
    /// be. For a session that is open already the answer is the same again, and nobody is called
    /// for one that another process is opening, or that is not opened any more.
    Opening open(Request request);

    /// Brings one message of the user, or of ours, to the agents; in the order of the calls.
    /// Blocks. The same message again is said once, also after a crash or a lost answer. Messages
    /// that go faster than the desk takes them get [SendOutcome.NotBefore].
    SendOutcome send(DeskRef chat, Said said);

    /// The chat is over: agents see that the user left. Blocks; call it until it is accepted. An
    /// end that is known already, or of a session that is gone, is accepted. From the first call on
    /// nothing can be sent; what the desk said before is still heard.
    SendOutcome end(DeskRef chat);

    /// The chat never was: takes away what opening it left, in reverse. Returns when that is
    /// durably noted, and works until it is done. Harmless for a session that is over, and for one
    /// that is not known: it will not be opened any more.
    void abandon(DeskRef chat, TenantId tenant);

    /// What an admin may know of a session, or empty if nothing is known.
    Optional<Standing> standing(DeskRef chat);

    /// How many sessions this process runs. Does not block.
    Load load();

    /// @param sessions those that are open or being opened
    /// @param unheard those of them of which nothing is heard now, for their line is lost
    record Load(int sessions, int unheard) {

        public static final Load NONE = new Load(0, 0);
    }

    /// @param route what an operator configured for chats of this kind, in the desk's own words
    record Request(
            DeskRef chat,
            TenantId tenant,
            Customer customer,
            Matter matter,
            Map<String, String> route) {
        public Request {
            route = Map.copyOf(route);
        }
    }

    /// @param phoneNumber as the desk is to know it, without what platforms put before it
    /// @param provider the platform the user writes on, such as `whatsapp`
    /// @param firstName for a customer whom the desk does not know yet
    /// @param attributes what else the bot knows of the user
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

    /// What it is about.
    ///
    /// @param sourceFlow the name of the route
    /// @param greeting what the user is made to say first; empty for nothing
    record Matter(String subject, String description, String sourceFlow, String greeting) {}

    sealed interface Opening {

        /// @param greeted whether agents see the greeting; if not, it is the caller's to send
        record Opened(boolean greeted) implements Opening {}

        /// The desk keeps this customer out.
        record Blocked() implements Opening {}

        /// Chats of this route cannot be opened here, as it is configured.
        record NotRoutable() implements Opening {}

        /// The desk will not, now or later.
        ///
        /// @param code its word for why, `[A-Z0-9_]{1,64}`
        record Rejected(Fault fault, String code) implements Opening {}

        /// It is away, or did not answer in time.
        record Unavailable(Duration retryAfter) implements Opening {}

        /// We ourselves kept from it: another process is at work on this chat, or this one has to
        /// wait. Tells nothing of the desk.
        record HeldBack(Duration retryAfter) implements Opening {}

        /// This chat is not opened any more: it was abandoned, or whoever opened it died, and what
        /// is left of it is taken away. Tells nothing of the desk.
        record Undone() implements Opening {}
    }

    /// Whose fault a refusal is.
    enum Fault {
        /// The customer's data are not what the desk takes.
        CUSTOMER,
        /// An operator must mend something.
        SETUP
    }

    sealed interface Said {

        /// Makes a repeat recognisable.
        MessageId id();

        /// What was said before this. Asked for when the session goes on in another conversation,
        /// whose agents see nothing of it: it is said there first, once. May be empty.
        Supplier<String> before();

        /// @param text may be empty: then agents are told what was said before, if they have to be
        record Text(MessageId id, String text, Supplier<String> before) implements Said {

            /// With nothing that agents need to know before it.
            public Text(MessageId id, String text) {
                this(id, text, () -> "");
            }

            @Override
            public String toString() {
                return "Text[" + id + "]";
            }
        }

        /// A file for the agents, and what is said once it is there.
        ///
        /// @param name with its ending
        /// @param bytes asked for when nothing else is in the way and the file is not there yet;
        ///   null if they cannot be had, which comes to [SendOutcome.NotBefore]
        /// @param notice said when the file is there, empty for nothing
        /// @param caption said after it, empty for nothing
        record File(
                MessageId id,
                String name,
                Supplier<@Nullable ByteBuffer> bytes,
                String notice,
                String caption,
                Supplier<String> before)
                implements Said {

            @Override
            public String toString() {
                return "File[" + id + "]";
            }
        }
    }

    /// @param facts what opening it reached, in the desk's own words
    /// @param owner the process that listens
    record Standing(Map<String, String> facts, String owner, long fence) {
        public Standing {
            facts = Map.copyOf(facts);
        }
    }
}
