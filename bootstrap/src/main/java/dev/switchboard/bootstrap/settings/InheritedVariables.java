package dev.switchboard.bootstrap.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

/// The variables of the integration whose place this hub takes, so that its operators bring theirs
/// along. Each may begin with [#PREFIX]; a setting of ours goes before it, however it is made.
final class InheritedVariables {

    static final String PREFIX = "SALESFORCE-INTEGRATION_";

    private static final String SOURCE = "inherited variables";
    private static final String YALO = "switchboard.yalo.";
    private static final String DESK = "switchboard.salesforce.";
    private static final String WHATSAPP = YALO + "providers.whatsapp.";
    private static final String FACEBOOK = YALO + "providers.facebook.";

    private static final String TEMPLATES = "MESSAGES";
    private static final String FLOWS = "SFC_SOURCE_FLOW_BOT";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ObjectReader FLOW =
            JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /// What each sets, as it is.
    private static final Map<String, List<String>> PLAIN =
            Map.ofEntries(
                    Map.entry("CLIENT", List.of(YALO + "client")),
                    Map.entry("YALO_USERNAME", List.of(YALO + "username")),
                    Map.entry("YALO_PASSWORD", List.of(YALO + "password")),
                    Map.entry("SALESFORCE_USERNAME", List.of(YALO + "salesforce-username")),
                    Map.entry("SALESFORCE_PASSWORD", List.of(YALO + "salesforce-password")),
                    Map.entry("STUDIO_NG_URL", List.of(YALO + "studio-url")),
                    Map.entry("STUDIO_NG_TOKEN", List.of(YALO + "studio-token")),
                    Map.entry("BOTRUNNER_URL", List.of(YALO + "botrunner-url")),
                    Map.entry("BOTRUNNER_TOKEN", List.of(YALO + "botrunner-token")),
                    Map.entry("IGNORE_MESSAGE_TYPES", List.of(YALO + "ignore-types")),
                    Map.entry("KEYWORDS_RESTART", List.of(YALO + "restart-keywords")),
                    Map.entry("TIMEZONE", List.of(YALO + "timezone")),
                    Map.entry("SFC_SOURCE_FLOW_FIELD", List.of(YALO + "source-flow-field")),
                    Map.entry("SFC_CODE_PHONE_REMOVE", List.of(YALO + "phone-prefixes-remove")),
                    Map.entry("SFC_BASE_URL", List.of(DESK + "base-url")),
                    Map.entry("SFC_LOGIN_URL", List.of(DESK + "login-url")),
                    Map.entry("SFC_CLIENT_ID", List.of(DESK + "client-id")),
                    Map.entry("SFC_CLIENT_SECRET", List.of(DESK + "client-secret")),
                    Map.entry("SFC_API_VERSION", List.of(DESK + "api-version")),
                    Map.entry("SFC_ORGANIZATION_ID", List.of(DESK + "org-id")),
                    Map.entry("SFC_RECORD_TYPE_ID", List.of(DESK + "record-type-id")),
                    Map.entry(
                            "SFC_ACCOUNT_RECORD_TYPE_ID", List.of(DESK + "account-record-type-id")),
                    Map.entry(
                            "SFC_DEFAULT_BIRTH_DATE_ACCOUNT", List.of(DESK + "default-birth-date")),
                    Map.entry("SFC_CUSTOM_FIELDS_CASE", List.of(DESK + "case-fields")),
                    Map.entry("SFC_CUSTOM_FIELDS_CONTACT", List.of(DESK + "contact-fields")),
                    Map.entry("SFC_CUSTOM_FIELDS_ACCOUNT", List.of(DESK + "account-fields")),
                    Map.entry(
                            "SFC_CUSTOM_FIELDS_TO_SEARCH_CONTACT",
                            List.of(DESK + "contact-search-fields")),
                    Map.entry("SFC_BLOCKED_CHAT_FIELD", List.of(DESK + "blocked-field")),
                    Map.entry("WEBHOOK_BASE_URL", List.of(YALO + "webhook-base-url")),
                    Map.entry("INTEGRATIONS_BASE_URL", List.of(YALO + "integrations-url")),
                    Map.entry(
                            "INTEGRATIONS_SIGNATURE",
                            List.of(
                                    WHATSAPP + "webhook-secrets[0]",
                                    FACEBOOK + "webhook-secrets[0]")),
                    Map.entry("INTEGRATIONS_WA_CHANNEL", List.of(WHATSAPP + "channel")),
                    Map.entry("INTEGRATIONS_WA_BOT_ID", List.of(WHATSAPP + "bot-id")),
                    Map.entry("INTEGRATIONS_WA_BOT_JWT", List.of(WHATSAPP + "bot-token")),
                    Map.entry("INTEGRATIONS_WA_BOT_PHONE", List.of(WHATSAPP + "phone")),
                    Map.entry("INTEGRATIONS_FB_CHANNEL", List.of(FACEBOOK + "channel")),
                    Map.entry("INTEGRATIONS_FB_BOT_ID", List.of(FACEBOOK + "bot-id")),
                    Map.entry("INTEGRATIONS_FB_BOT_JWT", List.of(FACEBOOK + "bot-token")),
                    Map.entry("INTEGRATIONS_FB_BOT_PHONE", List.of(FACEBOOK + "phone")));

    /// Those with one value per platform: `whatsapp:one,facebook:other`, or one for both.
    private static final Map<String, String> STATES =
            Map.of(
                    "BLOCKED_USER_STATE", YALO + "blocked-state.",
                    "TIMEOUT_STATE", YALO + "timeout-state.",
                    "SUCCESS_STATE", YALO + "success-state.");

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    private InheritedVariables() {}

    /// All there are, without the prefix.
    static Set<String> names() {
        Set<String> names = new TreeSet<>(PLAIN.keySet());
        names.addAll(STATES.keySet());
        names.addAll(Set.of(TEMPLATES, FLOWS));
        return names;
    }

    /// Lets them set what they set, behind all else.
    ///
    /// @throws UnusableSettingException naming the first one that cannot be read
    static void addTo(ConfigurableEnvironment environment) {
        InheritedVariables read = new InheritedVariables();
        PropertySource<?> given =
                environment
                        .getPropertySources()
                        .get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        if (given != null && given.getSource() instanceof Map<?, ?> all) {
            names().forEach(name -> read.read(name, all));
        }
        environment.getPropertySources().addLast(new Found(read.values, read.variables));
    }

    /// By property, the variable that set it.
    static Map<String, String> variables(ConfigurableEnvironment environment) {
        return environment.getPropertySources().get(SOURCE) instanceof Found inherited
                ? inherited.variables
                : Map.of();
    }

    private void read(String name, Map<?, ?> all) {
        String variable = all.containsKey(PREFIX + name) ? PREFIX + name : name;
        String value = all.get(variable) instanceof CharSequence text ? text.toString() : "";
        if (value.isBlank()) {
            return;
        }
        PLAIN.getOrDefault(name, List.of()).forEach(property -> set(property, value, variable));
        if (STATES.containsKey(name)) {
            states(STATES.getOrDefault(name, ""), value, variable);
        } else if (name.equals(TEMPLATES)) {
            object(value, variable)
                    .properties()
                    .forEach(text ->
                            set(
                                    YALO + "messages." + text.getKey(),
                                    text.getValue().asString("").replace("%s", "{name}"),
                                    variable));
        } else if (name.equals(FLOWS)) {
            flows(value, variable);
        }
    }

    private void set(String property, String value, String variable) {
        values.put(property, value);
        variables.put(property.replaceAll("\\[\\d+]", ""), variable);
    }

    private void states(String prefix, String value, String variable) {
        for (String state : value.split(",", -1)) {
            int colon = state.indexOf(':');
            if (colon > 0) {
                String platform = state.substring(0, colon).strip();
                set(prefix + platform, state.substring(colon + 1).strip(), variable);
            } else {
                set(prefix + "whatsapp", state.strip(), variable);
                set(prefix + "facebook", state.strip(), variable);
            }
        }
    }

    /// `key=<json>;key=<json>`. Only who reads the JSON knows where it ends.
    private void flows(String value, String variable) {
        String rest = value.strip();
        while (!rest.isEmpty()) {
            int equals = rest.indexOf('=');
            if (equals < 1) {
                throw unusable(variable);
            }
            String prefix = YALO + "source-flows." + rest.substring(0, equals).strip() + ".";
            rest = flow(prefix, rest.substring(equals + 1), variable);
        }
    }

    /// @return what is behind it
    private String flow(String prefix, String json, String variable) {
        try (JsonParser parser = FLOW.createParser(json)) {
            if (FLOW.readTree(parser) instanceof ObjectNode flow) {
                members(prefix, flow, variable);
                int end = (int) parser.currentLocation().getCharOffset();
                return json.substring(end).replaceFirst("^[;\\s]+", "");
            }
        } catch (JacksonException _) {
            // its own words would print what may be secret
        }
        throw unusable(variable);
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
            // its own words would print what may be secret
        }
        throw unusable(variable);
    }

    private static UnusableSettingException unusable(String variable) {
        String allowed =
                variable.endsWith(FLOWS)
                        ? "it is `key={…}`, a name and a JSON object, separated by semicolons."
                        : "it is a JSON object of texts.";
        return new UnusableSettingException(variable + " cannot be used:", allowed);
    }

    /// What they set, and which set what.
    private static final class Found extends MapPropertySource {

        private final Map<String, String> variables;

        Found(Map<String, Object> values, Map<String, String> variables) {
            super(SOURCE, values);
            this.variables = Map.copyOf(variables);
        }
    }
}
