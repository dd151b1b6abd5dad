package dev.switchboard.adapter.in.web.pega;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.PassHints;
import dev.switchboard.domain.delivery.Target;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/// Takes what a desk says, once [WebhookDoor] has told which one it is.
@RestController
@Tag(name = "Pega", description = "The agent desk of Pega Digital Messaging.")
final class PegaWebhookController {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, UTF_8);
    private static final String TAKEN = "OK";

    private final AcceptReply replies;
    private final PassHints hints;

    PegaWebhookController(AcceptReply replies, PassHints hints) {
        this.replies = replies;
        this.hints = hints;
    }

    @PostMapping("/webhook")
    @SecurityRequirements
    @Operation(
            summary = "Takes what a bot or an agent of Pega says",
            description =
                    "Proven by an HS256 token of the connection: `iss` is its id, `iat` at most"
                            + " 300 s old. Answered as soon as it is journaled; clients get the body"
                            + " as it came. Types that are not known are taken too.",
            parameters =
                    @Parameter(
                            name = "Authorization",
                            in = ParameterIn.HEADER,
                            required = true,
                            description = "`Bearer` and the token"),
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(type = "object"),
                                            examples = {
                                                @ExampleObject(
                                                        name = "text",
                                                        value = PegaExamples.TEXT),
                                                @ExampleObject(
                                                        name = "menu",
                                                        value = PegaExamples.MENU),
                                                @ExampleObject(
                                                        name = "link_button",
                                                        value = PegaExamples.LINK),
                                                @ExampleObject(
                                                        name = "agent",
                                                        value = PegaExamples.AGENT),
                                                @ExampleObject(
                                                        name = "csr_end_session",
                                                        value = PegaExamples.END)
                                            })))
    @ApiResponse(
            responseCode = "200",
            description = "Journaled now, or by an equal call before",
            content = @Content(mediaType = "text/plain", examples = @ExampleObject("OK")))
    @ApiResponse(
            responseCode = "400",
            description = "Not one JSON object, at most 50 levels deep",
            content = @Content(mediaType = "text/plain", examples = @ExampleObject("bad request")))
    @ApiResponse(
            responseCode = "401",
            description = "No token, or none that can be read",
            content = @Content(mediaType = "text/plain", examples = @ExampleObject("forbidden")))
    @ApiResponse(
            responseCode = "403",
            description = "A token of nobody we know, or too old",
            content = @Content(mediaType = "text/plain", examples = @ExampleObject("forbidden")))
    @ApiResponse(
            responseCode = "413",
            description = "Over 1 MiB",
            content =
                    @Content(
                            mediaType = "text/plain",
                            examples = @ExampleObject("payload too large")))
    @ApiResponse(
            responseCode = "503",
            description =
                    "No connection is configured (`not configured`), or the store does not answer:"
                            + " nothing was done",
            headers = @Header(name = "Retry-After", description = "Seconds"),
            content = @Content(mediaType = "text/plain", examples = @ExampleObject("unavailable")))
    ResponseEntity<byte[]> accept(
            @Parameter(hidden = true) @RequestAttribute(WebhookDoor.DESK) Target desk,
            @Parameter(hidden = true) InputStream body)
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
