package dev.switchboard.adapter.in.web.request;

import dev.switchboard.application.port.out.time.Ids;
import jakarta.servlet.Filter;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// Wires what surrounds every request. [BodyLimitFilter] has its place in the security chain,
/// behind the filter that sets the headers of all answers.
@Configuration(proxyBeanMethods = false)
public class RequestWebConfiguration {

    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter(Ids ids) {
        return ordered(new RequestIdFilter(ids), Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    FilterRegistrationBean<AccessLogFilter> accessLogFilter(Clock clock) {
        return ordered(new AccessLogFilter(clock), Ordered.HIGHEST_PRECEDENCE + 1);
    }

    private static <F extends Filter> FilterRegistrationBean<F> ordered(F filter, int order) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
