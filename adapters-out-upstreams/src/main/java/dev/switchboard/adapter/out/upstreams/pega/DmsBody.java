package dev.switchboard.adapter.out.upstreams.pega;

import dev.switchboard.domain.json.JsonValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The body of one call, made from what a client said (contract pega 3): the fields that the type
/// has over there, in their order, each spelled as it came.
///
/// @param fleeting whether it is worth one attempt only
record DmsBody(String json, boolean fleeting) {

    private static final JsonFactory FACTORY = new JsonFactory();

    private static final String TYPING = "typing_indicator";
    private static final List<String> SAID =
            List.of("type", "customer_id", "customer_name", "message_id", "text");
    private static final List<String> SAID_AND_MORE =
            List.of(
                    "type",
                    "customer_id",
                    "customer_name",
                    "message_id",
                    "text",
                    "postback",
                    "attachments",
                    "context_data");
    private static final List<String> SIGN = List.of("type", "customer_id");
    private static final List<String> WAITING = List.of("type", "customer_id", "waitTime");

    /// @param message the validated fields of a client's message, as one JSON object
    static DmsBody of(String message) {
        Map<String, String> fields = fieldsOf(message);
        String type = Objects.requireNonNullElse(fields.get("type"), "");
        return switch (type) {
            case "\"text\"" -> new DmsBody(pick(SAID_AND_MORE, fields), false);
            case "\"" + TYPING + "\"" -> new DmsBody(pick(SIGN, fields), true);
            case "\"customer_end_session\"" -> new DmsBody(pick(SIGN, fields), false);
            case "\"wait_time\"" -> new DmsBody(pick(WAITING, fields), false);
            default -> new DmsBody(pick(SAID, fields), false);
        };
    }

    private static String pick(List<String> names, Map<String, String> fields) {
        StringBuilder json = new StringBuilder("{");
        for (String name : names) {
            String value = fields.get(name);
            if (value != null) {
                json.append(json.length() == 1 ? "" : ",");
                JsonValues.quote(name, json);
                json.append(':').append(value);
            }
        }
        return json.append('}').toString();
    }

    private static Map<String, String> fieldsOf(String message) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), message)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                int end = (int) parser.currentLocation().getCharOffset();
                fields.put(name, message.substring(start, end));
            }
        }
        return fields;
    }

    @Override
    public String toString() {
        return "DmsBody[" + json.length() + " characters]";
    }
}
