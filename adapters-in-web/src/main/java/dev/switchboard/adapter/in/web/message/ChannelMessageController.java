package dev.switchboard.adapter.in.web.message;

import dev.switchboard.adapter.in.web.error.LegacyAnswers;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.in.message.SendChannelMessage.Command;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.domain.message.MessageId;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.web.bind.annotation.RestController;

/// Takes a message for a channel (contract channels 2.2).
@RestController
final class ChannelMessageController implements ChannelMessageApi {

    private static final String MESSAGE_ID = "X-Message-Id";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String PREFERENCE_APPLIED = "Preference-Applied";
    private static final String FULL_RETRY_SECONDS = "30";

    private final SendChannelMessage sending;

    ChannelMessageController(SendChannelMessage sending) {
        this.sending = sending;
    }

    @Override
    public ResponseEntity<byte[]> send(
            @Nullable String idempotencyKey,
            @Nullable String prefer,
            byte[] body,
            Principal caller) {
        MessageRequest request = MessageRequest.from(body);
        String key = MessagePreferences.key(idempotencyKey);
        boolean async = MessagePreferences.respondAsync(prefer);
        Command command = request.toCommand(caller.getName(), key, !async);
        return answer(sending.send(command), command);
    }

    private static ResponseEntity<byte[]> answer(Result result, Command command) {
        return switch (result) {
            case Result.Answered(MessageId id, String body, boolean replayed) ->
                    LegacyAnswers.data(
                            journaled(HttpStatus.OK, id, replayed, command),
                            body == null ? "{}" : body);
            case Result.Queued(MessageId id, boolean replayed) ->
                    LegacyAnswers.data(
                            journaled(HttpStatus.ACCEPTED, id, replayed, command)
                                    .header(HttpHeaders.LOCATION, "/v1/channel-messages/" + id),
                            "{\"status\":\"queued\",\"message_id\":\"" + id + "\"}");
            case Result.Refused(MessageId id, String text, boolean replayed) ->
                    LegacyAnswers.error(
                            journaled(HttpStatus.BAD_REQUEST, id, replayed, command), text);
            case Result.UnknownChannel() ->
                    LegacyAnswers.error(
                            HttpStatus.BAD_REQUEST,
                            "Channel " + command.channelId() + " not found");
            case Result.NoEndpoint() ->
                    LegacyAnswers.error(
                            HttpStatus.BAD_REQUEST, "Channel metadata missing 'endpoint_url'");
            case Result.ChannelDisabled() ->
                    LegacyAnswers.error(
                            HttpStatus.CONFLICT, "Channel " + command.channelId() + " is disabled");
            case Result.TooManyPending() ->
                    LegacyAnswers.error(
                            ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                                    .header(HttpHeaders.RETRY_AFTER, FULL_RETRY_SECONDS),
                            "Channel " + command.channelId() + " has too many queued messages");
            case Result.KeyReused() ->
                    LegacyAnswers.error(
                            HttpStatus.CONFLICT, "Idempotency-Key reused with a different request");
        };
    }

    private static BodyBuilder journaled(
            HttpStatus status, MessageId id, boolean replayed, Command command) {
        BodyBuilder answer = ResponseEntity.status(status).header(MESSAGE_ID, id.value());
        if (replayed) {
            answer.header(REPLAYED, "true");
        }
        if (!command.waitForReply()) {
            answer.header(PREFERENCE_APPLIED, MessagePreferences.RESPOND_ASYNC);
        }
        return answer;
    }
}
