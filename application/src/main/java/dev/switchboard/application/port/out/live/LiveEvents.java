package dev.switchboard.application.port.out.live;

import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.util.List;
import java.util.function.Consumer;

/// Tells every node what its clients may want to see at once. A hint, never the record: whoever
/// misses an event finds the message in the journal.
///
/// **Ordered.** Events of one conversation that were published one after the other arrive in that
/// order.
public interface LiveEvents {

    /// Tells all listeners, this node's included. Never blocks and never throws.
    void publish(Event event);

    /// Hears of everything published from now on. Listeners do not block.
    void listen(Consumer<Event> listener);

    sealed interface Event {

        ConversationId conversation();

        /// A message was journaled, whoever it is for. Comes before what is told of it besides.
        ///
        /// @param deliveries what it is owed to
        record Appended(Message message, List<Delivery> deliveries) implements Event {
            public Appended {
                deliveries = List.copyOf(deliveries);
            }

            @Override
            public ConversationId conversation() {
                return message.conversation();
            }
        }

        /// A message was said again and found in the journal. Mostly it was told of long ago; if
        /// its append lost its reply, nobody was told until now.
        record Found(Message message) implements Event {
            @Override
            public ConversationId conversation() {
                return message.conversation();
            }
        }

        /// The outcome of an append is unknown: the journal may have a message that nobody was told
        /// of.
        record InDoubt(ConversationId conversation) implements Event {}

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

        /// A message that an agent of ours wrote reached the user, or was given up.
        record Reached(Message message, Delivery delivery) implements Event {
            @Override
            public ConversationId conversation() {
                return message.conversation();
            }
        }

        /// One of ours types, or stopped; for those who follow all of the conversation.
        record Typing(ConversationId conversation, Author author, boolean active)
                implements Event {}

        /// Somebody types, or the like: shown at once or never.
        record Fleeting(ConversationId conversation, Content content) implements Event {}
    }
}
