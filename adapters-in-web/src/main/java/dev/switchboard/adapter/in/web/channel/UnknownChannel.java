package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.error.LegacyFailures;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes that there may be no such channel.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "404",
        description = "There is no such channel",
        content =
                @Content(
                        schema = @Schema(implementation = LegacyFailures.Failure.class),
                        examples = @ExampleObject(ChannelExamples.NOT_FOUND)))
@interface UnknownChannel {}
