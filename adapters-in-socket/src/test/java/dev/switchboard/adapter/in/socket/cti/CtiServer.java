package dev.switchboard.adapter.in.socket.cti;

import static java.util.Objects.requireNonNull;

import dev.switchboard.adapter.in.socket.identity.FakeStanding;
import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.presence.FakePresence;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.DispatcherServlet;

/// The endpoints on a separate web server, with presence in memory.
final class CtiServer implements AutoCloseable {

    final FakePresence presence;
    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext();

    /// @param settings of `switchboard.cti`
    CtiServer(Map<String, Object> settings) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", settings));
        context.register(Wiring.class);
        context.refresh();
        presence = context.getBean(FakePresence.class);
    }

    URI url(String scheme, String path) {
        return URI.create(
                scheme + "://localhost:" + requireNonNull(context.getWebServer()).getPort() + path);
    }

    int connections() {
        return context.getBean(Connections.class).count();
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(CtiConfiguration.class)
    static class Wiring {

        @Bean
        JettyServletWebServerFactory webServer() {
            return new JettyServletWebServerFactory(0);
        }

        @Bean
        DispatcherServlet dispatcherServlet() {
            return new DispatcherServlet();
        }

        @Bean
        FakePresence presence() {
            return new FakePresence();
        }

        @Bean
        OpenProofs proofs() {
            return new OpenProofs(Phones::proven, new FakeStanding());
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Supplier<URI> publicUrl() {
            return () -> URI.create("https://hub.example.com/");
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        LongSupplier nanoTime() {
            return System::nanoTime;
        }

        @Bean
        ExecutorService workers() {
            return Executors.newVirtualThreadPerTaskExecutor();
        }

        @Bean
        ScheduledExecutorService socketTimer() {
            return Executors.newSingleThreadScheduledExecutor();
        }

        @Bean
        RandomGenerator secureRandom() {
            return new SecureRandom();
        }

        @Bean
        BiFunction<Integer, String, ResponseEntity<byte[]>> problems() {
            return (status, detail) ->
                    ResponseEntity.status(status)
                            .header("Content-Type", "application/problem+json")
                            .body(
                                    "{\"status\":%d,\"detail\":\"%s\"}"
                                            .formatted(status, detail)
                                            .getBytes(StandardCharsets.UTF_8));
        }
    }
}
