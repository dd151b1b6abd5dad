package dev.switchboard.adapter.in.socket;

import dev.switchboard.adapter.in.socket.cti.CtiConfiguration;
import dev.switchboard.adapter.in.socket.engineio.EngineServer;
import dev.switchboard.adapter.in.socket.gateway.GatewayConfiguration;
import dev.switchboard.adapter.in.socket.identity.IdentityConfiguration;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The socket adapter, on the same port as the web adapter.
@Configuration(proxyBeanMethods = false)
@Import({CtiConfiguration.class, GatewayConfiguration.class, IdentityConfiguration.class})
public class SocketAdapterConfiguration {

    /// Lets the engine handle each request before the servlets do.
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> engineOnTheWebServer(
            EngineServer engine) {
        return factory -> factory.addServerCustomizers(engine::mountOn);
    }
}
