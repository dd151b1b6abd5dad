package dev.switchboard.bootstrap.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The environment variables of the integration that this hub replaces, so that operators can keep
/// them. They are listed in the [file][VendorFile] `inherited`. Each may begin with [#PREFIX]. The
/// hub's own settings take precedence, wherever they come from.
final class InheritedVariables {

    private static final String SOURCE = "inherited variables";
    private static final VendorFile PACKAGED = new VendorFile("inherited");
    static final String PREFIX = PACKAGED.get("prefix");
    private static final SortedMap<String, Rule> RULES =
            PACKAGED.names().stream()
                    .filter(name -> !name.equals("prefix"))
                    .collect(
                            Collectors.toMap(
                                    name -> name,
                                    name -> Rule.of(PACKAGED.get(name)),
                                    (one, _) -> one,
                                    TreeMap::new));

    private static final String OBJECTS_ALLOWED =
            "it is `key={…}`, a name and a JSON object, separated by semicolons.";
    private static final String TEXTS_ALLOWED = "it is a JSON object of texts.";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ObjectReader FLOW =
            JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /// The forms of a variable's value.
    private enum Form {
        PLAIN,
        EACH,
        TEXTS,
        OBJECTS
    }

    /// @param settings the properties that the variable sets
    private record Rule(Form form, List<String> settings) {

        /// @param line the settings, after the name of a form other than the plain one
        static Rule of(String line) {
            List<String> words = List.of(line.strip().split("\\s+"));
            return Stream.of(Form.values())
                    .filter(form -> form.name().toLowerCase(Locale.ROOT).equals(words.getFirst()))
                    .findFirst()
                    .map(form -> new Rule(form, words.subList(1, words.size())))
                    .orElseGet(() -> new Rule(Form.PLAIN, words));
        }
    }

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    private InheritedVariables() {}

    /// Returns all names, without the prefix.
    static Set<String> names() {
        return RULES.keySet();
    }

    /// Adds the properties that these variables set, with the lowest precedence.
    ///
    /// @throws UnusableSettingException naming the first variable that cannot be read
    static void addTo(ConfigurableEnvironment environment) {
        InheritedVariables read = new InheritedVariables();
        PropertySource<?> given =
                environment
                        .getPropertySources()
                        .get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        if (given != null && given.getSource() instanceof Map<?, ?> all) {
            RULES.forEach((name, rule) -> read.read(name, rule, all));
        }
        environment.getPropertySources().addLast(new Found(read.values, read.variables));
    }

    /// Returns the variable that set each property.
    static Map<String, String> variables(ConfigurableEnvironment environment) {
        return environment.getPropertySources().get(SOURCE) instanceof Found inherited
                ? inherited.variables
                : Map.of();
    }

    private void read(String name, Rule rule, Map<?, ?> all) {
        String variable = all.containsKey(PREFIX + name) ? PREFIX + name : name;
        String value = all.get(variable) instanceof CharSequence text ? text.toString() : "";
        if (value.isBlank()) {
            return;
        }
        String first = rule.settings().getFirst() + ".";
        switch (rule.form()) {
            case PLAIN -> rule.settings().forEach(property -> set(property, value, variable));
            case EACH -> each(rule.settings(), value, variable);
            case TEXTS -> texts(first, value, variable);
            case OBJECTS -> objects(first, value, variable);
        }
    }

    private void set(String property, String value, String variable) {
        values.put(property, value);
        variables.put(property.replaceAll("\\[\\d+]", ""), variable);
    }

    private void each(List<String> properties, String value, String variable) {
        String first = properties.getFirst();
        String prefix = first.substring(0, first.lastIndexOf('.') + 1);
        for (String part : value.split(",", -1)) {
            int colon = part.indexOf(':');
            if (colon > 0) {
                String name = part.substring(0, colon).strip();
                set(prefix + name, part.substring(colon + 1).strip(), variable);
            } else {
                properties.forEach(property -> set(property, part.strip(), variable));
            }
        }
    }

    private void texts(String prefix, String value, String variable) {
        object(value, variable)
                .properties()
                .forEach(text ->
                        set(
                                prefix + text.getKey(),
                                text.getValue().asString("").replace("%s", "{name}"),
                                variable));
    }

    /// `key=<json>;key=<json>`. Only the JSON parser knows where a value ends.
    private void objects(String above, String value, String variable) {
        String rest = value.strip();
        while (!rest.isEmpty()) {
            int equals = rest.indexOf('=');
            if (equals < 1) {
                throw unusable(variable, OBJECTS_ALLOWED);
            }
            String prefix = above + rest.substring(0, equals).strip() + ".";
            rest = flow(prefix, rest.substring(equals + 1), variable);
        }
    }

    /// @return the rest of the text
    private String flow(String prefix, String json, String variable) {
        try (JsonParser parser = FLOW.createParser(json)) {
            if (FLOW.readTree(parser) instanceof ObjectNode flow) {
                members(prefix, flow, variable);
                int end = (int) parser.currentLocation().getCharOffset();
                return json.substring(end).replaceFirst("^[;\\s]+", "");
            }
        } catch (JacksonException _) {
            // its own message could print a secret
        }
        throw unusable(variable, OBJECTS_ALLOWED);
    }

    private void members(String prefix, JsonNode object, String variable) {
        object.properties()
                .forEach(member -> {
                    String property = prefix + dashed(member.getKey());
                    if (member.getValue().isObject()) {
                        members(property + ".", member.getValue(), variable);
                    } else {
                        set(property, member.getValue().asString(""), variable);
                    }
                });
    }

    private static String dashed(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2")
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }

    private static JsonNode object(String json, String variable) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException _) {
            // its own message could print a secret
        }
        throw unusable(variable, TEXTS_ALLOWED);
    }

    private static UnusableSettingException unusable(String variable, String allowed) {
        return new UnusableSettingException(variable + " cannot be used:", allowed);
    }

    /// The properties that these variables set, with the variable of each.
    private static final class Found extends MapPropertySource {

        private final Map<String, String> variables;

        Found(Map<String, Object> values, Map<String, String> variables) {
            super(SOURCE, values);
            this.variables = Map.copyOf(variables);
        }
    }
}
