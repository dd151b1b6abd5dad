package dev.switchboard.adapter.in.web.message;

import dev.switchboard.adapter.in.web.error.DirectAnswer;
import dev.switchboard.adapter.in.web.error.LegacyEnvelope;
import dev.switchboard.adapter.in.web.request.RawBody;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.in.message.SendChannelMessage.Command;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.domain.message.MessageId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RestController;

/// Takes a message for a channel (contract channels 2.2).
@RestController
final class ChannelMessageController implements ChannelMessageApi {

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

    @Override
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        MessageRequest message = MessageRequest.from(RawBody.of(request));
        String key = MessagePreferences.key(request.getHeader(IDEMPOTENCY_KEY));
        boolean async = MessagePreferences.respondAsync(request.getHeader(PREFER));
        Command command = message.toCommand(caller(request), key, !async);
        answer(sending.send(command), command).send(response);
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
            answer.with(PREFERENCE_APPLIED, MessagePreferences.RESPOND_ASYNC);
        }
        return answer;
    }
}
