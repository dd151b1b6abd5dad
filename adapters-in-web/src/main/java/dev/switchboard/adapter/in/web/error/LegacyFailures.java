package dev.switchboard.adapter.in.web.error;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes how any channel endpoint may fail, whatever it does.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "400",
        description = "The body or a field of it is not what it should be",
        content =
                @Content(
                        mediaType = "application/json",
                        examples = @ExampleObject(LegacyFailures.BAD_JSON)))
@ApiResponse(
        responseCode = "401",
        description = "No token, or not a good one",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = LegacyFailures.Failure.class),
                        examples = @ExampleObject(LegacyFailures.UNAUTHORIZED)))
@ApiResponse(responseCode = "403", description = "Not for your role", content = @Content)
@ApiResponse(responseCode = "413", description = "Over 1 MiB", content = @Content)
@ApiResponse(
        responseCode = "415",
        description = "Not `application/json` in plain UTF-8",
        content = @Content)
@ApiResponse(
        responseCode = "500",
        description = "Our bug; `X-Request-Id` finds it in the log",
        content = @Content)
@ApiResponse(
        responseCode = "503",
        description = "The store does not answer: nothing was done. `Retry-After` says when to ask",
        content =
                @Content(
                        mediaType = "application/json",
                        examples = @ExampleObject(LegacyFailures.AWAY)))
public @interface LegacyFailures {

    /// Examples of bodies.
    String BAD_JSON = "{\"success\": false, \"error\": \"Invalid JSON payload\"}";

    String UNAUTHORIZED = "{\"success\": false, \"error\": \"Unauthorized\"}";
    String AWAY = "{\"success\": false, \"error\": \"Storage unavailable\"}";

    /// The body of every failure.
    @Schema(name = "Failure")
    record Failure(boolean success, String error) {}
}
