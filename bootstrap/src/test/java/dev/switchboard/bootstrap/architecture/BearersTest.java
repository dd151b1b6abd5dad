package dev.switchboard.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// No record shows what lets its bearer in: the text of a record ends in a log or in an exception.
class BearersTest {

    private static final String SIMULATORS = House.OURS.root() + ".simulators";
    private static final String CANARY = "0123456789abcdef".repeat(4);

    private static final Pattern NAMES =
            Pattern.compile(
                    "pid|jwt|proof|cookie|passwordHash|\\w*([tT]oken|[sS]ecret|[pP]assword)");

    /// Bearers whose names say nothing.
    private static final Set<String> BY_OTHER_NAMES =
            Set.of("AccountKeysController$MadeKeyView.key", "Secret.reveal");

    /// Encrypted ones, and the number of a selection, which lets nobody in.
    private static final Set<String> HARMLESS =
            Set.of(
                    "EmbeddedTokenVault$Sealed.token",
                    "MongoTokenVault$SealedDocument.token",
                    "MongoDeskSessions$SessionDocument.token",
                    "ManyParkedController$BulkView.token",
                    "ManyParkedController$SelectionBody.token");

    /// Values of the other components.
    private static final Map<Class<?>, Object> ANY =
            Map.of(
                    String.class,
                    "any",
                    boolean.class,
                    false,
                    int.class,
                    1,
                    long.class,
                    1L,
                    Instant.class,
                    Instant.EPOCH,
                    Duration.class,
                    Duration.ZERO,
                    List.class,
                    List.of(),
                    Set.class,
                    Set.of(),
                    Map.class,
                    Map.of());

    private record Leaky(String name, String accessToken) {}

    @Test
    void areInNoTextOfARecord() {
        List<Class<?>> holders =
                Imported.MAIN.stream()
                        .filter(type -> type.isRecord() && isOfTheHub(type))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(BearersTest::holdsABearer)
                        .toList();

        assertThat(holders)
                .extracting(Class::getSimpleName)
                .contains("Resumption", "ResumeClaim", "Auth", "MadeKeyView", "Secret", "Proofs");
        assertThat(holders).filteredOn(BearersTest::showsItsBearer).isEmpty();
    }

    @Test
    void areNoticedInTheTextOfARecord() {
        assertThat(holdsABearer(Leaky.class)).isTrue();
        assertThat(showsItsBearer(Leaky.class)).isTrue();
    }

    /// The simulators play vendors, whose secrets are those of tests.
    private static boolean isOfTheHub(JavaClass type) {
        return !type.getPackageName().startsWith(SIMULATORS);
    }

    private static boolean holdsABearer(Class<?> type) {
        return Stream.of(type.getRecordComponents()).anyMatch(BearersTest::isBearer);
    }

    private static boolean isBearer(RecordComponent component) {
        String owner = component.getDeclaringRecord().getName();
        String name = owner.substring(owner.lastIndexOf('.') + 1) + "." + component.getName();
        boolean isText = component.getType() == String.class || component.getType() == byte[].class;
        return isText
                && !HARMLESS.contains(name)
                && (BY_OTHER_NAMES.contains(name) || NAMES.matcher(component.getName()).matches());
    }

    private static boolean showsItsBearer(Class<?> type) {
        return made(type).toString().contains(CANARY);
    }

    private static Object made(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = isBearer(components[i]) ? bearer(types[i]) : any(types[i]);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made of such values", e);
        }
    }

    private static Object bearer(Class<?> type) {
        return type == String.class ? CANARY : CANARY.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Object any(Class<?> type) {
        if (type.isRecord()) {
            return made(type);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return ANY.get(type);
    }
}
