package dev.switchboard.adapter.in.web.message;

import dev.switchboard.adapter.in.web.error.DirectAnswer;
import dev.switchboard.adapter.in.web.error.LegacyEnvelope;
import dev.switchboard.adapter.in.web.request.RawBody;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Command;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Proofs;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Result;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RestController;

/// Takes what a channel answers (contract channels 2.3). Callers prove themselves with the call
/// itself, so no access token is needed.
@RestController
final class ChannelCallbackController implements ChannelCallbackApi {

    private static final String CHANNEL_ID = "X-Channel-Id";
    private static final byte[] PROCESSED = LegacyEnvelope.message("Response processed");

    private final AcceptChannelCallback callbacks;

    ChannelCallbackController(AcceptChannelCallback callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    public void accept(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = RawBody.of(request);
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
}
