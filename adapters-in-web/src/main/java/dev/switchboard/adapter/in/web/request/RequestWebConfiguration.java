package dev.switchboard.adapter.in.web.request;

import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.network.Network;
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

/// Sets up the filters around every request.
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

    private static <F extends Filter> FilterRegistrationBean<F> ordered(F filter, int order) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
