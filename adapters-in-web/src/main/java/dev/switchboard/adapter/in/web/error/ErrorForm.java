package dev.switchboard.adapter.in.web.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form an endpoint's callers expect failures in.
public enum ErrorForm {

    /// `{"success":false,"error":"text"}`, for the channel endpoints of the original.
    LEGACY("application/json") {
        @Override
        byte[] body(Problem problem, int status, @Nullable String requestId) {
            return LegacyEnvelope.error(problem.detail());
        }
    },

    /// `{"ErrorDescription":"text"}`, for the endpoints bots know of the original.
    DESCRIPTION("application/json") {
        @Override
        byte[] body(Problem problem, int status, @Nullable String requestId) {
            return DescriptionEnvelope.error(problem);
        }
    },

    /// A word or two, for the endpoint that desks know of the original.
    PLAIN("text/plain; charset=utf-8") {
        @Override
        byte[] body(Problem problem, int status, @Nullable String requestId) {
            return PlainRefusal.text(problem.code());
        }
    },

    /// `{"ok":false,"error":"text"}`, for the bot's endpoints of the original.
    RELAY("application/json") {
        @Override
        byte[] body(Problem problem, int status, @Nullable String requestId) {
            return RelayEnvelope.error(problem);
        }
    },

    /// `{"error":"text"}`, for the bot's webhook.
    BOT_WEBHOOK("application/json") {
        @Override
        byte[] body(Problem problem, int status, @Nullable String requestId) {
            return BotWebhookEnvelope.error(problem);
        }
    },

    /// RFC 9457, for everything else.
    PROBLEM_DETAILS("application/problem+json") {
        @Override
        int status(ProblemCode code) {
            return code.status();
        }

        @Override
        byte[] body(Problem problem, int status, @Nullable String requestId) {
            ProblemCode code = problem.code();
            Map<String, JsonValue> members = new LinkedHashMap<>();
            members.put("type", new JsonString("urn:switchboard:problem:" + code.number()));
            members.put("title", new JsonString(code.title()));
            members.put("status", number(status));
            members.put("detail", new JsonString(problem.detail()));
            members.put("code", number(code.number()));
            if (!problem.errors().isEmpty()) {
                members.put("field", new JsonString(problem.errors().getFirst().field()));
                members.put("errors", new JsonArray(errors(problem)));
            }
            putIfPresent("request_id", requestId, members);
            return JsonValues.write(new JsonObject(members)).getBytes(UTF_8);
        }
    };

    private final String contentType;

    ErrorForm(String contentType) {
        this.contentType = contentType;
    }

    /// @param path of the request, without the context path
    public static ErrorForm of(String path) {
        if (DescriptionEnvelope.covers(path)) {
            return DESCRIPTION;
        }
        if (RelayEnvelope.covers(path)) {
            return RELAY;
        }
        if (BotWebhookEnvelope.covers(path)) {
            return BOT_WEBHOOK;
        }
        if (PlainRefusal.covers(path)) {
            return PLAIN;
        }
        boolean legacy =
                path.equals("/channel")
                        || path.startsWith("/channel/")
                        || path.equals("/channels")
                        || path.equals("/webhook-response");
        return legacy ? LEGACY : PROBLEM_DETAILS;
    }

    /// Whether a path is one of this API's own, which take nothing that they do not know. Older
    /// families take what their callers always sent.
    ///
    /// @param path of the request, without the context path
    public static boolean isStrict(String path) {
        return path.startsWith("/v1/") && of(path) == PROBLEM_DETAILS;
    }

    String contentType() {
        return contentType;
    }

    /// The original's endpoints know no 422.
    int status(ProblemCode code) {
        return code == ProblemCode.INVALID_FIELD ? 400 : code.status();
    }

    abstract byte[] body(Problem problem, int status, @Nullable String requestId);

    private static List<JsonValue> errors(Problem problem) {
        return problem.errors().stream()
                .<JsonValue>map(error -> {
                    Map<String, JsonValue> members = new LinkedHashMap<>();
                    members.put("field", new JsonString(error.field()));
                    members.put("reason", new JsonString(error.reason()));
                    return new JsonObject(members);
                })
                .toList();
    }

    private static JsonNumber number(int value) {
        return new JsonNumber(BigDecimal.valueOf(value));
    }

    private static void putIfPresent(
            String name, @Nullable String text, Map<String, JsonValue> members) {
        if (text != null) {
            members.put(name, new JsonString(text));
        }
    }
}
