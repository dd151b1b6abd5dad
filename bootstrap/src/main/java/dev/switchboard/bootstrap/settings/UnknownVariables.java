package dev.switchboard.bootstrap.settings;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;

/// Warns of each environment variable that begins with `SWITCHBOARD_` and sets nothing, and of such
/// properties in the [file][SettingsFile]: most are typos, and the hub runs without the intended
/// setting. Also checks inherited variables with their prefix. Runs only once the hub serves
/// requests.
public final class UnknownVariables implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownVariables.class);

    private static final String OURS = "SWITCHBOARD_";

    /// Properties below which the operator chooses names.
    private static final Pattern NAMED =
            Pattern.compile(".*(?:CONNECTIONS|PROVIDERS|SOURCEFLOWS|MESSAGES|STATE)");

    /// The settings of a client, which equal those beside the clients.
    private static final Pattern TENANT =
            Pattern.compile("(SWITCHBOARD_[A-Z0-9]+_)TENANTS_[A-Z0-9]+_(?!CLIENT$|TENANTS_)(.+)");

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        ConfigurableEnvironment environment = event.getApplicationContext().getEnvironment();
        if (variables(environment).isEmpty() && properties(environment).isEmpty()) {
            return;
        }
        try {
            warnings(environment, KnownSettings.read()).forEach(LOG::warn);
        } catch (IOException e) {
            LOG.warn("Misspelt variables were not looked for: {}", e.toString());
        }
    }

    /// @param property other prefixes than the hub's own are not judged
    static boolean isKnown(String property, Set<String> known) {
        return !property.startsWith("switchboard.") || sets(variable(property), known);
    }

    /// Returns all variables that set something.
    static Set<String> known(ConfigurableEnvironment environment, KnownSettings settings) {
        Set<String> known = Variables.of(environment).known();
        settings.settings().keySet().stream().map(UnknownVariables::variable).forEach(known::add);
        return known;
    }

    static List<String> warnings(ConfigurableEnvironment environment, KnownSettings settings) {
        Set<String> known = known(environment, settings);
        Stream<String> variables =
                variables(environment).stream()
                        .filter(variable -> !sets(variable, known))
                        .map(variable -> warning(variable, known));
        Stream<String> properties =
                properties(environment).stream()
                        .filter(property -> !sets(variable(property), known))
                        .map(property -> warning(property, settings.settings().keySet()));
        return Stream.concat(variables, properties).toList();
    }

    private static Set<String> variables(ConfigurableEnvironment environment) {
        Set<String> ours = new TreeSet<>(environment.getSystemEnvironment().keySet());
        ours.removeIf(variable ->
                !variable.startsWith(OURS) && !variable.startsWith(InheritedVariables.PREFIX));
        return ours;
    }

    private static List<String> properties(ConfigurableEnvironment environment) {
        return SettingsFile.names(environment).stream()
                .map(property -> property.replaceAll("\\[\\d+]", ""))
                .filter(property -> property.startsWith("switchboard."))
                .distinct()
                .toList();
    }

    static String warning(String variable, Set<String> known) {
        return !variable.startsWith(InheritedVariables.PREFIX)
                ? "%s sets nothing; the nearest that does is %s"
                        .formatted(variable, nearest(variable, known))
                : variable + " sets nothing here";
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]|\\[", "_").replace("]", "");
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
                .filter(name -> name.startsWith(variable.substring(0, OURS.length())))
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
