package dev.switchboard.adapter.in.web.delivery;

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
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/// The endpoints of [ParkedController] as they are documented.
@Tag(name = "Parked deliveries", description = "What was given up for now, and mending it.")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@ProblemFailures
interface ParkedApi {

    String FILTER = "{\"target\":\"channel:slack-sim\",\"reason\":\"exhausted\"}";

    @Operation(summary = "List parked deliveries", description = "Oldest message first.")
    @ApiResponse(responseCode = "200", description = "A page")
    @GetMapping("/v1/parked")
    ParkedView.Page list(
            @ParameterObject ParkedQuery query,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "1 to 1000, else 100") @RequestParam(required = false)
                    @Nullable String limit);

    @Operation(
            summary = "Send one again",
            description = "It goes to the end of its lane, with its id as it was.")
    @ApiResponse(responseCode = "202", description = "It is on its way")
    @ProblemConflict("It is not parked")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/v1/parked/{message_id}/redrive")
    Count redrive(
            @PathVariable("message_id") String id,
            @Parameter(required = true, example = "channel:slack-sim")
                    @RequestParam(required = false)
                    @Nullable String target,
            @Parameter(hidden = true) Principal caller);

    @Operation(
            summary = "Send many again",
            description =
                    "All that fit, oldest first: `target`, `reason`, `conversation`, `before`."
                            + " Those whose sender was told are taken with `include_refused` only.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(FILTER))))
    @ApiResponse(responseCode = "202", description = "How many are on their way")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping(path = "/v1/parked/redrive", consumes = MediaType.APPLICATION_JSON_VALUE)
    Count redriveAll(
            @RequestBody(required = false) byte @Nullable [] body,
            @Parameter(hidden = true) Principal caller);

    @Operation(summary = "Give one up for good")
    @ApiResponse(responseCode = "204", description = "Given up")
    @ProblemConflict("It is not parked")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/v1/parked/{message_id}")
    void discard(
            @PathVariable("message_id") String id,
            @Parameter(required = true, example = "channel:slack-sim")
                    @RequestParam(required = false)
                    @Nullable String target,
            @Parameter(hidden = true) Principal caller);

    record Count(int count) {}
}
