package dev.switchboard.bootstrap.settings;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The hub's properties, as the build describes them.
///
/// @param settings by the property's name
/// @param types the classes of all groups of properties
record KnownSettings(Map<String, Setting> settings, List<String> types) {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String OURS = "switchboard.";
    private static final String HOUSE = "dev.switchboard.";

    /// @param description a part of a sentence; may be empty
    /// @param usual its default value; empty for none
    record Setting(String description, String usual) {

        static final Setting UNKNOWN = new Setting("", "");
    }

    static KnownSettings read() throws IOException {
        Map<String, Setting> settings = new TreeMap<>();
        List<String> types = new ArrayList<>();
        for (URL file :
                Collections.list(KnownSettings.class.getClassLoader().getResources(METADATA))) {
            try (InputStream text = file.openStream()) {
                JsonNode described = JsonMapper.shared().readTree(text);
                described
                        .path("properties")
                        .forEach(property -> {
                            String name = property.path("name").asString("");
                            if (name.startsWith(OURS)) {
                                settings.putIfAbsent(name, setting(property));
                            }
                        });
                described
                        .path("groups")
                        .valueStream()
                        .map(group -> group.path("type").asString(""))
                        .forEach(types::add);
            }
        }
        return new KnownSettings(settings, types);
    }

    /// Loads the classes that are bound to properties. A start needs the names alone.
    Stream<Class<?>> records() {
        return types.stream().distinct().flatMap(KnownSettings::bound);
    }

    private static Setting setting(JsonNode property) {
        JsonNode usual = property.path("defaultValue");
        return new Setting(
                property.path("description").asString(""),
                usual.isArray()
                        ? String.join(",", usual.valueStream().map(JsonNode::asString).toList())
                        : usual.asString(""));
    }

    /// Other groups are parts of a record that is bound.
    private static Stream<Class<?>> bound(String type) {
        if (!type.startsWith(HOUSE)) {
            return Stream.empty();
        }
        try {
            Class<?> found = ClassUtils.forName(type, KnownSettings.class.getClassLoader());
            return found.isAnnotationPresent(ConfigurationProperties.class)
                    ? Stream.of(found)
                    : Stream.empty();
        } catch (ClassNotFoundException | LinkageError _) {
            return Stream.empty();
        }
    }
}
