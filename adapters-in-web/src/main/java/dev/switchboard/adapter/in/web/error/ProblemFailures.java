package dev.switchboard.adapter.in.web.error;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.Problem.FieldError;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/// Describes how any endpoint under `/v1/` may fail, whatever it does: with RFC 9457 problem
/// details.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "401",
        description = "No token, or not a good one",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = ProblemFailures.Details.class)))
@ApiResponse(responseCode = "403", description = "Not for your role", content = @Content)
@ApiResponse(responseCode = "404", description = "There is no such thing", content = @Content)
@ApiResponse(
        responseCode = "422",
        description =
                "Fields or parameters are not what they should be: `errors` names them, `field` the"
                        + " first",
        content = @Content)
@ApiResponse(
        responseCode = "503",
        description = "The store does not answer. `Retry-After` says when to ask again",
        content = @Content)
public @interface ProblemFailures {

    /// The body of every failure.
    ///
    /// @param code the stable number of a [ProblemCode]
    @Schema(name = "ProblemDetails")
    record Details(
            String type,
            String title,
            int status,
            String detail,
            int code,
            String field,
            List<FieldError> errors,
            @JsonProperty("request_id") String requestId) {}
}
