package dev.switchboard.bootstrap.settings;

import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// The hub's real configuration files, read by a process with these environment variables.
final class HubProcess {

    private static final String VARIABLES =
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    private HubProcess() {}

    static ConfigurableEnvironment with(Map<String, String> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        sources.replace(
                VARIABLES, new SystemEnvironmentPropertySource(VARIABLES, Map.copyOf(variables)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        InheritedVariables.addTo(environment);
        TenantDefaults.addTo(environment);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }
}
