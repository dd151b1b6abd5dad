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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The paths of a channel's deliveries and what the API description says of them.
@Tag(name = "Channel management")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@ProblemFailures
interface ChannelDeliveriesApi {

    @GetMapping("/v1/channels/{channel_id}/deliveries")
    @Operation(summary = "Lists a channel's messages and where each stands, without bodies")
    @ApiResponse(responseCode = "200", description = "One page, oldest message first")
    DeliveryPageView list(
            @PathVariable("channel_id") String id,
            @Parameter(description = "States, separated by commas", example = "parked,refused")
                    @RequestParam(name = "status", required = false)
                    @Nullable String status,
            @RequestParam(name = "session_id", required = false) @Nullable String sessionId,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "1000"))
                    @RequestParam(name = "limit", required = false)
                    @Nullable String limit,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(name = "after", required = false)
                    @Nullable String after);

    @PostMapping("/v1/channels/{channel_id}/deliveries/{message_id}/redrive")
    @Operation(summary = "Sends a parked message to the end of its lane")
    @ApiResponse(responseCode = "202", description = "It waits for its turn")
    @ProblemConflict("It is not parked")
    ResponseEntity<CountView> redrive(
            @PathVariable("channel_id") String id,
            @PathVariable("message_id") String messageId,
            Principal caller);

    @PostMapping(
            path = "/v1/channels/{channel_id}/deliveries/redrive",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Sends all parked messages of a channel again, oldest first",
            description =
                    "Skips those whose sender was told of the refusal, unless asked for them.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    ChannelSchemas.Redrive.class),
                                            examples = @ExampleObject(ChannelExamples.REDRIVE))))
    @ApiResponse(responseCode = "202", description = "How many those are")
    ResponseEntity<CountView> redriveAll(
            @PathVariable("channel_id") String id,
            @Parameter(hidden = true) @RequestBody(required = false) byte @Nullable [] body,
            Principal caller);

    @GetMapping("/v1/channel-messages/{message_id}")
    @Operation(summary = "Shows where a message to a channel stands")
    @ApiResponse(responseCode = "200", description = "The delivery, without the body")
    DeliveryView find(@PathVariable("message_id") String messageId);
}
