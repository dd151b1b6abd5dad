package dev.switchboard.bootstrap.settings;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Warns of each environment variable that begins with `SWITCHBOARD_` and sets nothing: most are
/// typos, and the hub runs without the intended setting. Also checks inherited variables with their
/// prefix. Runs only once the hub serves requests.
public final class UnknownVariables implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger log = LoggerFactory.getLogger(UnknownVariables.class);

    private static final String OURS = "SWITCHBOARD_";

    /// Properties below which the operator chooses names.
    private static final Pattern NAMED =
            Pattern.compile(".*(?:CONNECTIONS|PROVIDERS|SOURCEFLOWS|MESSAGES|STATE)");

    /// The settings of a client, which equal those beside the clients.
    private static final Pattern TENANT =
            Pattern.compile("(SWITCHBOARD_[A-Z0-9]+_)TENANTS_[A-Z0-9]+_(?!CLIENT$|TENANTS_)(.+)");

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        ConfigurableEnvironment environment = event.getApplicationContext().getEnvironment();
        Set<String> ours = new TreeSet<>(environment.getSystemEnvironment().keySet());
        ours.removeIf(variable ->
                !variable.startsWith(OURS) && !variable.startsWith(InheritedVariables.PREFIX));
        if (ours.isEmpty()) {
            return;
        }
        try {
            Set<String> known = known(environment);
            ours.stream()
                    .filter(variable -> !sets(variable, known))
                    .map(variable -> warning(variable, known))
                    .forEach(log::warn);
        } catch (IOException e) {
            log.warn("Misspelt variables were not looked for: {}", e.toString());
        }
    }

    static String warning(String variable, Set<String> known) {
        return variable.startsWith(OURS)
                ? "%s sets nothing; the nearest that does is %s"
                        .formatted(variable, nearest(variable, known))
                : variable + " sets nothing here";
    }

    private static Set<String> known(ConfigurableEnvironment environment) throws IOException {
        Set<String> known = Variables.of(environment).known();
        for (URL file :
                Collections.list(UnknownVariables.class.getClassLoader().getResources(METADATA))) {
            try (InputStream text = file.openStream()) {
                for (JsonNode property : JsonMapper.shared().readTree(text).path("properties")) {
                    String name = property.path("name").asString("");
                    if (name.startsWith("switchboard.")) {
                        known.add(variable(name));
                    }
                }
            }
        }
        return known;
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /// A list or a map is set by variables with a longer name. Dashes of a name may be omitted.
    static boolean sets(String variable, Set<String> known) {
        if (variable.endsWith(SecretFiles.SUFFIX)) {
            return sets(
                    variable.substring(0, variable.length() - SecretFiles.SUFFIX.length()), known);
        }
        if (variable.startsWith(InheritedVariables.PREFIX)) {
            return known.contains(variable.substring(InheritedVariables.PREFIX.length()));
        }
        Matcher tenant = TENANT.matcher(variable);
        String plain = plain(tenant.matches() ? tenant.group(1) + tenant.group(2) : variable);
        return known.stream()
                .map(UnknownVariables::plain)
                .anyMatch(name ->
                        plain.equals(name)
                                || plain.matches(name + "\\d.*")
                                || (NAMED.matcher(name).matches() && plain.startsWith(name)));
    }

    private static String plain(String variable) {
        return variable.replace("_", "");
    }

    static String nearest(String variable, Set<String> known) {
        return known.stream()
                .filter(name -> name.startsWith(OURS))
                .min(Comparator.comparingInt(name -> distance(variable, name)))
                .orElse("none");
    }

    /// The edit distance of two names.
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
