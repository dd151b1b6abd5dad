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
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The path of the query and what the API description says of it.
@Tag(name = "Channel registry")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@LegacyFailures
interface ChannelQueryApi {

    @PostMapping(path = "/channels", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Finds channels",
            description =
                    "`{}` finds all. Fields: the five of a channel and `channel_metadata.<path>`."
                            + " Operators, with MongoDB's meaning: `$eq $ne $in $nin $exists $all"
                            + " $not $and $or`, and `$regex` for a beginning (`^text`) or a part, with"
                            + " `$options` `i`.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(ChannelExamples.FILTER))))
    @ApiResponse(
            responseCode = "200",
            description = "Channels by ascending id",
            headers =
                    @Header(
                            name = "X-Next-Cursor",
                            description = "What to give as `after`; there if more follow"),
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(ChannelExamples.FOUND)))
    ResponseEntity<byte[]> query(
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "1000"))
                    @RequestParam(name = "limit", required = false)
                    @Nullable String limit,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @Parameter(hidden = true) @RequestBody byte[] body);
}
