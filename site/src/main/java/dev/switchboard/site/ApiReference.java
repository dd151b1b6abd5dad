package dev.switchboard.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The reference of the REST API, made from its description: the operations by their tags, and the
/// schemas that they name.
final class ApiReference {

    static final String ADDRESS = "docs/api.html";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode api;
    private final ApiSchemas schemas;
    private final StringBuilder html = new StringBuilder();
    private final List<Page.Section> sections = new ArrayList<>();

    private ApiReference(JsonNode api) {
        this.api = api;
        this.schemas = new ApiSchemas(api);
    }

    /// @param description OpenAPI 3.1 as JSON
    static Page page(String description) {
        return new ApiReference(JSON.readTree(description)).page();
    }

    private record Operation(String method, String path, JsonNode node) {

        String tag() {
            return node.path("tags").path(0).asString("other");
        }

        String id() {
            return node.path("operationId").asString(method + path);
        }
    }

    private Page page() {
        String title = "REST API";
        html.append("<h1>").append(title).append("</h1>\n");
        html.append(Markdown.html(api.path("info").path("description").asString("")));
        SortedMap<String, List<Operation>> byTag = operations();
        contents(byTag);
        byTag.forEach((tag, operations) -> {
            html.append("<h2 id=\"tag-%s\">%s</h2>\n".formatted(Html.text(tag), Html.text(tag)));
            operations.forEach(this::show);
        });
        html.append("<h2 id=\"schemas\">Schemas</h2>\n");
        api.path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> {
                    html.append(schemas.definition(schema.getKey(), schema.getValue()));
                    sections.add(
                            section(
                                    ApiSchemas.anchor(schema.getKey()),
                                    schema.getKey(),
                                    schema.getValue()));
                });
        return new Page(ADDRESS, title, html.toString(), sections);
    }

    private SortedMap<String, List<Operation>> operations() {
        SortedMap<String, List<Operation>> byTag = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (method.getValue().has("responses")) {
                    Operation found =
                            new Operation(method.getKey(), path.getKey(), method.getValue());
                    byTag.computeIfAbsent(found.tag(), _ -> new ArrayList<>()).add(found);
                }
            }
        }
        return byTag;
    }

    private void contents(SortedMap<String, List<Operation>> byTag) {
        html.append("<ul>\n");
        byTag.forEach((tag, operations) -> {
            html.append("<li>").append(Html.link("#tag-" + tag, Html.text(tag))).append("<ul>\n");
            operations.forEach(operation ->
                    html.append("<li>")
                            .append(Html.link("#" + operation.id(), heading(operation)))
                            .append("</li>\n"));
            html.append("</ul></li>\n");
        });
        html.append("</ul>\n");
    }

    private static String heading(Operation operation) {
        return "<span class=\"method\">%s</span> %s"
                .formatted(Html.text(operation.method()), Html.code(operation.path()));
    }

    private void show(Operation operation) {
        JsonNode node = operation.node();
        html.append(
                "<section class=\"operation\">\n<h3 id=\"%s\">%s</h3>\n"
                        .formatted(Html.text(operation.id()), heading(operation)));
        html.append(Markdown.html("**" + node.path("summary").asString(operation.id()) + "**"));
        html.append(Markdown.html(node.path("description").asString("")));
        parameters(node.path("parameters"));
        JsonNode body = resolved(node.path("requestBody"));
        if (!body.isMissingNode()) {
            html.append("<h4>Request body</h4>\n");
            html.append(Markdown.html(body.path("description").asString("")));
            contents(body.path("content"));
        }
        html.append(
                "<h4>Answers</h4>\n<table><tr><th>Status</th><th>Meaning</th><th>Body</th></tr>\n");
        node.path("responses").properties().forEach(this::answer);
        html.append("</table>\n</section>\n");
        sections.add(
                section(
                        operation.id(),
                        operation.method().toUpperCase(Locale.ROOT) + " " + operation.path(),
                        node));
    }

    private void parameters(JsonNode parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        html.append("<table><tr><th>Parameter</th><th>In</th><th>Type</th><th>Meaning</th></tr>\n");
        for (JsonNode each : parameters) {
            JsonNode parameter = resolved(each);
            String required = parameter.path("required").asBoolean(false) ? ", required" : "";
            html.append("<tr><td>")
                    .append(Html.code(parameter.path("name").asString("")))
                    .append("</td><td>")
                    .append(Html.text(parameter.path("in").asString("") + required))
                    .append("</td><td>")
                    .append(schemas.type(parameter.path("schema")))
                    .append("</td><td>")
                    .append(Markdown.html(parameter.path("description").asString("")))
                    .append("</td></tr>\n");
        }
        html.append("</table>\n");
    }

    private void contents(JsonNode content) {
        content.properties()
                .forEach(media -> {
                    html.append("<p>")
                            .append(Html.code(media.getKey()))
                            .append(": ")
                            .append(schemas.type(media.getValue().path("schema")))
                            .append("</p>\n");
                    examples(media.getValue());
                });
    }

    private void examples(JsonNode media) {
        List<JsonNode> examples = new ArrayList<>();
        if (media.has("example")) {
            examples.add(media.path("example"));
        }
        media.path("examples")
                .properties()
                .forEach(named -> examples.add(named.getValue().path("value")));
        examples.forEach(example ->
                html.append("<pre><code>")
                        .append(Html.text(pretty(example)))
                        .append("</code></pre>\n"));
    }

    private static String pretty(JsonNode example) {
        return example.isString()
                ? example.asString()
                : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(example);
    }

    private void answer(Map.Entry<String, JsonNode> named) {
        JsonNode answer = resolved(named.getValue());
        html.append("<tr><td>")
                .append(Html.text(named.getKey()))
                .append("</td><td>")
                .append(Markdown.html(answer.path("description").asString("")))
                .append("</td><td>");
        answer.path("content")
                .properties()
                .forEach(media ->
                        html.append(Html.code(media.getKey()))
                                .append(": ")
                                .append(schemas.type(media.getValue().path("schema")))
                                .append("<br>"));
        html.append("</td></tr>\n");
    }

    /// Follows the reference of a parameter, body or answer, if it is one.
    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : api.at(reference.substring(1));
    }

    private static Page.Section section(String anchor, String heading, JsonNode node) {
        String words =
                node.path("summary").asString("") + " " + node.path("description").asString("");
        return new Page.Section(anchor, heading, words.strip());
    }
}
