package dev.switchboard.site;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The schemas of the API description: each has a table of its members, to which others link.
record ApiSchemas(JsonNode api) {

    private static final String PREFIX = "#/components/schemas/";
    private static final List<String> BOUNDS =
            List.of(
                    "format",
                    "pattern",
                    "minimum",
                    "maximum",
                    "minLength",
                    "maxLength",
                    "minItems",
                    "maxItems",
                    "default",
                    "const");
    private static final List<String> CHOICES = List.of("oneOf", "anyOf", "allOf");

    static String anchor(String schema) {
        return "schema-" + schema;
    }

    /// The whole of a named schema.
    String definition(String name, JsonNode schema) {
        StringBuilder html = new StringBuilder();
        html.append("<h3 id=\"%s\">%s</h3>\n".formatted(Html.text(anchor(name)), Html.text(name)));
        html.append(Markdown.html(schema.path("description").asString("")));
        html.append("<p>").append(type(schema)).append("</p>\n");
        return html.append(members(schema)).toString();
    }

    private String members(JsonNode schema) {
        JsonNode members = schema.path("properties");
        if (members.isEmpty()) {
            return "";
        }
        Set<String> required = new LinkedHashSet<>();
        schema.path("required").forEach(each -> required.add(each.asString()));
        StringBuilder html =
                new StringBuilder("<table><tr><th>Member</th><th>Type</th><th>Meaning</th></tr>\n");
        members.properties()
                .forEach(member -> {
                    boolean needed = required.contains(member.getKey());
                    html.append("<tr><td>")
                            .append(Html.code(member.getKey()))
                            .append(needed ? " <span class=\"faint\">required</span>" : "")
                            .append("</td><td>")
                            .append(type(member.getValue()))
                            .append("</td><td>")
                            .append(
                                    Markdown.html(
                                            member.getValue().path("description").asString("")))
                            .append("</td></tr>\n");
                });
        return html.append("</table>\n").toString();
    }

    /// A schema in one line: its type or a link to it, its choices and bounds.
    String type(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        if (reference.startsWith(PREFIX)) {
            String name = reference.substring(PREFIX.length());
            return Html.link("#" + anchor(name), Html.text(name));
        }
        List<String> parts = new ArrayList<>();
        parts.add(kind(schema));
        for (String choice : CHOICES) {
            if (schema.has(choice)) {
                List<String> options = new ArrayList<>();
                schema.path(choice).forEach(option -> options.add(type(option)));
                parts.add(String.join(choice.equals("allOf") ? " and " : " or ", options));
            }
        }
        if (schema.has("enum")) {
            List<String> words = new ArrayList<>();
            schema.path("enum").forEach(word -> words.add(Html.code(word.asString("null"))));
            parts.add(String.join(", ", words));
        }
        for (String bound : BOUNDS) {
            if (schema.has(bound)) {
                parts.add(
                        bound
                                + " "
                                + Html.code(
                                        schema.path(bound)
                                                .asString(schema.path(bound).toString())));
            }
        }
        parts.removeIf(String::isEmpty);
        return String.join("; ", parts);
    }

    private String kind(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            List<String> types = new ArrayList<>();
            type.forEach(each -> types.add(kind(schema, each.asString())));
            return String.join(" or ", types);
        }
        return kind(schema, type.asString(""));
    }

    private String kind(JsonNode schema, String type) {
        if (type.equals("array")) {
            return "array of " + type(schema.path("items"));
        }
        JsonNode values = schema.path("additionalProperties");
        if (type.equals("object") && values.isObject() && !values.isEmpty()) {
            return "object of " + type(values);
        }
        return Html.text(type);
    }
}
