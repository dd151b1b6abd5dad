package dev.switchboard.adapter.in.web.request;

import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.network.Network;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/// Sets up the filters around every request. [BodyLimitFilter] is in the security chain, after the
/// filter that sets the security headers.
@Configuration(proxyBeanMethods = false)
@Import({KnownAddresses.class, EndUsers.class})
public class RequestWebConfiguration {

    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter(Ids ids) {
        return ordered(new RequestIdFilter(ids), Ordered.HIGHEST_PRECEDENCE);
    }

    /// With tracing, the framework observes requests and measures them itself.
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

    /// Returns the network of an address, unless a caller there is known.
    @Bean
    Function<String, Optional<String>> strangersNetworks(KnownAddresses known) {
        return address ->
                known.contain(address) ? Optional.empty() : Optional.of(Network.nameOf(address));
    }

    /// Counts requests of strangers that got no turn.
    @Bean
    Counter shedTurns(MeterRegistry registry) {
        return BodyBudget.shed(registry, "turn");
    }

    /// Counts connections of strangers above the limit.
    @Bean
    Counter refusedConnections(MeterRegistry registry) {
        return BodyBudget.shed(registry, "connections");
    }

    @Bean
    BodyBudget bodyBudget(MeterRegistry registry) {
        return new BodyBudget(Runtime.getRuntime().maxMemory(), registry);
    }

    /// Limits the answers to all who read; connections that are upgraded, and softphones, have
    /// bounds of their own.
    @Bean
    FilterRegistrationBean<MeteredAnswer.Filter> answerLimit(AnswerBudget budget) {
        FilterRegistrationBean<MeteredAnswer.Filter> registration =
                ordered(new MeteredAnswer.Filter(budget), Ordered.HIGHEST_PRECEDENCE + 2);
        registration.addUrlPatterns("/api/*", "/v1/*", "/organisation/*");
        return registration;
    }

    @Bean
    AnswerBudget answerBudget(MeterRegistry registry) {
        return new AnswerBudget(Runtime.getRuntime().maxMemory(), registry);
    }

    private static <F extends Filter> FilterRegistrationBean<F> ordered(F filter, int order) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
