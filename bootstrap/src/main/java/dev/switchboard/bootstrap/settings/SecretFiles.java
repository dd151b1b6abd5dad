package dev.switchboard.bootstrap.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// Reads secrets from files, as systemd and containers provide them: a variable `X_FILE` sets the
/// variable `X` to the content of the file it names.
final class SecretFiles {

    static final String SUFFIX = "_FILE";

    private static final String OURS = "SWITCHBOARD_";

    /// The suffix makes the framework treat the source as an environment, with variables as names.
    private static final String SOURCE =
            "secret files-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    private SecretFiles() {}

    /// @throws UnusableSettingException if a file cannot be read, or a variable is set twice
    static void addTo(ConfigurableEnvironment environment) {
        Map<String, Object> variables = environment.getSystemEnvironment();
        Set<String> known = Variables.of(environment).known();
        Map<String, Object> read = new HashMap<>();
        variables.forEach((name, file) -> {
            String variable = name.replaceFirst(SUFFIX + "$", "");
            if (!variable.equals(name)
                    && (variable.startsWith(OURS) || known.contains(variable))
                    && !file.toString().isBlank()) {
                read.put(variable, secret(variables, variable, name, file.toString()));
            }
        });
        if (!read.isEmpty()) {
            environment
                    .getPropertySources()
                    .addAfter(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new SystemEnvironmentPropertySource(SOURCE, read));
        }
    }

    private static String secret(
            Map<String, Object> variables, String variable, String name, String file) {
        if (!variables.getOrDefault(variable, "").toString().isBlank()) {
            throw new UnusableSettingException(
                    "%s and %s are both set:".formatted(variable, name), "set one of them.");
        }
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException | IllegalArgumentException _) {
            throw new UnusableSettingException(
                    "%s=%s cannot be used:".formatted(name, file),
                    "it is a text file that the hub may read.");
        }
    }
}
