package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.error.LegacyFailures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/// The paths of the registry and what the API description says of them.
@Tag(name = "Channel registry")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@LegacyFailures
interface ChannelRegistryApi {

    @PostMapping(path = "/channel", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Registers a channel",
            description =
                    "Unknown fields are ignored; `X-Ignored-Fields` names them. The signing secret"
                            + " is shown here and never again.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    ChannelSchemas.NewChannel
                                                                            .class),
                                            examples = @ExampleObject(ChannelExamples.CHANNEL))))
    @ApiResponse(
            responseCode = "201",
            description = "Registered",
            headers = @Header(name = "ETag", description = "The version"),
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(ChannelExamples.CREATED)))
    @ApiResponse(
            responseCode = "409",
            description = "The id is taken",
            content =
                    @Content(
                            schema = @Schema(implementation = LegacyFailures.Failure.class),
                            examples = @ExampleObject(ChannelExamples.EXISTS)))
    ResponseEntity<byte[]> create(
            @Parameter(hidden = true) @RequestBody byte[] body, Principal caller);

    @GetMapping("/channel/{channel_id}")
    @Operation(summary = "Shows a channel")
    @ApiResponse(
            responseCode = "200",
            description = "The channel's five fields",
            headers = @Header(name = "ETag", description = "The version"),
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(ChannelExamples.SHOWN)))
    @UnknownChannel
    ResponseEntity<byte[]> get(@PathVariable("channel_id") String id);

    @PutMapping(path = "/channel/{channel_id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Changes a channel",
            description =
                    "Replaces the given fields, each whole. Never creates. A changed address must"
                            + " be verified anew.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    ChannelSchemas.Change.class),
                                            examples = @ExampleObject(ChannelExamples.CHANGE))))
    @ApiResponse(
            responseCode = "200",
            description = "Changed, or the same as before",
            headers = @Header(name = "ETag", description = "The version"),
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(ChannelExamples.UPDATED)))
    @UnknownChannel
    @ChangedMeanwhile
    ResponseEntity<byte[]> update(
            @PathVariable("channel_id") String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestBody byte[] body,
            Principal caller);

    @DeleteMapping("/channel/{channel_id}")
    @Operation(
            summary = "Removes a channel",
            description = "What waits for it is parked and may be sent again later.")
    @ApiResponse(
            responseCode = "200",
            description = "Removed",
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(ChannelExamples.DELETED)))
    @UnknownChannel
    @ChangedMeanwhile
    ResponseEntity<byte[]> delete(
            @PathVariable("channel_id") String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Principal caller);
}
