package dev.switchboard.bootstrap.settings;

import dev.switchboard.domain.secret.Secret;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/// One setting of an operator. It is found in the records of all modules.
///
/// @param name its name in a file, such as `switchboard.channels.sync-wait`
/// @param reader the record that reads it
/// @param path the components that lead from the record to the value
record Property(String name, Class<?> reader, List<RecordComponent> path) {

    private static final String OFFENDERS = "dev.switchboard.bootstrap.architecture.";

    /// The name in the tests for entries that operators name.
    private static final String SOME = "some";

    private static final List<Property> ALL =
            found().flatMap(reader -> of(prefixOf(reader), reader, reader, List.of())).toList();

    static Stream<Property> all() {
        return ALL.stream();
    }

    static Stream<Class<?>> readers() {
        return all().<Class<?>>map(Property::reader).distinct();
    }

    private static Stream<Class<?>> found() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("dev.switchboard").stream()
                .map(found -> String.valueOf(found.getBeanClassName()))
                .filter(name -> !name.startsWith(OFFENDERS))
                .sorted()
                .map(name -> ClassUtils.resolveClassName(name, null));
    }

    /// Leaves out nested records of the same kind, which are set like the record itself.
    private static Stream<Property> of(
            String prefix, Class<?> reader, Class<?> record, List<RecordComponent> path) {
        return Stream.of(record.getRecordComponents())
                .filter(component -> typeOf(component) != reader)
                .flatMap(component -> {
                    String some = isNamed(component) ? "." + SOME : "";
                    String name = prefix + "." + nameOf(component) + some;
                    List<RecordComponent> longer =
                            Stream.concat(path.stream(), Stream.of(component)).toList();
                    Class<?> type = typeOf(component);
                    return type.isRecord() && type != Secret.class
                            ? of(name, reader, type, longer)
                            : Stream.of(new Property(name, reader, longer));
                });
    }

    private static boolean isNamed(RecordComponent component) {
        return Map.class.isAssignableFrom(component.getType());
    }

    private static Class<?> typeOf(RecordComponent component) {
        return isNamed(component)
                ? ResolvableType.forType(component.getGenericType()).getGeneric(1).toClass()
                : component.getType();
    }

    private static String nameOf(RecordComponent component) {
        @Nullable Field field =
                ReflectionUtils.findField(component.getDeclaringRecord(), component.getName());
        @Nullable Name given = field == null ? null : field.getAnnotation(Name.class);
        return given != null
                ? given.value()
                : DataObjectPropertyName.toDashedForm(component.getName());
    }

    /// The same setting of a named entry of the record, such as `tenants.acme`.
    Property within(String held) {
        String prefix = prefixOf(reader);
        return new Property(prefix + "." + held + name.substring(prefix.length()), reader, path);
    }

    private static String prefixOf(Class<?> reader) {
        return reader.getAnnotation(ConfigurationProperties.class).value();
    }

    /// The record that reads this property, bound as in the hub.
    static Object readBy(Class<?> reader, Environment environment) {
        return Binder.get(environment).bindOrCreate(prefixOf(reader), Bindable.of(reader));
    }

    /// The value that the hub would use.
    @Nullable Object in(Environment environment) {
        @Nullable Object value = Binder.get(environment).bindOrCreate(above(), Bindable.of(reader));
        for (RecordComponent component : path) {
            value = value == null ? null : get(component, value);
        }
        return value;
    }

    /// The prefix of the record.
    private String above() {
        int below = 0;
        for (RecordComponent component : path) {
            below += 1 + nameOf(component).length() + (isNamed(component) ? 1 + SOME.length() : 0);
        }
        return name.substring(0, name.length() - below);
    }

    private static @Nullable Object get(RecordComponent component, Object record) {
        try {
            component.getAccessor().setAccessible(true);
            Object value = component.getAccessor().invoke(record);
            return isNamed(component) ? ((Map<?, ?>) value).get(SOME) : value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same text as a value of this property's type.
    Object valueOf(String text) {
        RecordComponent last = path.getLast();
        ResolvableType all = ResolvableType.forType(last.getGenericType());
        ResolvableType type = isNamed(last) ? all.getGeneric(1) : all;
        return new Binder(new MapConfigurationPropertySource(Map.of("value", text)))
                .bind("value", Bindable.of(type))
                .get();
    }

    /// The variable in the spelling of Spring's documentation, without dashes.
    String variable() {
        return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /// The variable in the common spelling: dashes become underscores, except before names that the
    /// operator chooses, which could not be distinguished from the rest.
    String readableVariable() {
        String named =
                Pattern.compile("[a-z-]+\\." + SOME + "\\b")
                        .matcher(name)
                        .replaceAll(map -> map.group().replace("-", ""));
        return named.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name + " of " + reader.getSimpleName();
    }
}
