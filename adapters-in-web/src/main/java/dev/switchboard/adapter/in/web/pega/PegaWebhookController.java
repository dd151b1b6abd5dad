package dev.switchboard.adapter.in.web.pega;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.PassHints;
import dev.switchboard.domain.delivery.Target;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/// Takes what a desk says, once [WebhookDoor] has told which one it is.
@RestController
final class PegaWebhookController implements PegaWebhookApi {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, UTF_8);
    private static final String TAKEN = "OK";

    private final AcceptReply replies;
    private final PassHints hints;

    PegaWebhookController(AcceptReply replies, PassHints hints) {
        this.replies = replies;
        this.hints = hints;
    }

    @Override
    public ResponseEntity<byte[]> accept(Target desk, InputStream stream) throws IOException {
        WebhookBody body = WebhookBody.from(stream.readAllBytes());
        if (body.fleeting()) {
            body.conversation(desk).ifPresent(id -> hints.toClients(id, body.content()));
            return taken();
        }
        return switch (replies.accept(body.toReply(desk))) {
            case AcceptReply.Result.Accepted _, AcceptReply.Result.Repeated _ -> taken();
        };
    }

    private static ResponseEntity<byte[]> taken() {
        return ResponseEntity.ok().contentType(TEXT).body(TAKEN.getBytes(UTF_8));
    }
}
