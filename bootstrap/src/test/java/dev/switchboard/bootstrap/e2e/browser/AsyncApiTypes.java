package dev.switchboard.bootstrap.e2e.browser;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/// The schemas of an AsyncAPI document in terms of TypeScript.
final class AsyncApiTypes {

    private static final Path DOCUMENTS = Path.of("../docs/asyncapi");

    private final Map<String, Object> api;

    private AsyncApiTypes(Map<String, Object> api) {
        this.api = api;
    }

    static AsyncApiTypes of(String document) throws IOException {
        return new AsyncApiTypes(
                new Yaml().load(Files.readString(DOCUMENTS.resolve(document + ".yaml"))));
    }

    /// The declarations of all named schemas.
    String declarations() {
        return map(at("components", "schemas"))
                .map(schema ->
                        "export type %s = %s;%n"
                                .formatted(schema.getKey(), type(schema.getValue())))
                .collect(joining());
    }

    /// The message of each operation with this action, by its name; its `reply` beside it.
    Map<String, Exchange> exchanges(String action) {
        Map<String, Exchange> found = new TreeMap<>();
        map(at("operations"))
                .map(Map.Entry::getValue)
                .map(AsyncApiTypes::members)
                .filter(operation -> action.equals(operation.get("action")))
                .forEach(operation -> found.putAll(exchange(operation)));
        return found;
    }

    /// @param payload the type of the payload, or `"none"`
    /// @param answer the type of the acknowledgement's payload, or `"none"`
    record Exchange(String payload, String answer) {}

    private Map<String, Exchange> exchange(Map<String, Object> operation) {
        Object reply = operation.get("reply");
        String answer =
                reply == null
                        ? "\"none\""
                        : payload(list(members(reply).get("messages")).getFirst());
        Map<String, Exchange> found = new TreeMap<>();
        for (Object message : list(operation.get("messages"))) {
            found.put(
                    String.valueOf(message(message).get("name")),
                    new Exchange(payload(message), answer));
        }
        return found;
    }

    /// The union of what is sent with this action in a channel.
    String frames(String operation) {
        return list(members(at("operations", operation)).get("messages")).stream()
                .map(this::payload)
                .collect(joining(" | "));
    }

    private String payload(Object reference) {
        Map<String, Object> message = message(reference);
        return message.containsKey("payload") ? type(message.get("payload")) : "\"none\"";
    }

    /// The message behind the reference of an operation, which refers to one of the channel.
    private Map<String, Object> message(Object reference) {
        return members(resolved(resolved(reference)));
    }

    private Object resolved(Object reference) {
        String[] steps = String.valueOf(members(reference).get("$ref")).substring(2).split("/");
        return at(steps);
    }

    private Object at(String... steps) {
        Object here = api;
        for (String step : steps) {
            here = requireNonNull(members(here).get(step), step);
        }
        return here;
    }

    private String type(@Nullable Object schema) {
        Map<String, Object> it = members(schema);
        if (it.containsKey("$ref")) {
            String name = String.valueOf(it.get("$ref"));
            return name.substring(name.lastIndexOf('/') + 1);
        }
        List<String> parts = new ArrayList<>();
        if (it.containsKey("const")) {
            parts.add(literal(it.get("const")));
        } else if (it.containsKey("enum")) {
            parts.add(
                    list(it.get("enum")).stream()
                            .map(AsyncApiTypes::literal)
                            .collect(joining(" | ", "(", ")")));
        } else if (it.containsKey("type")) {
            parts.add(
                    list(it.get("type")).stream()
                            .map(type -> type(it, String.valueOf(type)))
                            .collect(joining(" | ", "(", ")")));
        }
        join(it, "allOf", " & ", parts);
        join(it, "anyOf", " | ", parts);
        return parts.isEmpty() ? "unknown" : String.join(" & ", parts);
    }

    private void join(Map<String, Object> schema, String key, String between, List<String> parts) {
        if (schema.containsKey(key)) {
            parts.add(
                    list(schema.get(key)).stream()
                            .map(this::type)
                            .collect(joining(between, "(", ")")));
        }
    }

    private String type(Map<String, Object> schema, String type) {
        return switch (type) {
            case "integer", "number" -> "number";
            case "array" -> "(" + type(schema.get("items")) + ")[]";
            case "object" -> object(schema);
            default -> type;
        };
    }

    private String object(Map<String, Object> schema) {
        if (!schema.containsKey("properties")) {
            Object values = schema.get("additionalProperties");
            return "Record<string, %s>".formatted(values == null ? "unknown" : type(values));
        }
        List<Object> required = list(schema.getOrDefault("required", List.of()));
        return map(schema.get("properties"))
                .map(member ->
                        "\"%s\"%s: %s"
                                .formatted(
                                        member.getKey(),
                                        required.contains(member.getKey()) ? "" : "?",
                                        type(member.getValue())))
                .collect(joining("; ", "{", "}"));
    }

    private static String literal(Object value) {
        return value instanceof String text ? '"' + text + '"' : String.valueOf(value);
    }

    @SuppressWarnings("unchecked") // an object of YAML
    private static Map<String, Object> members(@Nullable Object node) {
        return (Map<String, Object>) requireNonNull(node);
    }

    private static Stream<Map.Entry<String, Object>> map(Object node) {
        return members(node).entrySet().stream();
    }

    @SuppressWarnings("unchecked") // a list of YAML
    private static List<Object> list(@Nullable Object node) {
        return node instanceof List ? (List<Object>) node : List.of(requireNonNull(node));
    }
}
