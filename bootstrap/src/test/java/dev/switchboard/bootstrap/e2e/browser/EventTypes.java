package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Holds the types of a protocol's events, which are published for clients, against real events: a
/// member that the types do not have is an error, and so is a missing one.
public final class EventTypes {

    private static final Path TYPES = Path.of("../docs/types");
    private static final Pattern PLACE = Pattern.compile("/heard\\.ts:(\\d+) ");
    private static final int FIRST_LINE = 3;
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]{1,20}");

    /// One event of each shape; most events differ in their values only.
    private final Map<String, String> events = new ConcurrentHashMap<>();

    private final String protocol;

    /// @param protocol the name of its file in `docs/types`
    public EventTypes(String protocol) {
        this.protocol = protocol;
    }

    /// @param type in terms of the file, whose types are in `types`
    public void hear(String type, JsonNode event) {
        events.putIfAbsent(type + shape(event), "%s satisfies %s".formatted(event, type));
    }

    /// The names and kinds of the members, however deep, and words, which may belong to a closed
    /// set.
    private static String shape(JsonNode value) {
        if (value.isObject()) {
            return value.propertyStream()
                    .map(member -> member.getKey() + shape(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value.isArray()) {
            return value.valueStream()
                    .map(EventTypes::shape)
                    .distinct()
                    .collect(Collectors.joining("|", "[", "]"));
        }
        return value.isString() && WORD.matcher(value.stringValue()).matches()
                ? value.stringValue()
                : value.getNodeType().name();
    }

    /// Also plants an event that fits no type, so that nobody need trust a compiler that was not
    /// asked.
    ///
    /// @param directory for the browser's data
    public void assertFit(Path directory) {
        String module = "/%s.d.ts".formatted(protocol);
        String planted = "/planted.ts";
        String imports = "import type * as types from './%s';%n".formatted(protocol);
        List<String> heard = events.values().stream().sorted().toList();
        String list = imports + "export default [\n" + String.join(",\n", heard) + "];\n";
        try {
            Map<String, String> files =
                    Map.of(
                            module,
                            Files.readString(TYPES.resolve(protocol + ".d.ts")),
                            "/heard.ts",
                            list,
                            planted,
                            imports + "export default {} satisfies types.NoSuchEvent;\n");
            assertThat(TypeChecker.errors(directory, files))
                    .extracting(error -> withEvent(error, heard))
                    .singleElement()
                    .asString()
                    .startsWith(planted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withEvent(String error, List<String> heard) {
        Matcher place = PLACE.matcher(error);
        return place.lookingAt()
                ? error + " " + heard.get(Integer.parseInt(place.group(1)) - FIRST_LINE)
                : error;
    }
}
