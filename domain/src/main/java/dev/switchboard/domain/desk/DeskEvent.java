package dev.switchboard.domain.desk;

import dev.switchboard.domain.message.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened at a desk in one session.
public sealed interface DeskEvent {

    /// The session is open, and another process runs it now: the one that opened it may have died
    /// before it could say so.
    ///
    /// @param greeted whether agents see the greeting
    record Opened(boolean greeted) implements DeskEvent {}

    /// The session was never open and never will be: whoever was opening it died.
    record NeverOpened() implements DeskEvent {}

    /// The customer waits for an agent.
    ///
    /// @param position in the desk's queue, from 1, or null if it is not told
    record Queued(@Nullable Integer position) implements DeskEvent {}

    /// An agent came in.
    ///
    /// @param name for people to read, may be empty
    record Joined(String name) implements DeskEvent {}

    /// An agent, or whatever speaks for the desk, says something to the customer.
    ///
    /// @param from for people to read, may be empty
    record Message(String from, String text) implements DeskEvent {
        @Override
        public String toString() {
            return "Message[" + text.length() + " characters]";
        }
    }

    /// An agent sends a file.
    ///
    /// @param url where it can be fetched
    /// @param text what the agent says to it, may be empty
    record File(
            String from, String url, @Nullable String name, @Nullable String mimeType, String text)
            implements DeskEvent {
        @Override
        public String toString() {
            return "File[" + mimeType + "]";
        }
    }

    /// The customer is asked to choose. The answer goes back as the title that was chosen.
    record Choices(String from, String text, List<String> titles) implements DeskEvent {
        public Choices {
            titles = List.copyOf(titles);
        }

        @Override
        public String toString() {
            return "Choices[" + titles.size() + "]";
        }
    }

    /// Something was said that we cannot read.
    ///
    /// @param type as the desk calls it
    record Unsupported(String from, String type) implements DeskEvent {}

    record Typing(boolean active) implements DeskEvent {}

    /// The customer is given to another agent or queue.
    record Transferred() implements DeskEvent {}

    /// The session goes on in another conversation, and agents see nothing of what was said: they
    /// are told before anything else is said there, so something must be.
    record Reopened() implements DeskEvent {}

    /// An agent went; the session goes on.
    record Left(String name) implements DeskEvent {}

    /// The session is over.
    record Ended(By by) implements DeskEvent {

        public enum By {
            AGENT,
            CUSTOMER,
            /// The desk by itself: nobody was there, or it waited for too long.
            SYSTEM,
            /// The desk knows nothing of it any more.
            GONE
        }
    }

    /// Nobody will come.
    ///
    /// @param code the desk's word for why
    record Failed(String code) implements DeskEvent {}

    /// The desk has what we sent.
    record Delivered(MessageId message) implements DeskEvent {}

    /// An agent read what we sent.
    record Read(MessageId message) implements DeskEvent {}
}
