package dev.switchboard.adapter.in.web.message;

import dev.switchboard.adapter.in.web.body.RawBody;
import dev.switchboard.adapter.in.web.error.DirectAnswer;
import dev.switchboard.adapter.in.web.error.LegacyEnvelope;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.RawMembers;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.in.message.SendChannelMessage.Command;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.message.MessageId;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Accepts messages to channels.
@RestController
@Tag(name = "Channel messages")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ChannelMessageController {

    private static final String RESPOND_ASYNC = "respond-async";
    private static final int MAX_KEY_LENGTH = 200;
    static final String PATH = "/channel/message";

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String PREFER = "Prefer";
    private static final String MESSAGE_ID = "X-Message-Id";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String PREFERENCE_APPLIED = "Preference-Applied";
    private static final String FULL_RETRY_SECONDS = "30";

    private final SendChannelMessage sending;

    ChannelMessageController(SendChannelMessage sending) {
        this.sending = sending;
    }

    /// Sends a message of a session to a channel.
    ///
    /// The message is journaled before it is sent, and delivered even if the channel is away now.
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    void sendChannelMessage(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        MessageRequest message = MessageRequest.from(RawBody.of(request));
        String key = idempotencyKey(request.getHeader(IDEMPOTENCY_KEY));
        boolean async = respondAsync(request.getHeaders(PREFER));
        Command command = message.toCommand(caller(request), key, !async);
        refuseUnlessWithin(request, command.channelId());
        answer(sending.send(command), command).send(response);
    }

    /// A key may be restricted to some channels. Naming another one does not grant access to it.
    private static void refuseUnlessWithin(HttpServletRequest request, String channel) {
        if (request.getUserPrincipal() instanceof OrgCaller caller
                && !caller.scope().hasChannel(channel)) {
            throw new ProblemException(Problem.of(ProblemCode.FORBIDDEN));
        }
    }

    private static String caller(HttpServletRequest request) {
        return Objects.requireNonNull(request.getUserPrincipal(), "No open route").getName();
    }

    private static DirectAnswer answer(Result result, Command command) {
        return switch (result) {
            case Result.Settled settled -> journaled(settled, command);
            case Result.UnknownChannel() ->
                    DirectAnswer.error(
                            HttpStatus.BAD_REQUEST,
                            "Channel " + command.channelId() + " not found");
            case Result.NoEndpoint() ->
                    DirectAnswer.error(
                            HttpStatus.BAD_REQUEST, "Channel metadata missing 'endpoint_url'");
            case Result.ChannelDisabled() ->
                    DirectAnswer.error(
                            HttpStatus.CONFLICT, "Channel " + command.channelId() + " is disabled");
            case Result.TooManyPending() ->
                    DirectAnswer.error(HttpStatus.TOO_MANY_REQUESTS, tooMany(command))
                            .with(HttpHeaders.RETRY_AFTER, FULL_RETRY_SECONDS);
            case Result.KeyReused() ->
                    DirectAnswer.error(
                            HttpStatus.CONFLICT, "Idempotency-Key reused with a different request");
        };
    }

    private static String tooMany(Command command) {
        return "Channel " + command.channelId() + " has too many queued messages";
    }

    private static DirectAnswer journaled(Result.Settled settled, Command command) {
        return switch (settled) {
            case Result.Answered(MessageId id, String body, boolean replayed) -> {
                byte[] data = LegacyEnvelope.data(body == null ? "{}" : body);
                yield journaled(HttpStatus.OK, data, id, replayed, command);
            }
            case Result.Queued(MessageId id, boolean replayed) ->
                    journaled(HttpStatus.ACCEPTED, queued(id), id, replayed, command)
                            .with(HttpHeaders.LOCATION, "/v1/channel-messages/" + id);
            case Result.Refused(MessageId id, String text, boolean replayed) -> {
                byte[] error = LegacyEnvelope.error(text);
                yield journaled(HttpStatus.BAD_REQUEST, error, id, replayed, command);
            }
        };
    }

    private static byte[] queued(MessageId id) {
        return LegacyEnvelope.data("{\"status\":\"queued\",\"message_id\":\"" + id + "\"}");
    }

    private static DirectAnswer journaled(
            HttpStatus status, byte[] body, MessageId id, boolean replayed, Command command) {
        DirectAnswer answer = DirectAnswer.of(status, body).with(MESSAGE_ID, id.value());
        if (replayed) {
            answer.with(REPLAYED, "true");
        }
        if (!command.waitForReply()) {
            answer.with(PREFERENCE_APPLIED, RESPOND_ASYNC);
        }
        return answer;
    }

    /// Returns the caller's idempotency key, or null if it gave none.
    private static @Nullable String idempotencyKey(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (header.isBlank()
                || header.length() > MAX_KEY_LENGTH
                || header.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(ProblemCode.BAD_REQUEST, "Invalid Idempotency-Key");
        }
        return header;
    }

    /// Whether `Prefer` asks for an immediate response (RFC 7240), in any of its lines.
    private static boolean respondAsync(Enumeration<String> lines) {
        return Collections.list(lines).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(preference -> preference.split(";", 2)[0].strip())
                .anyMatch(RESPOND_ASYNC::equalsIgnoreCase);
    }

    /// The body of `POST /channel/message`; its message keeps its original text.
    private record MessageRequest(RawMembers members) {

        private static final String CHANNEL_ID = "channel_id";
        private static final String SESSION_ID = "session_id";
        private static final String MESSAGE = "message";
        private static final String RESPONSE_URL = "response_url";
        private static final int MAX_CHANNEL_ID = 100;
        private static final int MAX_MESSAGE_BYTES = 64 * 1024;

        static MessageRequest from(byte[] body) {
            RawMembers members = RawMembers.of(body);
            for (String required : List.of(CHANNEL_ID, SESSION_ID, MESSAGE)) {
                if (!members.has(required)) {
                    throw new InvalidValueException(required, Reason.MISSING);
                }
            }
            return new MessageRequest(members);
        }

        /// @param key the caller's idempotency key, if any
        Command toCommand(String principal, @Nullable String key, boolean waitForReply) {
            return new Command(
                    principal,
                    channelId(),
                    members.string(SESSION_ID),
                    Limits.content(MESSAGE, members.compact(MESSAGE), MAX_MESSAGE_BYTES),
                    responseUrl(),
                    key == null ? null : new SendChannelMessage.Key(key, members.fingerprint()),
                    waitForReply);
        }

        private String channelId() {
            String id = members.string(CHANNEL_ID);
            if (id.length() > MAX_CHANNEL_ID) {
                throw new InvalidValueException(CHANNEL_ID, Reason.TOO_LONG);
            }
            return id;
        }

        private @Nullable String responseUrl() {
            JsonValue url = members.value(RESPONSE_URL);
            return url == null || url.equals(JsonValue.NULL) ? null : members.string(RESPONSE_URL);
        }
    }
}
