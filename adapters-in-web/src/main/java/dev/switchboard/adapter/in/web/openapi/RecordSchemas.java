package dev.switchboard.adapter.in.web.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.JavadocProvider;

/// Adds to the schemas of records what springdoc does not see in the code: the descriptions of
/// members with another name in JSON, which members a response always has, and which of them may be
/// null. A request omits such a member, and null is refused.
///
/// Two records with the same simple name would share one schema, and callers of one would see the
/// other's. That fails the description.
final class RecordSchemas implements ModelConverter {

    /// Marks a member until it is known whether the record is a response or a request.
    private static final String NULLABLE = "x-nullable";

    /// Marks a member in the same way that a response always has.
    private static final String ALWAYS = "x-always";

    private static final String REFERENCE = "#/components/schemas/";

    private final JavadocProvider comments;
    private final Map<String, Class<?>> named = new ConcurrentHashMap<>();

    /// Reported at the end, because springdoc swallows exceptions while it reads a type.
    private final Set<String> clashes = ConcurrentHashMap.newKeySet();

    RecordSchemas(JavadocProvider comments) {
        this.comments = comments;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        if (!others.hasNext()) {
            return null;
        }
        JavaType java = Json31.mapper().constructType(type.getType());
        if (java != null && java.hasRawClass(JsonObject.class)) {
            return anyObject();
        }
        Schema<?> resolved = others.next().resolve(type, context, others);
        if (resolved != null && java != null && java.getRawClass().isRecord()) {
            String name = referred(resolved);
            if (name == null) {
                mark(java.getRawClass(), resolved);
            } else {
                claim(name, java.getRawClass());
                Schema<?> model = context.getDefinedModels().get(name);
                if (model != null) {
                    mark(java.getRawClass(), model);
                }
            }
        }
        return resolved;
    }

    /// What callers may fill as they like, and not the tree in which the hub keeps it.
    private static Schema<?> anyObject() {
        Schema<Object> any = new Schema<>();
        any.addType("object");
        return any;
    }

    private void claim(String name, Class<?> type) {
        Class<?> other = named.putIfAbsent(name, type);
        if (other != null && other != type) {
            clashes.add("%s and %s are both the schema %s".formatted(other, type, name));
        }
    }

    private void mark(Class<?> type, Schema<?> model) {
        var members = model.getProperties();
        if (members == null) {
            return;
        }
        Map<String, String> texts = comments.getRecordClassParamJavadoc(type);
        for (RecordComponent component : type.getRecordComponents()) {
            var member = members.get(nameOf(component));
            if (member == null) {
                continue;
            }
            String text = texts.get(component.getName());
            if (text != null && member.getDescription() == null) {
                member.setDescription(text);
            }
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (!nullable || !omitsNull(component)) {
                member.addExtension(ALWAYS, true);
                if (nullable) {
                    member.addExtension(NULLABLE, true);
                }
            }
        }
    }

    private static boolean omitsNull(RecordComponent component) {
        JsonInclude own = component.getAccessor().getAnnotation(JsonInclude.class);
        return own != null || component.getDeclaringRecord().isAnnotationPresent(JsonInclude.class);
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null || given.value().isEmpty() ? component.getName() : given.value();
    }

    /// Completes the schemas once all are known.
    void settle(OpenAPI api) {
        if (!clashes.isEmpty()) {
            throw new IllegalStateException(String.join("; ", clashes));
        }
        Set<String> asked = new HashSet<>();
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .map(operation -> operation.getRequestBody())
                .filter(Objects::nonNull)
                .flatMap(body -> body.getContent().values().stream())
                .forEach(content -> collect(content.getSchema(), api, asked));
        api.getComponents()
                .getSchemas()
                .forEach((name, schema) -> settle(schema, !asked.contains(name)));
    }

    /// @param names gets the names of all schemas that this one refers to
    private static void collect(@Nullable Schema<?> schema, OpenAPI api, Set<String> names) {
        if (schema == null) {
            return;
        }
        String name = referred(schema);
        if (name != null && names.add(name)) {
            collect(api.getComponents().getSchemas().get(name), api, names);
        }
        collect(schema.getItems(), api, names);
        if (schema.getAnyOf() != null) {
            schema.getAnyOf().forEach(part -> collect(part, api, names));
        }
        if (schema.getOneOf() != null) {
            schema.getOneOf().forEach(part -> collect(part, api, names));
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(part -> collect(part, api, names));
        }
    }

    private static @Nullable String referred(Schema<?> schema) {
        String reference = schema.get$ref();
        return reference == null ? null : reference.substring(REFERENCE.length());
    }

    private static void settle(Schema<?> model, boolean answered) {
        var members = model.getProperties();
        if (members != null) {
            members.replaceAll((name, member) -> {
                if (took(ALWAYS, member) && answered) {
                    model.addRequiredItem(name);
                }
                return settled(member, answered);
            });
        }
    }

    /// Removes a mark.
    ///
    /// @return whether it was there
    private static boolean took(String mark, Schema<?> member) {
        Map<String, Object> extensions = member.getExtensions();
        return extensions != null && extensions.remove(mark) != null;
    }

    private static Schema<?> settled(Schema<?> member, boolean answered) {
        if (!took(NULLABLE, member) || !answered) {
            return member;
        }
        if (member.getTypes() != null) {
            member.addType("null");
        } else if (member.get$ref() != null) {
            Schema<Object> nothing = new Schema<>();
            nothing.addType("null");
            Schema<Object> either = new Schema<>();
            either.setAnyOf(List.of(member, nothing));
            return either;
        }
        return member;
    }
}
