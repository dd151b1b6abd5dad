package dev.switchboard.adapter.in.web.pega;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.domain.delivery.Target;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/// Accepts messages of a desk after [WebhookAuthFilter] has identified it.
@RestController
@Tag(name = "Pega")
final class PegaWebhookController {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, UTF_8);
    private static final String TAKEN = "OK";

    private final AcceptReply replies;
    private final RelayEphemeralEvents hints;

    PegaWebhookController(AcceptReply replies, RelayEphemeralEvents hints) {
        this.replies = replies;
        this.hints = hints;
    }

    /// Takes a message of a bot or an agent of Pega.
    ///
    /// Proven by an HS256 token of the connection: `iss` is its id, `iat` at most 300 s old.
    /// Answered as soon as it is journaled; clients get the original body. Unknown types are
    /// accepted too.
    @PostMapping("/webhook")
    ResponseEntity<byte[]> acceptPegaMessage(
            @RequestAttribute(WebhookAuthFilter.DESK) Target desk, InputStream body)
            throws IOException {
        WebhookBody said = WebhookBody.from(body.readAllBytes());
        if (said.fleeting()) {
            said.conversation(desk).ifPresent(id -> hints.toClients(id, said.content()));
            return taken();
        }
        return switch (replies.accept(said.toReply(desk))) {
            case AcceptReply.Result.Accepted _, AcceptReply.Result.Repeated _ -> taken();
        };
    }

    private static ResponseEntity<byte[]> taken() {
        return ResponseEntity.ok().contentType(TEXT).body(TAKEN.getBytes(UTF_8));
    }
}
