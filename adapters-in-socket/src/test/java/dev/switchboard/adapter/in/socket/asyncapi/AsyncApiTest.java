package dev.switchboard.adapter.in.socket.asyncapi;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The AsyncAPI documents of our sockets: they are valid, and they have each command and event that
/// the types and the protocol's own document have, and no others.
class AsyncApiTest {

    private static final Path DOCS = Path.of("../docs");
    private static final YAMLMapper YAML = new YAMLMapper();

    private static final JsonSchema ASYNC_API =
            JsonSchemaFactory.getInstance(VersionFlag.V7)
                    .getSchema(
                            AsyncApiTest.class.getResourceAsStream("/asyncapi/schema-3.0.0.json"));

    /// A member of an interface in a file of types.
    private static final Pattern MEMBER = Pattern.compile("(?m)^ {4}\"?([\\w.]+)\"?: ");

    /// The first cell of a row in a table of commands or events.
    private static final Pattern NAMES = Pattern.compile("(?m)^\\| ((?:`[\\w.]+`[ /*]*)+)\\|");

    private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");
    private static final Pattern TABLE =
            Pattern.compile("(?m)^\\| (?:Command|Event) \\|(?:.*\\R)(?:\\|.*\\R)*");

    @ParameterizedTest
    @ValueSource(strings = {"live-events", "agent-desk", "ops", "presence"})
    void isValid(String document) throws IOException {
        assertThat(ASYNC_API.validate(read(document))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"live-events", "agent-desk", "ops", "presence"})
    void refersOnlyToWhatIsThere(String document) throws IOException {
        JsonNode api = read(document);
        List<String> references = api.findValuesAsText("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(api.at(reference.substring(1)).isMissingNode()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "live-events, receive, ClientEvents",
        "live-events, send, ServerEvents",
        "agent-desk, receive, ClientEvents",
        "agent-desk, send, ServerEvents",
        "ops, receive, ClientEvents",
        "ops, send, ServerEvents"
    })
    void hasTheCommandsAndEventsOfTheTypes(String document, String action, String type)
            throws IOException {
        String types = Files.readString(DOCS.resolve("types").resolve(document + ".d.ts"));
        String members = types.replaceFirst("(?s).*interface " + type + " \\{", "");
        String ours = members.substring(0, members.indexOf("\n}"));

        assertThat(names(read(document), action))
                .isEqualTo(found(MEMBER, ours))
                .hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"live-events", "agent-desk", "ops"})
    void hasTheCommandsAndEventsOfTheProtocol(String document) throws IOException {
        String protocol = Files.readString(DOCS.resolve("protocol").resolve(document + ".md"));
        Set<String> told = new TreeSet<>();
        TABLE.matcher(protocol)
                .results()
                .forEach(table ->
                        found(NAMES, table.group())
                                .forEach(cell -> told.addAll(found(NAME, cell))));

        Set<String> all = names(read(document), "receive");
        all.addAll(names(read(document), "send"));

        assertThat(all).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent-desk", "ops"})
    void answersEachCommand(String document) throws IOException {
        assertThat(read(document).path("operations"))
                .filteredOn(operation -> operation.path("action").asText().equals("receive"))
                .allSatisfy(operation ->
                        assertThat(operation.at("/reply/messages/0/$ref").asText())
                                .isEqualTo(operation.at("/messages/0/$ref").asText() + ".answer"));
    }

    /// The names of the messages of all operations with this action.
    private static Set<String> names(JsonNode api, String action) {
        return stream(api.path("operations"))
                .filter(operation -> operation.path("action").asText().equals(action))
                .flatMap(operation -> stream(operation.path("messages")))
                .map(message -> api.at(message.path("$ref").asText().substring(1)))
                .map(message -> api.at(message.path("$ref").asText().substring(1)))
                .map(message -> message.path("name").asText())
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> stream(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static JsonNode read(String document) throws IOException {
        return YAML.readTree(
                Files.readString(DOCS.resolve("asyncapi").resolve(document + ".yaml")));
    }
}
