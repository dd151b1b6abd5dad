package dev.switchboard.application.port.out.message;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Recorded;
import java.util.List;
import java.util.stream.Stream;

/// The messages of a conversation between two places. They are read in pages while they are
/// consumed: a thousand may have a hundred megabytes.
///
/// @param after the `seq` before the first of them
/// @param through the `seq` of the last of them; beyond the end of the conversation, all that it
///   has
public record Passage(ConversationId conversation, long after, long through) {

    private static final int PAGE = 100;

    /// The messages from the first one to a `seq`.
    public static Passage upTo(ConversationId conversation, long through) {
        return new Passage(conversation, 0, through);
    }

    /// The newest messages up to a `seq`.
    ///
    /// @param most how many they are at most
    public static Passage newest(ConversationId conversation, long through, int most) {
        return new Passage(conversation, Math.max(0, through - most), through);
    }

    /// Returns the messages in order.
    public Stream<Recorded> in(History history) {
        if (through <= after) {
            return Stream.empty();
        }
        int first = Math.clamp(through - Math.max(after, 0), 1, PAGE);
        return Stream.iterate(
                        history.messages(conversation, after, first),
                        page -> !page.isEmpty(),
                        page -> {
                            long last = page.getLast().message().seq();
                            return page.size() < PAGE || last >= through
                                    ? List.of()
                                    : history.messages(conversation, last, PAGE);
                        })
                .flatMap(List::stream)
                .takeWhile(recorded -> recorded.message().seq() <= through);
    }

    /// Returns the messages from the last one back. They end where a whole page is missing, because
    /// retention took what was before; so a passage that ends behind its conversation has none.
    ///
    /// @param page how many are read at once
    public Iterable<Recorded> newestFirst(History history, int page) {
        return () ->
                Stream.iterate(through, last -> last > after, last -> last - page)
                        .map(last -> {
                            long before = Math.max(after, last - page);
                            return new Passage(conversation, before, last).in(history).toList();
                        })
                        .takeWhile(messages -> !messages.isEmpty())
                        .flatMap(messages -> messages.reversed().stream())
                        .iterator();
    }
}
