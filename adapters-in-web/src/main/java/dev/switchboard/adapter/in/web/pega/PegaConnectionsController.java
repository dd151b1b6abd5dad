package dev.switchboard.adapter.in.web.pega;

import dev.switchboard.adapter.in.web.error.ProblemFailures;
import dev.switchboard.application.port.in.upstream.WatchDesks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// How the connections to Pega Digital Messaging stand, for admins.
@RestController
@Tag(name = "Pega")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@ProblemFailures
final class PegaConnectionsController {

    private final WatchDesks desks;

    PegaConnectionsController(WatchDesks desks) {
        this.desks = desks;
    }

    @Operation(summary = "Show the connections to Pega", description = "Never shows a secret.")
    @ApiResponse(
            responseCode = "200",
            description = "All of them",
            content =
                    @Content(
                            schema = @Schema(implementation = ConnectionView.All.class),
                            examples = @ExampleObject(PegaExamples.CONNECTIONS)))
    @GetMapping("/v1/pega/connections")
    ConnectionView.All list() {
        return new ConnectionView.All(
                desks.desks().stream()
                        .filter(ConnectionView::covers)
                        .map(ConnectionView::of)
                        .toList());
    }
}
