package dev.switchboard.adapter.out.upstreams.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.domain.message.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What one message of ours is said in. The last part bears the message's own id, so that its echo
/// is the echo of the whole.
final class Parts {

    /// Longer texts are cut: the chat's own limit is not told.
    static final int LONGEST = 4000;

    /// How far before the limit a space is looked for to cut at.
    private static final int ROOM = 200;

    private Parts() {}

    record Part(String id, String text) {}

    /// @param texts said one after the other; empty ones are not
    static List<Part> of(MessageId message, List<String> texts) {
        List<String> pieces = texts.stream().flatMap(text -> cut(text).stream()).toList();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            int number = i == pieces.size() - 1 ? 0 : i + 1;
            parts.add(new Part(Entry.idOf(message, number), pieces.get(i)));
        }
        return parts;
    }

    /// What agents of a conversation are told of the one before it.
    static List<Part> briefing(String conversation, String text) {
        List<Part> parts = new ArrayList<>();
        for (String piece : cut(text)) {
            byte[] name = (conversation + "/briefing/" + parts.size()).getBytes(UTF_8);
            parts.add(new Part(UUID.nameUUIDFromBytes(name).toString(), piece));
        }
        return parts;
    }

    /// Pieces that make the text again, put together.
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
