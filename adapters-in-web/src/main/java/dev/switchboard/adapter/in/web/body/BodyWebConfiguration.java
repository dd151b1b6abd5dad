package dev.switchboard.adapter.in.web.body;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// Bounds the memory for bodies of requests and answers. [BodyLimitFilter] is in the security
/// chain, after the filter that sets the security headers.
@Configuration(proxyBeanMethods = false)
public class BodyWebConfiguration {

    @Bean
    BodyBudget bodyBudget(MeterRegistry registry) {
        return new BodyBudget(Runtime.getRuntime().maxMemory(), registry);
    }

    @Bean
    AnswerBudget answerBudget(MeterRegistry registry) {
        return new AnswerBudget(Runtime.getRuntime().maxMemory(), registry);
    }

    /// Limits the answers to all who read; connections that are upgraded, and softphones, have
    /// bounds of their own. It comes after the filters around every request.
    @Bean
    FilterRegistrationBean<MeteredAnswer.Filter> answerLimit(AnswerBudget budget) {
        FilterRegistrationBean<MeteredAnswer.Filter> registration =
                new FilterRegistrationBean<>(new MeteredAnswer.Filter(budget));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        registration.addUrlPatterns("/api/*", "/v1/*", "/organisation/*");
        return registration;
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
}
