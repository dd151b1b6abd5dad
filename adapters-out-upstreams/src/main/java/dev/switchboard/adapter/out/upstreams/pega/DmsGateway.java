package dev.switchboard.adapter.out.upstreams.pega;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.JsonPost;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.application.port.out.upstream.UserMessageGateway;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.json.JsonValues;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hc.core5.http.HttpHeaders;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Posts customers' messages to Pega Digital Messaging.
final class DmsGateway implements UserMessageGateway {

    private static final String CONNECTION_ID = "connection_id";

    private final PegaLines lines;
    private final EgressClient client;
    private final DmsTokens tokens;
    private final Clock clock;

    DmsGateway(PegaLines lines, EgressClient client, DmsTokens tokens, Clock clock) {
        this.lines = lines;
        this.client = client;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public boolean serves(Target target) {
        return lines.find(target) != null;
    }

    @Override
    public SendOutcome send(Target target, Message message) {
        PegaLine line = lines.find(target);
        if (line == null) {
            throw new IllegalArgumentException("No Pega connection for " + target);
        }
        DmsBody body = bodyOf(message.content());
        UpstreamReply reply = call(line.connection(), body);
        if (body.fleeting()) {
            return called(meaning(reply));
        }
        if (isUnauthorized(reply)) {
            reply = call(line.connection(), body);
        }
        UpstreamReply meaning = meaning(reply);
        line.note(meaning, clock.instant());
        return called(meaning);
    }

    /// Parks a refused message under its status.
    private static SendOutcome called(UpstreamReply reply) {
        return reply instanceof Refused(int status, _)
                ? new SendOutcome.Called(reply, new ParkReason("REJECTED_" + status))
                : new SendOutcome.Called(reply);
    }

    private static DmsBody bodyOf(Content content) {
        return DmsBody.of(content.text());
    }

    private UpstreamReply call(PegaConnection connection, DmsBody body) {
        JsonPost post = new JsonPost(connection.url(), body.json().getBytes(UTF_8));
        String token = tokens.mint(connection).reveal();
        post.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        post.addHeader(CONNECTION_ID, connection.connectionId());
        return client.send(post);
    }

    /// Drops the body of an accepting answer: the protocol gives it no meaning, so it is not shown.
    private static UpstreamReply meaning(UpstreamReply reply) {
        return switch (reply) {
            case Accepted(int status, _, _) -> new Accepted(status, null);
            case Refused(int status, _) when isUnauthorized(reply) ->
                    new Unavailable(Cause.UNAUTHORIZED, status, null);
            case Refused _, UpstreamReply.Blocked _, Unavailable _ -> reply;
        };
    }

    private static boolean isUnauthorized(UpstreamReply reply) {
        return reply instanceof Refused(int status, _) && (status == 401 || status == 403);
    }

    /// The body of one call: the fields that Pega defines for the type, in its order, each spelled
    /// exactly as the client sent it.
    ///
    /// @param fleeting whether it is worth only one attempt
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
}
