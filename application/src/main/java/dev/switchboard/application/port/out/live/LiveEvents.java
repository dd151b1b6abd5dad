package dev.switchboard.application.port.out.live;

import dev.switchboard.domain.cluster.SentAs;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.SessionKey;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Tells every hub what its clients may want to see at once. Events are hints, never the record: a
/// hub that misses one finds the message in the journal.
///
/// **Ordered.** Events of one conversation that were published one after the other arrive in that
/// order.
public interface LiveEvents {

    /// Notifies all listeners of this hub, then those of the hubs that follow the conversation.
    /// Never blocks and never throws.
    void publish(Event event);

    /// Subscribes to everything that this hub publishes from now on. Listeners must not block.
    void listen(Consumer<Event> listener);

    /// Like [#listen], and in addition to what other hubs publish about conversations that this one
    /// [follows][#follow].
    void listenToAll(Consumer<Event> listener);

    /// Asks other hubs for their events of a conversation. [Event.InDoubt] tells from when on they
    /// are heard. Never blocks.
    void follow(ConversationId conversation);

    /// Asks for no more events of other conversations, unless they were asked for only just now.
    void retain(Set<ConversationId> conversations);

    /// Whether the events of all hubs arrive, as far as this one knows. Otherwise only the store
    /// tells what other hubs did.
    boolean isWhole();

    sealed interface Event {

        ConversationId conversation();

        /// A message was journaled, for any target. Comes before all other events about it.
        ///
        /// @param deliveries the deliveries of the message
        record Appended(Message message, List<Delivery> deliveries) implements Event {
            public Appended {
                deliveries = List.copyOf(deliveries);
            }

            @Override
            public ConversationId conversation() {
                return message.conversation();
            }
        }

        /// A repeat of a message was found in the journal. Usually its event was published long
        /// ago; if the append lost its reply, this is the first one.
        record Found(Message message) implements Event {
            @Override
            public ConversationId conversation() {
                return message.conversation();
            }
        }

        /// The outcome of an append is unknown: the journal may hold a message without an event.
        record InDoubt(ConversationId conversation) implements Event {}

        /// A message was journaled that no client gets.
        record Passed(ConversationId conversation, long seq) implements Event {}

        /// The journal has this `seq` and all before it.
        record Grown(ConversationId conversation, long seq) implements Event {}

        /// Another may read the conversation from now on, or some may not any more.
        record Claimed(ConversationId conversation) implements Event {}

        /// A client goes on with its session on a later connection; earlier ones are over.
        ///
        /// @param epoch the number of the connection within the session
        record Resumed(ConversationId conversation, SessionKey session, long epoch)
                implements Event {}

        /// A user's message reached its target, or was given up.
        record Settled(Message message, Delivery delivery) implements Event {
            @Override
            public ConversationId conversation() {
                return message.conversation();
            }
        }

        /// A user's message has not reached its target for a while; it is still being tried.
        record Slow(Message message) implements Event {
            @Override
            public ConversationId conversation() {
                return message.conversation();
            }
        }

        /// A message of one of the hub's agents reached the user, or was given up.
        record Reached(Message message, Delivery delivery) implements Event {
            @Override
            public ConversationId conversation() {
                return message.conversation();
            }
        }

        /// One of the hub's agents types, or stopped; for followers of the whole conversation.
        record Typing(ConversationId conversation, Author author, boolean active)
                implements Event {}

        /// An ephemeral event, such as typing: shown at once or never.
        @SentAs("Fleeting")
        record Ephemeral(ConversationId conversation, Content content) implements Event {}
    }
}
