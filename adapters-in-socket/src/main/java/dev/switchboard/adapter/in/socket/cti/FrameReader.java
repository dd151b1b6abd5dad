package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.presence.Topic;
import dev.switchboard.domain.presence.OrgId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Reads clients' frames. Strict: a duplicate name, a second document or deep nesting makes a frame
/// invalid. Lenient where known clients need it: numbers may be strings, and unknown fields are
/// ignored.
final class FrameReader {

    private static final int DEEPEST = 50;
    private static final int LONGEST_TOKEN = 8 * 1024;
    private static final int LONGEST_VERSION = 50;
    private static final int LONGEST_THEME = 64;
    private static final int MOST_USERS = 200;
    private static final Set<String> PROOFS = Set.of("auth", "WEBSOCKET_START");
    private static final Set<String> REQUESTS = Set.of("subscribe", "unsubscribe");
    private static final Set<String> PRESENCE =
            Set.of(
                    "subscribe",
                    "unsubscribe",
                    "WEBSOCKET_USER_SUBSCRIBE",
                    "WEBSOCKET_GROUP_SUBSCRIBE",
                    "WEBSOCKET_GROUP_UNSUBSCRIBE");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private static final ObjectReader JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readerFor(JsonNode.class);

    private final CtiEndpoint ctiEndpoint;
    private final JsonNode frame;
    private @Nullable String path;
    private @Nullable String requestId;

    private FrameReader(CtiEndpoint ctiEndpoint, JsonNode frame) {
        this.ctiEndpoint = ctiEndpoint;
        this.frame = frame;
    }

    /// A field that is missing or invalid.
    private static final class InvalidField extends Exception {

        private static final long serialVersionUID = 1L;

        private final String field;

        private InvalidField(String field) {
            super(field, null, false, false);
            this.field = field;
        }
    }

    static ClientFrame read(CtiEndpoint ctiEndpoint, String text) {
        JsonNode frame;
        try {
            frame = JSON.readTree(text);
        } catch (JacksonException _) {
            return new ClientFrame.Refused(ErrorFrame.of(ErrorCode.BAD_FRAME), false);
        }
        if (!frame.isObject()) {
            return new ClientFrame.Refused(ErrorFrame.of(ErrorCode.BAD_FRAME), false);
        }
        FrameReader reader = new FrameReader(ctiEndpoint, frame);
        try {
            return reader.read();
        } catch (InvalidField invalid) {
            return new ClientFrame.Refused(
                    ErrorFrame.invalid(invalid.field, reader.path, reader.requestId),
                    PROOFS.contains(reader.type()));
        }
    }

    private ClientFrame read() throws InvalidField {
        String type = type();
        return switch (type) {
            case "auth" -> authenticate();
            case "WEBSOCKET_START" -> start();
            case "tick" -> new ClientFrame.Tick();
            default ->
                    switch (ctiEndpoint) {
                        case EVENTS -> presence(type);
                        case SUBSCRIBE -> counters(type);
                    };
        };
    }

    private String type() {
        return frame.path("type").asString("");
    }

    private ClientFrame presence(String type) throws InvalidField {
        return switch (type) {
            case "subscribe" -> subscribe(topicOfPath());
            case "unsubscribe" -> new ClientFrame.Unsubscribe(topicOfPath());
            case "WEBSOCKET_USER_SUBSCRIBE" -> subscribe(topic(Topic.Kind.USER, "userId"));
            case "WEBSOCKET_GROUP_SUBSCRIBE" -> subscribe(topic(Topic.Kind.GROUP, "groupId"));
            case "WEBSOCKET_GROUP_UNSUBSCRIBE" ->
                    new ClientFrame.Unsubscribe(topic(Topic.Kind.GROUP, "groupId"));
            default -> unknown(isRequest());
        };
    }

    private ClientFrame counters(String type) throws InvalidField {
        if (!isRequest()) {
            return unknown(PRESENCE.contains(type));
        }
        String id = requestId();
        return frame.path("request").asString("").equals("subscribe")
                ? new ClientFrame.SubscribeUnread(id, listedUsers())
                : new ClientFrame.UnsubscribeUnread(id, listedUsers());
    }

    private boolean isRequest() {
        return !frame.has("type") && REQUESTS.contains(frame.path("request").asString(""));
    }

    private static ClientFrame unknown(boolean elsewhereKnown) {
        return new ClientFrame.Refused(
                ErrorFrame.of(elsewhereKnown ? ErrorCode.WRONG_ENDPOINT : ErrorCode.UNKNOWN_TYPE),
                false);
    }

    private ClientFrame authenticate() throws InvalidField {
        String token = token();
        JsonNode client = frame.path("client");
        String name = text(client.path("name"), "client.name");
        String version = text(client.path("version"), "client.version");
        require(version.length() <= LONGEST_VERSION, "client.version");
        return new ClientFrame.Auth(token, name);
    }

    private ClientFrame start() throws InvalidField {
        readRequestId();
        require(isWebSocketUrl(text(frame.path("endpoint"), "endpoint")), "endpoint");
        String token = token();
        require(frame.path("isFreedomWeb").isBoolean(), "isFreedomWeb");
        if (isGiven("uiTheme")) {
            require(text(frame.path("uiTheme"), "uiTheme").length() <= LONGEST_THEME, "uiTheme");
        }
        String client = frame.path("isFreedomWeb").asBoolean() ? "FreedomWeb" : "CTI 2.0";
        boolean subscribes =
                ctiEndpoint == CtiEndpoint.SUBSCRIBE
                        && (isGiven("clientRequestId") || isGiven("users"));
        return new ClientFrame.Start(
                token,
                client,
                subscribes ? new ClientFrame.SubscribeUnread(requestId(), usersInOneText()) : null);
    }

    private boolean isGiven(String field) {
        return frame.hasNonNull(field);
    }

    private static boolean isWebSocketUrl(String text) {
        try {
            URI url = new URI(text);
            return ("ws".equalsIgnoreCase(url.getScheme())
                            || "wss".equalsIgnoreCase(url.getScheme()))
                    && url.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private String token() throws InvalidField {
        String token = text(frame.path("accessToken"), "accessToken");
        require(!token.isEmpty() && token.length() <= LONGEST_TOKEN, "accessToken");
        return token;
    }

    private ClientFrame subscribe(Topic topic) throws InvalidField {
        @Nullable Long after = isGiven("after") ? number(frame.path("after"), "after") : null;
        return new ClientFrame.Subscribe(topic, after);
    }

    private Topic topicOfPath() throws InvalidField {
        JsonNode given = frame.path("path");
        Topic topic = given.isString() ? Topic.ofPath(given.asString()) : null;
        if (topic == null) {
            throw new InvalidField("path");
        }
        path = topic.path();
        return topic;
    }

    private Topic topic(Topic.Kind kind, String idField) throws InvalidField {
        String org = text(frame.path("orgId"), "orgId");
        require(Topic.isOrg(org), "orgId");
        long id = number(frame.path(idField), idField);
        require(Topic.isNumber(id), idField);
        Topic topic = new Topic(kind, new OrgId(org), id);
        path = topic.path();
        return topic;
    }

    private String requestId() throws InvalidField {
        String given = text(frame.path("clientRequestId"), "clientRequestId");
        require(UUID.matcher(given).matches(), "clientRequestId");
        requestId = given;
        return given;
    }

    /// Remembers a good id for the error about another field.
    private void readRequestId() {
        String given = frame.path("clientRequestId").asString("");
        if (ctiEndpoint == CtiEndpoint.SUBSCRIBE && UUID.matcher(given).matches()) {
            requestId = given;
        }
    }

    private List<String> listedUsers() throws InvalidField {
        JsonNode listed = frame.path("data").path("users");
        require(listed.isArray() && !listed.isEmpty(), "data.users");
        require(listed.size() <= MOST_USERS, "data.users");
        List<String> users = new ArrayList<>(listed.size());
        for (JsonNode user : listed) {
            users.add(text(user, "data.users"));
        }
        return users;
    }

    private List<String> usersInOneText() throws InvalidField {
        String[] users = text(frame.path("users"), "users").split(",", -1);
        require(users.length <= MOST_USERS, "users");
        List<String> stripped = new ArrayList<>(users.length);
        for (String user : users) {
            require(!user.isBlank(), "users");
            stripped.add(user.strip());
        }
        return stripped;
    }

    private static void require(boolean good, String field) throws InvalidField {
        if (!good) {
            throw new InvalidField(field);
        }
    }

    private static String text(JsonNode value, String field) throws InvalidField {
        require(value.isString() || value.isNumber(), field);
        return value.asString();
    }

    private static long number(JsonNode value, String field) throws InvalidField {
        String digits = value.isString() || value.isIntegralNumber() ? value.asString() : "";
        require(DIGITS.matcher(digits).matches(), field);
        return Long.parseLong(digits);
    }
}
