package dev.switchboard.adapter.out.upstreams.salesforce.entry;

import org.jspecify.annotations.Nullable;

/// Assembles the lines of a stream into events, according to the HTML standard. Comments and pings
/// only show that the stream is alive.
public final class SseEvents {

    /// Longer events are dropped.
    private static final int LONGEST = 1024 * 1024;

    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private String id = "";
    private boolean tooLong;

    /// @param id the position to resume after it; empty if none was ever given
    public record Event(String id, String name, String data) {}

    /// @param line without its terminator
    /// @return the event that this line completes, or null
    public @Nullable Event take(String line) {
        if (line.isEmpty()) {
            return end();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : withoutFirstSpace(line.substring(colon + 1));
        switch (field) {
            case "data" -> add(value);
            case "event" -> name = value;
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            default -> {}
        }
        return null;
    }

    private static String withoutFirstSpace(String text) {
        return text.startsWith(" ") ? text.substring(1) : text;
    }

    private void add(String value) {
        tooLong |= data.length() + value.length() > LONGEST;
        if (!tooLong) {
            data.append(value).append('\n');
        }
    }

    private @Nullable Event end() {
        Event event = null;
        if (!data.isEmpty() && !tooLong) {
            event = new Event(id, name, data.substring(0, data.length() - 1));
        }
        data.setLength(0);
        data.trimToSize(); // thousands of streams are idle most of the time
        name = "";
        tooLong = false;
        return event;
    }
}
