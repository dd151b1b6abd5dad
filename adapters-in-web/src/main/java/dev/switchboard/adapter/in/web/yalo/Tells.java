package dev.switchboard.adapter.in.web.yalo;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/// Describes what an endpoint answers that only says that it worked.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "200",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = Tells.Told.class)))
@interface Tells {

    /// What is the case then.
    @AliasFor(annotation = ApiResponse.class, attribute = "description")
    String value();

    /// The body of every such answer.
    @Schema(name = "Told")
    record Told(@JsonProperty("Message") String message) {}
}
