package dev.switchboard.adapter.in.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/// Says of all operations what none of them should have to say: headers and parameters are texts
/// unless described otherwise, and any request below `/v1/` can be refused for its form.
final class CommonParts implements GlobalOpenApiCustomizer {

    private static final Map<String, String> ANY = Map.of("400", "Not readable as a request");
    private static final Map<String, String> WITH_BODY =
            Map.of(
                    "413", "Over 1 MiB",
                    "415", "Not `application/json` in plain UTF-8");

    @Override
    public void customise(OpenAPI api) {
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperations().forEach(operation -> complete(path, operation)));
    }

    private static void complete(String path, Operation operation) {
        Stream.ofNullable(operation.getParameters())
                .flatMap(List::stream)
                .forEach(CommonParts::type);
        ApiResponses responses = operation.getResponses();
        responses.values().stream()
                .map(ApiResponse::getHeaders)
                .flatMap(
                        headers -> Stream.ofNullable(headers).flatMap(all -> all.values().stream()))
                .forEach(CommonParts::type);
        ApiResponse failure = responses.get("422");
        if (path.startsWith("/v1/") && failure != null) {
            add(ANY, failure, responses);
            if (operation.getRequestBody() != null) {
                add(WITH_BODY, failure, responses);
            }
        }
    }

    private static void type(Parameter parameter) {
        if (parameter.getSchema() == null && parameter.getContent() == null) {
            parameter.setSchema(text());
        }
    }

    private static void type(Header header) {
        if (header.getSchema() == null && header.getContent() == null) {
            header.setSchema(text());
        }
    }

    /// In 3.1 a schema has a list of types.
    private static Schema<String> text() {
        Schema<String> text = new Schema<>();
        text.addType("string");
        return text;
    }

    /// @param like has the same body
    private static void add(
            Map<String, String> descriptions, ApiResponse like, ApiResponses responses) {
        descriptions.forEach((status, description) ->
                responses.putIfAbsent(
                        status,
                        new ApiResponse().description(description).content(like.getContent())));
    }
}
