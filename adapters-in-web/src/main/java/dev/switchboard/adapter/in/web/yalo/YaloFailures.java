package dev.switchboard.adapter.in.web.yalo;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Describes how any of these endpoints may fail, whatever it does.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "400",
        description = "The body or a field of it is not what it should be",
        content = @Content)
@ApiResponse(
        responseCode = "401",
        description = "No token, or not a good one",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = YaloFailures.Failure.class)))
@ApiResponse(
        responseCode = "403",
        description = "Not for your role, or for this user",
        content = @Content)
@ApiResponse(
        responseCode = "503",
        description = "Store or desk do not answer. `Retry-After` says when to ask again",
        content = @Content)
@interface YaloFailures {

    /// One thing that was said; what it does not have is absent.
    @Schema(name = "ContextEntry")
    record Entry(
            String userId,
            String client,
            long timestamp,
            @Nullable String url,
            @Nullable String mimeType,
            @Nullable String caption,
            @Nullable String text,
            String from,
            Instant ttl) {}

    /// The body of every failure.
    @Schema(name = "Description")
    record Failure(@JsonProperty("ErrorDescription") String errorDescription) {}
}
