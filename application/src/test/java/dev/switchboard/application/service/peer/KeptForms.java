package dev.switchboard.application.service.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.cluster.HubProtocol;
import dev.switchboard.domain.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The forms of values between hubs, as text, and those of a protocol that are kept in a file. A
/// hub of an earlier release reads them, so a change of a form may need another protocol.
public final class KeptForms {

    private static final String JAVA = "java.";

    private final Set<String> methods = new TreeSet<>();
    private final Map<Class<?>, String> types = new HashMap<>();

    /// Adds a type of messages, with all that they contain.
    public KeptForms with(Class<?> messages) {
        named(messages);
        return this;
    }

    /// Adds a call of this method, with all that it takes and gives.
    void add(Method method) {
        methods.add(
                Stream.of(method.getGenericParameterTypes())
                        .map(this::reference)
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        "%s.%s("
                                                .formatted(
                                                        SentNames.of(method.getDeclaringClass()),
                                                        SentNames.of(method)),
                                        ") -> " + reference(method.getGenericReturnType()))));
    }

    private String reference(Type type) {
        return switch (type) {
            case Class<?> plain -> named(plain);
            case WildcardType wild -> reference(wild.getUpperBounds()[0]);
            case ParameterizedType generic ->
                    Stream.of(generic.getActualTypeArguments())
                            .map(this::reference)
                            .collect(
                                    Collectors.joining(
                                            ", ", reference(generic.getRawType()) + "<", ">"));
            default -> throw new IllegalArgumentException("No form of " + type.getTypeName());
        };
    }

    private String named(Class<?> type) {
        if (type.isPrimitive() || type.isArray() || type.getName().startsWith(JAVA)) {
            return type.getSimpleName();
        }
        if (JsonValue.class.isAssignableFrom(type)) {
            return "JSON";
        }
        if (types.putIfAbsent(type, "") == null) {
            types.put(type, content(type));
        }
        return SentNames.of(type);
    }

    private String content(Class<?> type) {
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(each -> ((Enum<?>) each).name())
                    .collect(Collectors.joining(" | "));
        }
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses())
                        .map(this::named)
                        .collect(Collectors.joining(" | "))
                : Stream.of(type.getRecordComponents())
                        .map(this::component)
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private String component(RecordComponent component) {
        return SentNames.of(component) + ": " + reference(component.getGenericType());
    }

    private List<String> lines() {
        return Stream.concat(
                        methods.stream(),
                        types.entrySet().stream()
                                .map(each -> SentNames.of(each.getKey()) + " = " + each.getValue())
                                .sorted())
                .toList();
    }

    /// Fails if the forms are not those of the kept file of today's protocol.
    ///
    /// @param what the file's name, without the number of the protocol
    public void assertKept(String what) {
        Path file =
                Path.of(
                        "src/test/resources/forms-between-hubs",
                        "%s-%d.txt".formatted(what, HubProtocol.CURRENT.newest()));
        try {
            if (Boolean.getBoolean("switchboard.keep-forms")) {
                Files.createDirectories(file.getParent());
                Files.write(file, lines());
            }
            assertThat(lines())
                    .as(
                            """
                            Hubs of a release with other forms may run beside this one. If they cannot read the new ones,
                            or this one cannot read theirs, HubProtocol.CURRENT needs the next number (docs/adr/0034).
                            Then keep the forms: -Dswitchboard.keep-forms=true\
                            """)
                    .containsExactlyElementsOf(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
