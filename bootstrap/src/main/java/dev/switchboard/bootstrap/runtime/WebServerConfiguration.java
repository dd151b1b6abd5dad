package dev.switchboard.bootstrap.runtime;

import org.eclipse.jetty.ee11.servlet.ServletHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is set on the web server that no property sets.
@Configuration(proxyBeanMethods = false)
public class WebServerConfiguration {

    private static final UriCompliance WITH_ENCODED_SLASHES =
            UriCompliance.DEFAULT.with("ENCODED_SLASHES", Violation.AMBIGUOUS_PATH_SEPARATOR);

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> encodedSlashes() {
        return factory -> factory.addServerCustomizers(WebServerConfiguration::passEncodedSlashes);
    }

    /// Ids of conversations may hold a slash, which comes as `%2F`. Jetty would refuse it on every
    /// path; the hub's own firewall does on all but theirs.
    private static void passEncodedSlashes(Server server) {
        for (Connector connector : server.getConnectors()) {
            connector.getConnectionFactories().stream()
                    .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
                    .map(HttpConfiguration.ConnectionFactory.class::cast)
                    .forEach(http ->
                            http.getHttpConfiguration().setUriCompliance(WITH_ENCODED_SLASHES));
        }
        server.getDescendants(ServletHandler.class)
                .forEach(servlets -> servlets.setDecodeAmbiguousURIs(true));
    }
}
