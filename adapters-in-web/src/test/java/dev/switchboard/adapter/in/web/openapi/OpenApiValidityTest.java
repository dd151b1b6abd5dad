package dev.switchboard.adapter.in.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the whole description against the OpenAPI initiative's own schema, and its examples
/// against the schemas that it gives itself.
@WebTest
class OpenApiValidityTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private final JsonNode api;

    OpenApiValidityTest(Hub hub) throws IOException {
        api = JSON.readTree(hub.get("/v3/api-docs").body());
    }

    @Test
    void isAValidDescription() throws IOException {
        try (InputStream schema =
                OpenApiValidityTest.class.getResourceAsStream(
                        "/openapi/schema-3.1-2022-10-07.json")) {
            assertThat(SCHEMAS.getSchema(schema).validate(api)).isEmpty();
        }
    }

    @Test
    void givesExamplesThatFitItsSchemas() {
        Map<String, Object> misfits = new TreeMap<>();

        bodies(api.path("paths"), "")
                .forEach(body -> {
                    Stream<ValidationMessage> faults =
                            examples(body.node())
                                    .flatMap(example ->
                                            schema(body.node()).validate(example).stream());
                    faults.forEach(fault -> misfits.put(body.place(), fault));
                });

        assertThat(misfits).isEmpty();
    }

    @Test
    void namesNoFormatThatJsonDoesNotHave() {
        assertThat(api.toString()).doesNotContain("\"byte\"").doesNotContain("\"nullable\"");
    }

    @Test
    void saysWhatMayBeNull() {
        JsonNode page = api.at("/components/schemas/ParkedPage/properties");

        assertThat(page.at("/next/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(page.at("/items/type").asText()).isEqualTo("array");
    }

    @Test
    void keepsPagesOfDifferentThingsApart() {
        JsonNode schemas = api.at("/components/schemas");

        assertThat(schemas.at("/ConversationPage/properties/items/items/$ref").asText())
                .endsWith("/ConversationView");
        assertThat(schemas.at("/ParkedPage/properties/items/items/$ref").asText())
                .endsWith("/ParkedView");
    }

    @Test
    void saysOfEveryOperationWhatItAnswersWhenItIsDone() {
        List<String> silent = new ArrayList<>();

        api.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(operation -> {
                                    JsonNode responses = operation.getValue().path("responses");
                                    boolean told =
                                            responses
                                                    .propertyStream()
                                                    .anyMatch(answer ->
                                                            answer.getKey().startsWith("2"));
                                    if (!told) {
                                        silent.add(operation.getKey() + " " + path.getKey());
                                    }
                                }));

        assertThat(silent).isEmpty();
    }

    @Test
    void saysWhatIdsLookLike() {
        assertThat(
                        api.at("/paths/~1channel~1{channel_id}/get/parameters/0/schema/pattern")
                                .asText())
                .isEqualTo("^[A-Za-z0-9._~-]{1,100}$");
        assertThat(
                        api.at(
                                        "/paths/~1v1~1organisation~1{org}~1user~1{user}~1unread/get/parameters")
                                .findValuesAsText("pattern"))
                .containsExactlyInAnyOrder("^[A-Za-z0-9_-]{1,64}$", "^[1-9][0-9]{0,15}$");
    }

    /// A media type object: one body of a request or an answer.
    private record Body(String place, JsonNode node) {}

    private static Stream<Body> bodies(JsonNode node, String place) {
        Stream<Body> here =
                node.path("content").properties().stream()
                        .filter(type -> type.getValue().has("schema"))
                        .map(type -> new Body(place + " " + type.getKey(), type.getValue()));
        Stream<Body> below =
                node.properties().stream()
                        .flatMap(
                                member -> bodies(member.getValue(), place + "/" + member.getKey()));
        return Stream.concat(here, below);
    }

    private static Stream<JsonNode> examples(JsonNode body) {
        Stream<JsonNode> one = body.has("example") ? Stream.of(body.get("example")) : Stream.of();
        Stream<JsonNode> named =
                body.path("examples").properties().stream()
                        .map(example -> example.getValue().path("value"));
        return Stream.concat(one, named);
    }

    /// References lead to the components, so they come along.
    private JsonSchema schema(JsonNode body) {
        ObjectNode schema = body.get("schema").deepCopy();
        schema.set("components", api.path("components"));
        return SCHEMAS.getSchema(schema);
    }
}
