package dev.switchboard.adapter.in.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.adapter.in.web.error.ErrorForm;
import dev.switchboard.adapter.in.web.error.ErrorForms;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Access.Open;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.server.PathContainer;

/// The parts of the description in `openapi/*.yaml`, which neither the code nor its comments
/// contain. Each file is a piece of an OpenAPI document, with three differences. Operations are
/// listed by id, because the paths are in the code, and an operation may refer to a similar one.
/// `failures` describes once per error form how its operations may fail. `parameters` describes
/// parameters by name. Schemas of records are completed. Examples of requests are separate files,
/// which tests send as they are.
final class WrittenParts {

    private static final String OPERATIONS = "operations";
    private static final String FAILURES = "failures";
    private static final String PARAMETERS = "parameters";
    private static final Set<String> FOR_CALLERS_WITH_TOKENS = Set.of("401", "403");

    private final ObjectMapper mapper = Json31.mapper();
    private final ObjectNode parts;
    private final List<Routes> routes;
    private final ErrorForms forms;

    private WrittenParts(ObjectNode parts, List<Routes> routes, ErrorForms forms) {
        this.parts = parts;
        this.routes = routes;
        this.forms = forms;
    }

    /// @param routes tell which operations need no token
    static WrittenParts read(List<Routes> routes, ErrorForms forms) {
        ObjectNode all = (ObjectNode) file("api.yaml");
        all.remove("files").forEach(name -> add(file(name.textValue() + ".yaml"), all));
        return new WrittenParts(all, routes, forms);
    }

    /// JSON is YAML too.
    private static JsonNode file(String name) {
        try (InputStream text = new ClassPathResource("openapi/" + name).getInputStream()) {
            return Yaml31.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Objects in both are merged; any other member may be in one file only.
    private static void add(JsonNode more, ObjectNode all) {
        more.properties()
                .forEach(member -> {
                    JsonNode known = all.get(member.getKey());
                    if (known instanceof ObjectNode object) {
                        add(member.getValue(), object);
                    } else if (known == null) {
                        all.set(member.getKey(), member.getValue());
                    } else {
                        throw new IllegalStateException(member.getKey() + " is written twice");
                    }
                });
    }

    void addTo(OpenAPI api) {
        ObjectNode document = parts.deepCopy().without(List.of(OPERATIONS, FAILURES, PARAMETERS));
        OpenAPI written = mapper.convertValue(document, OpenAPI.class);
        api.setInfo(written.getInfo());
        api.setTags(written.getTags());
        api.setSecurity(written.getSecurity());
        api.getComponents().setSecuritySchemes(written.getComponents().getSecuritySchemes());
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> add(schema.getKey(), schema.getValue(), api.getComponents()));
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap()
                                .forEach((method, operation) -> complete(path, method, operation)));
    }

    private void add(String name, JsonNode written, Components components) {
        var known = components.getSchemas().getOrDefault(name, new Schema<>());
        components.addSchemas(name, completed(known, written, Schema.class));
    }

    /// Merges the written parts into a known value, member by member.
    private <T> T completed(T known, JsonNode written, Class<? extends T> type) {
        ObjectNode whole = mapper.valueToTree(known);
        try {
            return mapper.convertValue(mapper.readerForUpdating(whole).readValue(written), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void complete(String path, HttpMethod method, Operation operation) {
        JsonNode operations = parts.path(OPERATIONS);
        JsonNode written = operations.path(operation.getOperationId());
        if (written.isTextual()) {
            written = operations.required(written.textValue());
        }
        if (!written.isMissingNode()) {
            written.path("parameters").forEach(parameter -> add(parameter, operation));
            add(mapper.convertValue(withExamples(written), Operation.class), operation);
        }
        Stream.ofNullable(operation.getParameters())
                .flatMap(List::stream)
                .filter(parameter -> parameter.getDescription() == null)
                .forEach(parameter ->
                        parameter.setDescription(
                                parts.path(PARAMETERS).path(parameter.getName()).textValue()));
        Access access = access(path, method);
        boolean open = access instanceof Open;
        if (open) {
            operation.setSecurity(List.of());
        }
        ApiResponses responses = operation.getResponses();
        failures(path, operation, access)
                .filter(failure -> !(open && FOR_CALLERS_WITH_TOKENS.contains(failure.getKey())))
                .forEach(failure -> responses.putIfAbsent(failure.getKey(), failure.getValue()));
    }

    /// Inserts the JSON of referenced files.
    private JsonNode withExamples(JsonNode node) {
        String reference = node.path("$ref").asText();
        if (reference.startsWith("examples/")) {
            return file(reference);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode filled = mapper.createObjectNode();
            object.properties()
                    .forEach(
                            member -> filled.set(member.getKey(), withExamples(member.getValue())));
            return filled;
        }
        return node;
    }

    private void add(JsonNode written, Operation operation) {
        String name = written.required("name").textValue();
        List<Parameter> all =
                Objects.requireNonNullElseGet(operation.getParameters(), ArrayList::new);
        if (all.stream().noneMatch(each -> each.getName().equals(name))) {
            all.add(new Parameter().name(name));
        }
        all.replaceAll(each ->
                each.getName().equals(name) ? completed(each, written, Parameter.class) : each);
        operation.setParameters(all);
    }

    private static void add(Operation written, Operation operation) {
        if (written.getRequestBody() != null) {
            operation.setRequestBody(written.getRequestBody());
        }
        if (written.getResponses() != null) {
            operation.setResponses(added(written.getResponses(), operation.getResponses()));
        }
    }

    /// The code has one success status with its response; the files may name another status.
    private static ApiResponses added(ApiResponses written, ApiResponses generated) {
        ApiResponse success = generated.values().iterator().next();
        Optional<ApiResponse> otherwise =
                written.entrySet().stream()
                        .filter(response -> response.getKey().startsWith("2"))
                        .map(Map.Entry::getValue)
                        .findFirst();
        if (otherwise.isEmpty()) {
            generated.putAll(written);
            return generated;
        }
        if (otherwise.get().getContent() == null) {
            otherwise.get().setContent(success.getContent());
        }
        return written;
    }

    private @Nullable Access access(String path, HttpMethod method) {
        PathContainer place = PathContainer.parsePath(path);
        return routes.stream()
                .flatMap(feature -> feature.lines().stream())
                .filter(route -> route.methods().contains(method.name()) && route.covers(place))
                .findFirst()
                .map(Route::access)
                .orElse(null);
    }

    private Stream<Map.Entry<String, ApiResponse>> failures(
            String path, Operation operation, @Nullable Access access) {
        ErrorForm form = forms.of(path);
        if (form.equals(ErrorForm.PROBLEM_DETAILS) && !forms.isStrict(path)) {
            return Stream.of();
        }
        List<String> names = new ArrayList<>(List.of(form.name()));
        if (operation.getRequestBody() != null) {
            names.add(form.name() + "_with_body");
        }
        if (access instanceof Open(_, boolean limited) && limited) {
            names.add("wrong_proofs");
        }
        return names.stream()
                .map(parts.path(FAILURES)::path)
                .filter(JsonNode::isObject)
                .map(failures -> mapper.convertValue(failures, ApiResponses.class))
                .flatMap(failures -> failures.entrySet().stream());
    }
}
