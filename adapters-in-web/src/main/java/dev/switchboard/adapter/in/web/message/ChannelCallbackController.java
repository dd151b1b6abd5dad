package dev.switchboard.adapter.in.web.message;

import dev.switchboard.adapter.in.web.body.RawBody;
import dev.switchboard.adapter.in.web.error.DirectAnswer;
import dev.switchboard.adapter.in.web.error.LegacyEnvelope;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.CanonicalJson;
import dev.switchboard.adapter.in.web.json.RawMembers;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Command;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Proofs;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Result;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Signature;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Accepts channels' answers. A call is authenticated by its own proofs, so no access token is
/// needed.
@RestController
@Tag(name = "Channel messages")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ChannelCallbackController {

    static final String PATH = "/webhook-response";

    private static final String CHANNEL_ID = "X-Channel-Id";
    private static final byte[] PROCESSED = LegacyEnvelope.message("Response processed");

    private final AcceptChannelCallback callbacks;

    ChannelCallbackController(AcceptChannelCallback callbacks) {
        this.callbacks = callbacks;
    }

    /// Takes a channel's answer.
    ///
    /// Proven by the `t` of the `response_url` that the channel was given, or by Standard Webhooks
    /// headers made with the channel's signing secret.
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    void acceptChannelResponse(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = RawBody.toProve(request);
        Proofs proofs = CallbackHeaders.proofs(request, body);
        CallbackRequest callback = CallbackRequest.from(body);
        Command command = callback.toCommand(request.getHeader(CHANNEL_ID), proofs);
        answer(callbacks.accept(command)).send(response);
    }

    private static DirectAnswer answer(Result result) {
        return switch (result) {
            case ACCEPTED -> DirectAnswer.of(HttpStatus.OK, PROCESSED);
            case UNAUTHORIZED -> DirectAnswer.error(HttpStatus.UNAUTHORIZED, "Unauthorized");
            case TOKEN_USED ->
                    DirectAnswer.error(HttpStatus.UNAUTHORIZED, "Response token already used");
            case FOREIGN_SESSION ->
                    DirectAnswer.error(
                            HttpStatus.FORBIDDEN, "Token does not belong to this session_id");
            case UNKNOWN_SESSION -> DirectAnswer.error(HttpStatus.NOT_FOUND, "Unknown session_id");
        };
    }

    /// Reads the proofs of a callback.
    private static final class CallbackHeaders {

        private static final String TOKEN = "t";
        private static final String UNREADABLE = "";
        private static final String ID = "webhook-id";
        private static final String TIMESTAMP = "webhook-timestamp";
        private static final String SIGNATURE = "webhook-signature";

        private CallbackHeaders() {}

        /// An empty token in the query counts as a wrong proof.
        ///
        /// @param body the raw bytes that the signature covers
        static Proofs proofs(HttpServletRequest request, byte[] body) {
            return new Proofs(token(request), signature(request, body));
        }

        /// Several tokens count as a wrong one, and so does an unreadable query.
        private static @Nullable String token(HttpServletRequest request) {
            try {
                String[] tokens = request.getParameterValues(TOKEN);
                return tokens == null ? null : String.join(",", tokens);
            } catch (ProblemException _) {
                return UNREADABLE;
            }
        }

        /// One of the three headers is enough to claim a signature, which must then be valid.
        private static @Nullable Signature signature(HttpServletRequest request, byte[] body) {
            String id = request.getHeader(ID);
            String timestamp = request.getHeader(TIMESTAMP);
            String signature = request.getHeader(SIGNATURE);
            if (id == null && timestamp == null && signature == null) {
                return null;
            }
            return new Signature(orEmpty(id), orEmpty(timestamp), orEmpty(signature), body);
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    /// The body of `POST /webhook-response`; its answer keeps its original text.
    private record CallbackRequest(RawMembers members, JsonValue responseData) {

        private static final String SESSION_ID = "session_id";
        private static final String RESPONSE_DATA = "response_data";
        private static final int MAX_RESPONSE_BYTES = 256 * 1024;

        static CallbackRequest from(byte[] body) {
            RawMembers members = RawMembers.of(body);
            JsonValue responseData = members.value(RESPONSE_DATA);
            if (responseData == null
                    || countsAsMissing(responseData)
                    || countsAsMissing(members.value(SESSION_ID))) {
                throw new ProblemException(
                        Problem.invalidField("body", "Missing session_id or response_data"));
            }
            return new CallbackRequest(members, responseData);
        }

        Command toCommand(@Nullable String channelId, Proofs proofs) {
            return new Command(
                    members.string(SESSION_ID),
                    Limits.content(
                            RESPONSE_DATA, members.compact(RESPONSE_DATA), MAX_RESPONSE_BYTES),
                    CanonicalJson.sha256(responseData),
                    channelId,
                    proofs);
        }

        /// The values that are false in the original's language.
        private static boolean countsAsMissing(@Nullable JsonValue value) {
            return switch (value) {
                case null -> true;
                case JsonNull _ -> true;
                case JsonBoolean(boolean yes) -> !yes;
                case JsonNumber(var number) -> number.signum() == 0;
                case JsonString(String text) -> text.isEmpty();
                case JsonArray(var items) -> items.isEmpty();
                case JsonObject(var fields) -> fields.isEmpty();
            };
        }
    }
}
