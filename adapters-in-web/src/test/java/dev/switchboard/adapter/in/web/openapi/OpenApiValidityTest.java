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
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Validates the whole description with the OpenAPI initiative's own schema, and its examples with
/// the schemas in the description.
@WebTest
class OpenApiValidityTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SILENT = Set.of("{}", "{\"type\":\"object\"}");
    private static final String WRITTEN = "classpath*:openapi/*.yaml";
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

    /// Callers may fill some objects as they like. The tree in which the hub keeps them is its own.
    @Test
    void describesNothingOfTheHubsOwnTree() {
        assertThat(api.at("/components/schemas").fieldNames())
                .toIterable()
                .noneMatch(name -> name.startsWith("Json"));
        assertThat(api.at("/components/schemas/Devices/properties/data/items").toString())
                .isEqualTo("{\"type\":\"object\"}");
    }

    /// Marks that the description needs while it is made.
    @Test
    void keepsNoMark() {
        assertThat(api.toString()).doesNotContain("x-always", "x-nullable");
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
    void saysWhatAResponseAlwaysHas() {
        JsonNode schemas = api.at("/components/schemas");

        assertThat(schemas.at("/ParkedPage/required"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("items", "next");
        assertThat(schemas.at("/Preferences/required"))
                .extracting(JsonNode::asText)
                .containsExactly("version");
        assertThat(schemas.at("/Preferences/properties/theme/type").asText()).isEqualTo("string");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~1webhook/post",
                "~1v1~1integrations~1whatsapp~1webhook/get",
                "~1v1~1integrations~1facebook~1webhook/post",
            })
    void saysThatWrongProofsAreLimited(String operation) {
        JsonNode refused = api.at("/paths/" + operation + "/responses/429");

        assertThat(refused.path("description").asText()).contains("proofs");
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

    @Test
    void refersOnlyToWhatIsThere() {
        List<String> references = api.findValuesAsText("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(api.at(reference.substring(1)).isMissingNode()).isFalse());
    }

    @Test
    void namesWhoIsResponsible() {
        assertThat(api.at("/info/description").asText()).isNotEmpty();
        assertThat(api.at("/info/contact/name").asText()).isNotEmpty();
        assertThat(api.at("/info/license/url").asText()).isNotEmpty();
    }

    /// Generated clients have methods with these names.
    @Test
    void namesEveryOperationOnceAndWithoutNumbers() {
        List<String> names = operations().map(each -> each.path("operationId").asText()).toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+([A-Z][a-z]*)*"));
        assertThat(names).contains("listChannels", "redriveParked", "getMessage", "createGroup");
    }

    @Test
    void describesEveryOperation() {
        List<String> tags = api.path("tags").findValuesAsText("name");

        assertThat(operations())
                .allSatisfy(operation -> {
                    assertThat(operation.path("summary").asText()).isNotEmpty().doesNotEndWith(".");
                    assertThat(operation.path("description").asText()).isNotEmpty();
                    assertThat(operation.path("tags")).hasSize(1);
                    assertThat(tags).contains(operation.at("/tags/0").asText());
                });
        assertThat(tags).startsWith("Channel registry", "Channel messages");
    }

    @Test
    void describesEveryParameter() {
        assertThat(operations().flatMap(each -> each.path("parameters").valueStream()))
                .isNotEmpty()
                .allSatisfy(parameter ->
                        assertThat(parameter.path("description").asText())
                                .as(parameter.toString())
                                .isNotEmpty());
    }

    /// Links in comments are for readers of the code, not of the description.
    @Test
    void namesNoClasses() {
        assertThat(api.findValuesAsText("description"))
                .noneMatch(text -> text.matches(".*\\[[A-Z]\\w+(#\\w+)?].*"));
    }

    @Test
    void saysWhatEveryBodyConsistsOf() {
        List<Body> silent =
                bodies(api.path("paths"), "")
                        .filter(body -> SILENT.contains(body.node().path("schema").toString()))
                        .toList();

        assertThat(silent).isEmpty();
    }

    @Test
    void readsEveryFileAndHasNoTextsForOperationsThatThereAreNot() throws IOException {
        Set<String> files = new TreeSet<>();
        Set<String> named = new TreeSet<>(Set.of("api.yaml"));
        Set<String> written = new TreeSet<>();

        for (Resource file : new PathMatchingResourcePatternResolver().getResources(WRITTEN)) {
            files.add(String.valueOf(file.getFilename()));
            try (InputStream text = file.getInputStream()) {
                JsonNode part = Yaml.mapper().readTree(text);
                part.path("operations").fieldNames().forEachRemaining(written::add);
                part.path("files").forEach(name -> named.add(name.asText() + ".yaml"));
            }
        }

        assertThat(named).isEqualTo(files);
        assertThat(written).isNotEmpty();
        assertThat(operations().map(each -> each.path("operationId").asText()).toList())
                .containsAll(written);
    }

    private Stream<JsonNode> operations() {
        return api.path("paths").valueStream().flatMap(JsonNode::valueStream);
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

    /// References point to the components, so these are included.
    private JsonSchema schema(JsonNode body) {
        ObjectNode schema = body.get("schema").deepCopy();
        schema.set("components", api.path("components"));
        return SCHEMAS.getSchema(schema);
    }
}
