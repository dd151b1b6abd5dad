package dev.switchboard.adapter.in.web.netomi;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes how any of the bot's endpoints under `/api/` may fail.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "400",
        description = "The body or a parameter is not what it should be",
        content =
                @Content(
                        mediaType = "application/json",
                        examples = @ExampleObject(RelayFailures.BAD_JSON)))
@ApiResponse(
        responseCode = "401",
        description = "No token, or not a good one",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = RelayFailures.Failure.class)))
@ApiResponse(
        responseCode = "403",
        description = "Not for your role, or somebody else's",
        content = @Content)
@ApiResponse(
        responseCode = "503",
        description = "Not configured, or the store does not answer: nothing was done",
        content =
                @Content(
                        mediaType = "application/json",
                        examples = @ExampleObject(RelayFailures.AWAY)))
@interface RelayFailures {

    /// Examples of bodies.
    String BAD_JSON = "{\"ok\": false, \"error\": \"Invalid JSON payload\"}";

    String AWAY = "{\"ok\": false, \"error\": \"Storage unavailable\"}";

    /// The body of every failure.
    @Schema(name = "RelayFailure")
    record Failure(boolean ok, String error) {}
}
