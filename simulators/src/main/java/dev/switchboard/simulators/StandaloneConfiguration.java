package dev.switchboard.simulators;

import java.net.InetAddress;
import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.boot.jetty.autoconfigure.JettyVirtualThreadsWebServerFactoryCustomizer;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/// A minimal server for the simulators alone, independent of the rest of the class path. Bound to
/// loopback, because there is no authentication.
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
@Import(SimulatorsConfiguration.class)
class StandaloneConfiguration {

    /// Concurrent requests; a stream of events is a request that lasts as long as a chat.
    private static final int MOST_REQUESTS = 20_000;

    @Bean
    JettyServletWebServerFactory webServer(Port port) {
        JettyServletWebServerFactory factory = new JettyServletWebServerFactory(port.number());
        factory.setAddress(InetAddress.getLoopbackAddress());
        JettyServerProperties properties = new JettyServerProperties();
        properties.getThreads().setMax(MOST_REQUESTS);
        new JettyVirtualThreadsWebServerFactoryCustomizer(properties).customize(factory);
        return factory;
    }

    @Bean
    DispatcherServlet dispatcherServlet() {
        return new DispatcherServlet();
    }

    /// @param number 0 for a free port
    record Port(int number) {}
}
