package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.error.ProblemConflict;
import dev.switchboard.adapter.in.web.error.ProblemFailures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The paths of a channel's management and what the API description says of them.
@Tag(name = "Channel management")
@RequestMapping(path = "/v1/channels/{channel_id}", produces = MediaType.APPLICATION_JSON_VALUE)
@ProblemFailures
interface ChannelOperationsApi {

    @GetMapping
    @Operation(summary = "Shows a channel with its status, verification, secrets and circuit")
    @ApiResponse(responseCode = "200", description = "The channel; secrets without their text")
    ResponseEntity<ChannelView> view(@PathVariable("channel_id") String id);

    @PostMapping("/verify")
    @Operation(
            summary = "Probes a channel's endpoint",
            description =
                    "Sends `Switchboard conformance probe` under a session of its own and waits up"
                            + " to 15 s for the callback. People on the channel may see the text.")
    @ApiResponse(responseCode = "200", description = "What the probe found")
    ResponseEntity<VerificationView> verify(
            @PathVariable("channel_id") String id, Principal caller);

    @PostMapping(path = "/secrets/rotate", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Makes a new signing secret",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    ChannelSchemas.Rotation.class),
                                            examples = @ExampleObject(ChannelExamples.ROTATION))))
    @ApiResponse(responseCode = "201", description = "The new secret, shown this once")
    @ProblemConflict("Two secrets are active, and `force` was not given")
    ResponseEntity<RotationView> rotate(
            @PathVariable("channel_id") String id,
            @Parameter(hidden = true) @RequestBody(required = false) byte @Nullable [] body,
            Principal caller);

    @PutMapping(path = "/status", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Pauses or resumes a channel",
            description = "Disabling holds waiting messages; enabling resumes them in order.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    ChannelSchemas.StatusChange
                                                                            .class),
                                            examples = @ExampleObject(ChannelExamples.STATUS))))
    @ApiResponse(responseCode = "200", description = "The channel as it is now")
    ResponseEntity<ChannelView> changeStatus(
            @PathVariable("channel_id") String id,
            @Parameter(hidden = true) @RequestBody byte[] body,
            Principal caller);

    @GetMapping("/stats")
    @Operation(
            summary = "Counts what became of a channel's messages",
            description =
                    "Messages are counted one by one, a million in about a second: a window with"
                            + " more than two million is answered 503. Ask for a shorter one then.")
    @ApiResponse(responseCode = "200", description = "The counts")
    ResponseEntity<StatisticsView> statistics(
            @PathVariable("channel_id") String id,
            @Parameter(description = "A number and `s`, `m`, `h` or `d`, up to `30d`")
                    @RequestParam(name = "window", defaultValue = StatisticsWindow.DEFAULT)
                    String window);
}
