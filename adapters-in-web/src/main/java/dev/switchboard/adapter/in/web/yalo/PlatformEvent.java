package dev.switchboard.adapter.in.web.yalo;

import dev.switchboard.application.port.in.chat.ReceiveUserMessages.InboundMessage;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import dev.switchboard.domain.message.Content;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One message of a platform's user or bot.
///
/// It is journaled as an object with `type` and, if present, the platform's `id`, `text`, `url`,
/// `mediaId`, `mimeType`, `caption`, `name`; `timestamp` in milliseconds; and `raw`, the original
/// event, if the other members are incomplete.
///
/// @param id the platform's id of it; empty if there is none
/// @param timestamp the original text
/// @param body its content
/// @param echo whether the platform repeats a message of one of its senders
/// @param raw the original event
record PlatformEvent(
        ExternalId user,
        Party by,
        String id,
        String timestamp,
        Body body,
        boolean echo,
        JsonObject raw) {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformEvent.class);

    static final String TIMESTAMP = "timestamp";

    /// The types with their content in `text`.
    private static final Set<String> SAID = Set.of("text");

    private static final Set<String> FILES =
            Set.of("image", "audio", "voice", "video", "document", "sticker", "file");
    private static final int MOST_TEXT = 64 * 1024;
    private static final int MOST_ID = 500;
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final int LONGEST_TIME = 40;
    private static final BigDecimal SECONDS = BigDecimal.valueOf(100_000_000_000L);

    /// The content of an event.
    ///
    /// @param text empty for a file
    record Body(String type, String text, File file) {

        static Body text(String text) {
            return new Body("text", text, File.NONE);
        }

        /// Content that is shown as one line.
        static Body summary(String type, String summary) {
            return new Body(type, "[" + type + "] " + summary, File.NONE);
        }

        /// A chosen option.
        static Body choice(String type, String title, String id) {
            return new Body(type, id.isEmpty() ? title : title + " (" + id + ")", File.NONE);
        }

        static Body file(String type, File file) {
            return new Body(type, "", file);
        }

        static Body unsupported(String type) {
            return new Body(type, "[" + type + "]", File.NONE);
        }

        boolean supported() {
            return !text.equals("[" + type + "]");
        }
    }

    /// @param id the platform's id of the file; empty if it has a URL
    record File(String url, String id, String mimeType, String caption, String name) {

        static final File NONE = new File("", "", "", "", "");
    }

    /// Joins the events of a batch's items. An item without a user cannot be journaled.
    static List<PlatformEvent> ofUsers(Stream<List<PlatformEvent>> items) {
        List<List<PlatformEvent>> all = items.toList();
        long left = all.stream().filter(List::isEmpty).count();
        if (left > 0) {
            LOG.warn("Items of a platform's batch name no user and are left out: {}", left);
        }
        return all.stream().flatMap(List::stream).toList();
    }

    static boolean isFile(String type) {
        return FILES.contains(type);
    }

    /// @param conversation the user's conversation
    /// @param source the scope in which the ids are unique
    InboundMessage heard(ConversationId conversation, String source, Instant now) {
        return new InboundMessage(
                conversation,
                by,
                source,
                key(),
                new Content(JsonValues.write(new JsonObject(journaled(now)))),
                SAID.contains(body.type()) ? body.text() : "",
                echo);
    }

    private String key() {
        String said = JsonValues.write(raw);
        return id.isEmpty() || id.length() > MOST_ID
                ? "sha256:" + Sha256.hex(user + "\n" + timestamp + "\n" + id + "\n" + said)
                : id;
    }

    private Map<String, JsonValue> journaled(Instant now) {
        Map<String, JsonValue> said = new LinkedHashMap<>();
        said.put("type", new JsonString(body.type()));
        String text = cut(body.text());
        if (id.length() <= MOST_ID) {
            put("id", id, said);
        }
        put("text", text, said);
        put("url", body.file().url(), said);
        put("mediaId", body.file().id(), said);
        put("mimeType", body.file().mimeType(), said);
        put("caption", body.file().caption(), said);
        put("name", body.file().name(), said);
        said.put(TIMESTAMP, new JsonNumber(BigDecimal.valueOf(at(now).toEpochMilli())));
        if (!body.supported() || !text.equals(body.text())) {
            said.put("raw", raw);
        }
        return said;
    }

    private static void put(String name, String text, Map<String, JsonValue> said) {
        if (!text.isEmpty()) {
            said.put(name, new JsonString(text));
        }
    }

    /// Returns the part of a text that is relayed, in whole characters.
    private static String cut(String text) {
        if (text.length() <= MOST_TEXT / 3
                || text.getBytes(StandardCharsets.UTF_8).length <= MOST_TEXT) {
            return text;
        }
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int letter = text.codePointAt(end);
            bytes += letter < 0x80 ? 1 : letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;
            if (bytes > MOST_TEXT) {
                break;
            }
            end += Character.charCount(letter);
        }
        return text.substring(0, end);
    }

    /// Seconds or milliseconds since 1970; an impossible time is replaced by the current one.
    private Instant at(Instant now) {
        try {
            if (timestamp.length() > LONGEST_TIME) {
                return now;
            }
            BigDecimal told = new BigDecimal(timestamp);
            if (told.signum() < 0 || (long) told.precision() - told.scale() > 15) {
                return now;
            }
            long millis =
                    told.compareTo(SECONDS) < 0
                            ? told.movePointRight(3).longValue()
                            : told.longValue();
            Instant at = Instant.ofEpochMilli(millis);
            return at.isAfter(now.plus(AHEAD)) ? now : at;
        } catch (NumberFormatException _) {
            return now;
        }
    }
}
