package dev.switchboard.domain.desk;

import dev.switchboard.domain.message.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event in one session at a desk.
public sealed interface DeskEvent {

    /// The session is open, and another hub runs it now. The hub that opened it may have died
    /// before it could report that.
    ///
    /// @param greeted whether agents see the greeting
    record Opened(boolean greeted) implements DeskEvent {}

    /// The session was never open and never will be: the hub that was opening it died.
    record NeverOpened() implements DeskEvent {}

    /// The customer waits for an agent.
    ///
    /// @param position in the desk's queue, from 1; null if the desk does not tell
    record Queued(@Nullable Integer position) implements DeskEvent {}

    /// An agent joined.
    ///
    /// @param name for people to read; may be empty
    record Joined(String name) implements DeskEvent {}

    /// The desk, usually an agent, says something to the customer.
    ///
    /// @param from for people to read; may be empty
    record Message(String from, String text) implements DeskEvent {
        @Override
        public String toString() {
            return "Message[" + text.length() + " characters]";
        }
    }

    /// An agent sends a file.
    ///
    /// @param url the address to fetch it from
    /// @param text the agent's text beside the file; may be empty
    record File(
            String from, String url, @Nullable String name, @Nullable String mimeType, String text)
            implements DeskEvent {
        @Override
        public String toString() {
            return "File[" + mimeType + "]";
        }
    }

    /// The customer is asked to choose. The answer goes back as the title of the choice.
    record Choices(String from, String text, List<String> titles) implements DeskEvent {
        public Choices {
            titles = List.copyOf(titles);
        }

        @Override
        public String toString() {
            return "Choices[" + titles.size() + "]";
        }
    }

    /// A message of a kind that we cannot read.
    ///
    /// @param type the desk's word for the kind
    record Unsupported(String from, String type) implements DeskEvent {}

    record Typing(boolean active) implements DeskEvent {}

    /// The customer is transferred to another agent or queue.
    record Transferred() implements DeskEvent {}

    /// The session continues in a new conversation at the desk, where agents see nothing of what
    /// was said. All of it is sent again, ahead of anything else.
    record Reopened() implements DeskEvent {}

    /// An agent left; the session goes on.
    record Left(String name) implements DeskEvent {}

    /// The session is over.
    record Ended(By by) implements DeskEvent {

        public enum By {
            AGENT,
            CUSTOMER,
            /// The desk itself: no agent was there, or the session waited too long.
            SYSTEM,
            /// The desk no longer knows the session.
            GONE
        }
    }

    /// No agent will come.
    ///
    /// @param code the desk's word for the reason
    record Failed(String code) implements DeskEvent {}

    /// The desk has our message.
    record Delivered(MessageId message) implements DeskEvent {}

    /// An agent read our message.
    record Read(MessageId message) implements DeskEvent {}
}
