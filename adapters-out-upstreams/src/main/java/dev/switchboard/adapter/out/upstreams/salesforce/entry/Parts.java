package dev.switchboard.adapter.out.upstreams.salesforce.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.domain.message.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The parts that one of our messages is sent in. The last part has the message's own id, so its
/// echo confirms the whole message.
public final class Parts {

    /// Longer texts are split; the chat's own limit is not documented.
    public static final int LONGEST = 4000;

    /// The distance before the limit in which a space is searched to split at.
    private static final int ROOM = 200;

    private Parts() {}

    public record Part(String id, String text) {}

    /// @param texts sent in order; empty ones are left out
    public static List<Part> of(MessageId message, List<String> texts) {
        List<String> pieces = texts.stream().flatMap(text -> cut(text).stream()).toList();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            int number = i == pieces.size() - 1 ? 0 : i + 1;
            parts.add(new Part(ConversationEntry.idOf(message, number), pieces.get(i)));
        }
        return parts;
    }

    /// The briefing of a conversation's agents about the previous one.
    public static List<Part> briefing(String conversation, String text) {
        List<Part> parts = new ArrayList<>();
        for (String piece : cut(text)) {
            byte[] name = (conversation + "/briefing/" + parts.size()).getBytes(UTF_8);
            parts.add(new Part(UUID.nameUUIDFromBytes(name).toString(), piece));
        }
        return parts;
    }

    /// Pieces that together make up the text again.
    private static List<String> cut(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (text.length() - start > LONGEST) {
            int end = endOf(text, start);
            pieces.add(text.substring(start, end));
            start = end;
        }
        if (start < text.length()) {
            pieces.add(text.substring(start));
        }
        return pieces;
    }

    private static int endOf(String text, int start) {
        int limit = start + LONGEST;
        for (int end = limit; end > limit - ROOM; end--) {
            if (Character.isWhitespace(text.charAt(end - 1))) {
                return end;
            }
        }
        return Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    }
}
