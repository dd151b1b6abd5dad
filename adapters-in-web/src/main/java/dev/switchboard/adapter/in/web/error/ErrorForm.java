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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The form of an endpoint's errors. A vendor's own forms are with its routes.
///
/// @param name the key of its failures in `openapi/*.yaml`
public record ErrorForm(String name, String contentType, Body body) {

    /// RFC 9457, for every route without another form.
    public static final ErrorForm PROBLEM_DETAILS =
            new ErrorForm("problem_details", "application/problem+json", ErrorForm::details);

    /// `{"success":false,"error":"text"}`, for the original channel endpoints.
    public static final ErrorForm LEGACY = json("legacy", Map.of(), LegacyEnvelope::error);

    private static final String UNREADABLE = "Invalid payload received : error decode body request";

    /// `{"ErrorDescription":"text"}`, for the original endpoints of bots, including its spelling.
    public static final ErrorForm DESCRIPTION =
            json(
                    "description",
                    Map.of(
                            ProblemCode.MALFORMED_JSON,
                            UNREADABLE,
                            ProblemCode.INVALID_FIELD,
                            UNREADABLE,
                            ProblemCode.PAYLOAD_TOO_LARGE,
                            "Invalid payload received : body too large",
                            ProblemCode.FORBIDDEN,
                            "Invalid Authorization token.",
                            ProblemCode.NOT_FOUND,
                            "not found",
                            ProblemCode.METHOD_NOT_ALLOWED,
                            "method not allowed",
                            ProblemCode.STORAGE_UNAVAILABLE,
                            "storage unavailable",
                            ProblemCode.NOT_CONFIGURED,
                            "not configured"),
                    text -> LegacyEnvelope.body("{\"ErrorDescription\":", text));

    /// Writes the body of an error.
    @FunctionalInterface
    public interface Body {
        byte[] of(Problem problem, int status, @Nullable String requestId);
    }

    /// A form that reports an error as a single text.
    ///
    /// @param texts the texts of errors that do not use their detail
    /// @param body the JSON around a text
    public static ErrorForm json(
            String name, Map<ProblemCode, String> texts, Function<String, byte[]> body) {
        return new ErrorForm(
                name,
                "application/json",
                (problem, _, _) ->
                        body.apply(texts.getOrDefault(problem.code(), problem.detail())));
    }

    /// The original endpoints have no 422.
    int status(ProblemCode code) {
        return code == ProblemCode.INVALID_FIELD && !equals(PROBLEM_DETAILS) ? 400 : code.status();
    }

    private static byte[] details(Problem problem, int status, @Nullable String requestId) {
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
        members.putAll(problem.members());
        if (requestId != null) {
            members.put("request_id", new JsonString(requestId));
        }
        return JsonValues.write(new JsonObject(members)).getBytes(UTF_8);
    }

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
}
