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

/// The least that serves the simulators alone, untouched by what else is on the class path. Bound
/// to loopback, since nobody asks who calls.
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
@Import(SimulatorsConfiguration.class)
class StandaloneConfiguration {

    /// At a time; streams of events are requests that go on for as long as a chat.
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

    /// @param number 0 for a free one
    record Port(int number) {}
}
