package dev.switchboard.simulators.salesforce;

import dev.switchboard.simulators.script.SimulatorJson;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The records of the organisation, with all fields as text.
final class OrgRecords {

    private static final Map<String, String> PREFIXES =
            Map.of(
                    "Contact", "003",
                    "Account", "001",
                    "Case", "500",
                    "ContentVersion", "068",
                    "ContentDocument", "069",
                    "ContentDocumentLink", "06A");
    private static final Pattern REFERENCE =
            Pattern.compile("@\\{(\\w+)\\.(?:records\\[0]\\.)?(\\w+)}");

    private final Clock clock;
    private final List<Row> rows = new ArrayList<>();
    private int made;

    OrgRecords(Clock clock) {
        this.clock = clock;
    }

    private record Row(String type, Map<String, String> fields) {

        String id() {
            return fields.getOrDefault("Id", "");
        }
    }

    synchronized void startOver() {
        rows.clear();
    }

    /// All current records of a type, oldest first.
    synchronized List<Map<String, String>> all(String type) {
        return rows(type).map(row -> Map.copyOf(row.fields())).toList();
    }

    private Stream<Row> rows(String type) {
        return rows.stream().filter(row -> row.type().equals(type));
    }

    synchronized String create(String type, JsonNode body) {
        if (!PREFIXES.containsKey(type)) {
            throw new ApiRefusal(404, "NOT_FOUND");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        body.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString("")));
        boolean person = type.equals("Contact") || type.equals("Account");
        if (person && fields.getOrDefault("LastName", "").isEmpty()) {
            throw new ApiRefusal(400, "REQUIRED_FIELD_MISSING");
        }
        String id = insert(type, fields);
        if (type.equals("Account")) {
            fields.put("PersonContactId", insert("Contact", personOf(fields)));
        }
        if (type.equals("ContentVersion")) {
            Map<String, String> document = new LinkedHashMap<>(fields);
            document.remove("VersionData");
            fields.put("ContentDocumentId", insert("ContentDocument", document));
        }
        return id;
    }

    private static Map<String, String> personOf(Map<String, String> account) {
        Map<String, String> contact = new LinkedHashMap<>();
        contact.put("LastName", account.getOrDefault("LastName", ""));
        contact.put("Email", account.getOrDefault("PersonEmail", ""));
        contact.put("MobilePhone", account.getOrDefault("PersonMobilePhone", ""));
        return contact;
    }

    private String insert(String type, Map<String, String> fields) {
        made++;
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String id = PREFIXES.get(type) + "sim%012d".formatted(made);
        fields.put("Id", id);
        fields.put("CreatedDate", now);
        fields.put("LastModifiedDate", now);
        rows.add(new Row(type, fields));
        return id;
    }

    private Row row(String type, String id) {
        return rows(type)
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ApiRefusal(404, "NOT_FOUND"));
    }

    synchronized void delete(String type, String id) {
        rows.remove(row(type, id));
    }

    synchronized void change(String type, String id, JsonNode body) {
        Row row = row(type, id);
        body.properties()
                .forEach(field -> row.fields().put(field.getKey(), field.getValue().asString("")));
    }

    synchronized ObjectNode read(String type, String id) {
        return object(row(type, id).fields());
    }

    private static ObjectNode object(Map<String, String> fields) {
        ObjectNode object = SimulatorJson.MAPPER.createObjectNode();
        fields.forEach(object::put);
        return object;
    }

    synchronized ObjectNode find(String soql) {
        Query query = Query.of(soql);
        Comparator<Row> newest =
                Comparator.comparing(row -> row.fields().getOrDefault(query.order(), ""));
        List<Row> found =
                // of two with the same second, the one that was made later comes first
                rows(query.type()).toList().reversed().stream()
                        .filter(row ->
                                query.conditions().stream()
                                        .allMatch(condition -> condition.holdsFor(row.fields())))
                        .sorted(newest.reversed())
                        .limit(query.limit())
                        .toList();
        ObjectNode result = SimulatorJson.MAPPER.createObjectNode();
        result.put("totalSize", found.size()).put("done", true);
        ArrayNode records = result.putArray("records");
        found.forEach(row -> records.add(selected(query, row)));
        return result;
    }

    private ObjectNode selected(Query query, Row row) {
        ObjectNode record = SimulatorJson.MAPPER.createObjectNode();
        for (String field : query.fields()) {
            int dot = field.indexOf('.');
            if (dot < 0) {
                record.put(field, row.fields().get(field));
            } else {
                String other = field.substring(0, dot);
                String id = row.fields().getOrDefault(other + "Id", "");
                Optional<Row> related = rows(other).filter(it -> it.id().equals(id)).findFirst();
                String name = field.substring(dot + 1);
                record.putObject(other)
                        .put(name, related.map(it -> it.fields().get(name)).orElse(null));
            }
        }
        return record;
    }

    /// Executes all steps or none.
    synchronized ObjectNode composite(JsonNode body) {
        List<Row> before = List.copyOf(rows);
        Map<String, JsonNode> results = new LinkedHashMap<>();
        ObjectNode answer = SimulatorJson.MAPPER.createObjectNode();
        ArrayNode responses = answer.putArray("compositeResponse");
        try {
            for (JsonNode step : body.path("compositeRequest")) {
                String text = resolved(step.toString(), results);
                JsonNode result = step(SimulatorJson.parse(text));
                String name = step.path("referenceId").asString("");
                results.put(name, result);
                responses.add(response(name, step.path("method").asString(""), result));
            }
        } catch (ApiRefusal apiRefusal) {
            rows.clear();
            rows.addAll(before);
            responses.removeAll();
            for (JsonNode step : body.path("compositeRequest")) {
                String name = step.path("referenceId").asString("");
                boolean guilty = name.equals(nextOf(body, results));
                responses.add(
                        failure(
                                name,
                                guilty ? apiRefusal.status() : 400,
                                guilty ? apiRefusal.code() : "PROCESSING_HALTED"));
            }
        }
        return answer;
    }

    private static String nextOf(JsonNode body, Map<String, JsonNode> done) {
        for (JsonNode step : body.path("compositeRequest")) {
            String name = step.path("referenceId").asString("");
            if (!done.containsKey(name)) {
                return name;
            }
        }
        return "";
    }

    private static ObjectNode response(String name, String method, JsonNode result) {
        ObjectNode response = SimulatorJson.MAPPER.createObjectNode();
        response.put("referenceId", name).put("httpStatusCode", method.equals("POST") ? 201 : 200);
        response.set("body", result);
        return response;
    }

    private static ObjectNode failure(String name, int status, String code) {
        ObjectNode response = SimulatorJson.MAPPER.createObjectNode();
        response.put("referenceId", name).put("httpStatusCode", status);
        response.putArray("body").addObject().put("message", "Simulated").put("errorCode", code);
        return response;
    }

    private static String resolved(String step, Map<String, JsonNode> results) {
        Matcher references = REFERENCE.matcher(step);
        return references.replaceAll(found -> {
            JsonNode result = results.getOrDefault(found.group(1), SimulatorJson.parse("{}"));
            JsonNode row = result.has("records") ? result.path("records").path(0) : result;
            return Matcher.quoteReplacement(row.path(found.group(2)).asString(""));
        });
    }

    private JsonNode step(JsonNode step) {
        String url = step.path("url").asString("").replaceFirst("^/services/data/v\\d+\\.0", "");
        if (url.startsWith("/query/?q=")) {
            return find(url.substring("/query/?q=".length()).replace('+', ' '));
        }
        String[] path = url.replaceFirst("\\?.*", "").split("/", -1);
        if (step.path("method").asString("").equals("POST")) {
            return created(create(path[2], step.path("body")));
        }
        return read(path[2], path[3]);
    }

    static ObjectNode created(String id) {
        ObjectNode result = SimulatorJson.MAPPER.createObjectNode();
        result.put("id", id).put("success", true).putArray("errors");
        return result;
    }
}
