package dev.switchboard.adapter.in.web.conversation;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.error.ProblemFailures;
import dev.switchboard.application.port.in.conversation.ReadConversations;
import dev.switchboard.application.port.in.conversation.ReadConversations.Recorded;
import dev.switchboard.domain.message.MessageId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// One message and the way it took, for admins.
@RestController
@Tag(name = "Conversations")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@ProblemFailures
final class MessageController {

    private final ReadConversations conversations;

    MessageController(ReadConversations conversations) {
        this.conversations = conversations;
    }

    @Operation(summary = "One message")
    @ApiResponse(responseCode = "200", description = "It, with its deliveries")
    @GetMapping("/v1/messages/{id}")
    MessageView one(@PathVariable String id) {
        return MessageView.of(find(new MessageId(id)));
    }

    @Operation(
            summary = "A message's trace",
            description = "Every hop, oldest first: that it was accepted, then each attempt.")
    @ApiResponse(responseCode = "200", description = "The hops")
    @GetMapping("/v1/messages/{id}/trace")
    HopView.Trace trace(@PathVariable String id) {
        MessageId message = new MessageId(id);
        Recorded recorded = find(message);
        return HopView.Trace.of(recorded.message(), conversations.trace(message).orElse(List.of()));
    }

    private Recorded find(MessageId id) {
        return conversations
                .message(id)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "Unknown message"));
    }
}
