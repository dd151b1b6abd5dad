package dev.switchboard.adapter.in.web.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Says of records what their code says and springdoc does not see: which members may be null. Two
/// records of one simple name would be one schema, and callers of one would be shown the other's:
/// that ends the description.
final class RecordSchemas implements ModelConverter {

    private static final String REFERENCE = "#/components/schemas/";

    private final Map<String, Class<?>> named = new ConcurrentHashMap<>();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        if (!others.hasNext()) {
            return null;
        }
        Schema<?> resolved = others.next().resolve(type, context, others);
        JavaType java = Json31.mapper().constructType(type.getType());
        if (resolved != null && java != null && java.getRawClass().isRecord()) {
            describe(java.getRawClass(), resolved, context);
        }
        return resolved;
    }

    private void describe(Class<?> type, Schema<?> resolved, ModelConverterContext context) {
        String reference = resolved.get$ref();
        if (reference == null) {
            allowNulls(type, resolved);
            return;
        }
        String name = reference.substring(REFERENCE.length());
        Class<?> other = named.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException(
                    "%s and %s are both the schema %s".formatted(other, type, name));
        }
        Schema<?> model = context.getDefinedModels().get(name);
        if (model != null) {
            allowNulls(type, model);
        }
    }

    private static void allowNulls(Class<?> type, Schema<?> model) {
        var members = model.getProperties();
        if (members == null) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                members.computeIfPresent(nameOf(component), (_, member) -> orNull(member));
            }
        }
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null || given.value().isEmpty() ? component.getName() : given.value();
    }

    private static Schema<?> orNull(Schema<?> member) {
        if (member.getTypes() != null) {
            member.addType("null");
            return member;
        }
        if (member.get$ref() == null) {
            return member;
        }
        Schema<Object> nothing = new Schema<>();
        nothing.addType("null");
        Schema<Object> either = new Schema<>();
        either.setDescription(member.getDescription());
        either.setAnyOf(List.of(member, nothing));
        return either;
    }
}
