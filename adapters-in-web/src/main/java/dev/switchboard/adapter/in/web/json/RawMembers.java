package dev.switchboard.adapter.in.web.json;

import dev.switchboard.adapter.in.web.json.UnreadableJsonException.Flaw;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.Utf8;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The members of one JSON object, each as its original text. Parsed in one pass that checks the
/// whole document as [StrictJson] does. Values become trees in this pass or on request, and only
/// once. Not thread-safe.
public final class RawMembers {

    private final String document;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, JsonValue> trees = new HashMap<>();
    private @Nullable String compact;

    private RawMembers(String document) {
        this.document = document;
    }

    /// Parses the members of a body.
    ///
    /// @throws UnreadableJsonException if the body is not one JSON object
    public static RawMembers of(byte[] body) {
        return of(body, Set.of());
    }

    /// Like [#of(byte[])].
    ///
    /// @param sought members whose values will be requested
    public static RawMembers of(byte[] body, Set<String> sought) {
        RawMembers members = new RawMembers(StrictJson.decode(body));
        return StrictJson.read(members.document, parser -> members.readFrom(parser, sought));
    }

    /// Like [#of(byte[])], for a document of the journal, to which the limits of requests do not
    /// apply.
    public static RawMembers ofJournaled(String document) {
        RawMembers members = new RawMembers(document);
        return StrictJson.readJournaled(document, parser -> members.readFrom(parser, Set.of()));
    }

    private RawMembers readFrom(JsonParser parser, Set<String> sought) {
        JsonToken first = parser.nextToken();
        boolean object = first == JsonToken.START_OBJECT;
        if (!object) {
            StrictJson.parse(document);
            throw new UnreadableJsonException(Flaw.NOT_AN_OBJECT);
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            int start = (int) parser.currentTokenLocation().getCharOffset();
            if (sought.contains(name)) {
                trees.put(name, StrictJson.value(token, parser));
            } else {
                StrictJson.skip(token, parser);
            }
            int end = (int) parser.currentLocation().getCharOffset();
            texts.put(name, document.substring(start, end));
        }
        return this;
    }

    /// The whole original document without the whitespace between its tokens.
    public String compact() {
        if (compact == null) {
            compact = CompactJson.of(document);
        }
        return compact;
    }

    public boolean has(String name) {
        return texts.containsKey(name);
    }

    /// The original text of a member without the whitespace between its tokens.
    ///
    /// @throws InvalidValueException if it is absent
    public String compact(String name) {
        return CompactJson.of(required(name));
    }

    /// The member as a tree, or null if it is absent.
    public @Nullable JsonValue value(String name) {
        String text = texts.get(name);
        return text == null ? null : trees.computeIfAbsent(name, _ -> StrictJson.parse(text));
    }

    /// The member as a non-empty string.
    ///
    /// @throws InvalidValueException if it is absent, empty, of another type, or contains an
    ///   unpaired surrogate
    public String string(String name) {
        required(name);
        if (value(name) instanceof JsonString(String text) && !text.isEmpty()) {
            if (!Utf8.encodable(text)) {
                throw new InvalidValueException(name, Reason.INVALID);
            }
            return text;
        }
        throw new InvalidValueException(name, Reason.WRONG_TYPE);
    }

    /// A hash of the whole document, independent of its spelling.
    public String fingerprint() {
        return CanonicalJson.sha256(StrictJson.parse(document));
    }

    private String required(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new InvalidValueException(name, Reason.MISSING);
        }
        return text;
    }

    /// Removes the whitespace between the tokens of valid JSON text and leaves every other
    /// character as it is: numbers, escapes and strings stay as their sender wrote them.
    private static final class CompactJson {

        private CompactJson() {}

        /// Most senders write no such whitespace: their text is scanned and returned unchanged.
        static String of(String json) {
            StringBuilder compact = null;
            int copied = 0;
            boolean inString = false;
            for (int i = 0; i < json.length(); i++) {
                char c = json.charAt(i);
                if (c == '"') {
                    inString = !inString;
                } else if (inString) {
                    i += c == '\\' ? 1 : 0;
                } else if (isWhitespace(c)) {
                    compact = compact == null ? new StringBuilder(json.length()) : compact;
                    compact.append(json, copied, i);
                    copied = i + 1;
                }
            }
            return compact == null ? json : compact.append(json, copied, json.length()).toString();
        }

        private static boolean isWhitespace(char c) {
            return c == ' ' || c == '\n' || c == '\r' || c == '\t';
        }
    }
}
