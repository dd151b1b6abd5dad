package dev.switchboard.adapter.in.web.message;

import dev.switchboard.adapter.in.web.error.LegacyAnswers;
import dev.switchboard.adapter.in.web.error.LegacyEnvelope;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Proofs;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/// Takes what a channel answers (contract channels 2.3). Callers prove themselves with the call
/// itself, so no access token is needed.
@RestController
final class ChannelCallbackController implements ChannelCallbackApi {

    private static final String CHANNEL_ID = "X-Channel-Id";

    private final AcceptChannelCallback callbacks;

    ChannelCallbackController(AcceptChannelCallback callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    public ResponseEntity<byte[]> accept(@Nullable String token, HttpHeaders headers, byte[] body) {
        Proofs proofs = CallbackHeaders.proofs(token, headers, body);
        CallbackRequest request = CallbackRequest.from(body);
        return switch (callbacks.accept(request.toCommand(headers.getFirst(CHANNEL_ID), proofs))) {
            case ACCEPTED ->
                    ResponseEntity.ok()
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(LegacyEnvelope.message("Response processed"));
            case UNAUTHORIZED -> LegacyAnswers.error(HttpStatus.UNAUTHORIZED, "Unauthorized");
            case TOKEN_USED ->
                    LegacyAnswers.error(HttpStatus.UNAUTHORIZED, "Response token already used");
            case FOREIGN_SESSION ->
                    LegacyAnswers.error(
                            HttpStatus.FORBIDDEN, "Token does not belong to this session_id");
            case UNKNOWN_SESSION -> LegacyAnswers.error(HttpStatus.NOT_FOUND, "Unknown session_id");
        };
    }
}
