package dev.switchboard.adapter.in.web.error;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/// Describes when an endpoint under `/v1/` answers 409.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(responseCode = "409", content = @Content)
public @interface ProblemConflict {

    /// What stands in the way.
    @AliasFor(annotation = ApiResponse.class, attribute = "description")
    String value();
}
