package dev.switchboard.bootstrap.e2e.vendor;

import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.AcceptReply.Asked;
import dev.switchboard.application.port.in.message.AcceptReply.Effect;
import dev.switchboard.application.port.in.message.AcceptReply.Once;
import dev.switchboard.application.port.in.message.AcceptReply.Reply;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The webhook for answers of the desk's agents; the desk proves itself by a secret.
@RestController
class ToyWebhookController {

    static final String PATH = "/toy/webhook";
    static final String SECRET = "toy-secret";

    private final AcceptReply replies;

    ToyWebhookController(AcceptReply replies) {
        this.replies = replies;
    }

    @PostMapping(PATH)
    ResponseEntity<String> accept(
            @RequestHeader("X-Toy-Secret") String secret, @RequestBody String body) {
        if (!secret.equals(SECRET)) {
            return ResponseEntity.status(401).body("{}");
        }
        JsonNode reply = JsonMapper.shared().readTree(body);
        replies.accept(
                new Reply(
                        ConversationId.of(
                                ToyDeskConfiguration.NAME, reply.path("conversation").asString("")),
                        ToyDeskConfiguration.NAME,
                        ToyDeskConfiguration.DESK,
                        new Author(Party.AGENT, "Ada"),
                        new Content(body),
                        new Once(reply.path("id").asString(""), Duration.ofDays(1)),
                        Asked.NOTHING,
                        null,
                        Effect.NONE));
        return ResponseEntity.ok("{\"ok\":true}");
    }
}
