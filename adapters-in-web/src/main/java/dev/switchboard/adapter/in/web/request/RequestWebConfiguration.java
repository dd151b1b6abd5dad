package dev.switchboard.adapter.in.web.request;

import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.out.time.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/// Wires what surrounds every request. [BodyLimitFilter] has its place in the security chain,
/// behind the filter that sets the headers of all answers.
@Configuration(proxyBeanMethods = false)
public class RequestWebConfiguration {

    private static final Duration LONG_ENOUGH = Duration.ofMillis(500);
    private static final Duration TO_WAIT_FOR_A_TURN = Duration.ofSeconds(10);

    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter(Ids ids) {
        return ordered(new RequestIdFilter(ids), Ordered.HIGHEST_PRECEDENCE);
    }

    /// With traces, the framework observes requests, and measures them as it does.
    @Bean
    FilterRegistrationBean<RequestWatch> requestWatch(
            ObjectProvider<MeterRegistry> registry,
            ObjectProvider<KnownRoutes> routes,
            Environment environment,
            Clock clock) {
        boolean observed =
                environment.getProperty("management.tracing.export.enabled", Boolean.class, false);
        RequestFigures figures = observed ? null : new RequestFigures(registry.getObject());
        return ordered(
                new RequestWatch(figures, routes::getObject, clock),
                Ordered.HIGHEST_PRECEDENCE + 1);
    }

    @Bean
    KnownAddresses knownAddresses(Clock clock) {
        return new KnownAddresses(clock);
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> strangersLine(
            KnownAddresses known, MeterRegistry registry, LongSupplier nanoTime) {
        StrangersTurns turns =
                new StrangersTurns(
                        2 * Runtime.getRuntime().availableProcessors(),
                        LONG_ENOUGH,
                        TO_WAIT_FOR_A_TURN,
                        nanoTime);
        StrangersLine line = new StrangersLine(known, turns, BodyBudget.shed(registry, "turn"));
        return factory -> factory.addServerCustomizers(line::putBefore);
    }

    @Bean
    BodyBudget bodyBudget(MeterRegistry registry) {
        return new BodyBudget(Runtime.getRuntime().maxMemory(), registry);
    }

    @Bean
    EndUsers endUsers(RecogniseBrowsers browsers, Clock clock) {
        return new EndUsers(browsers, clock);
    }

    private static <F extends Filter> FilterRegistrationBean<F> ordered(F filter, int order) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
