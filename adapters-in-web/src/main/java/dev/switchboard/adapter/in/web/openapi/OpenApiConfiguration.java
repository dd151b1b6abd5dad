package dev.switchboard.adapter.in.web.openapi;

import static dev.switchboard.adapter.in.web.route.Access.OPEN;

import dev.switchboard.adapter.in.web.body.BodyBudget;
import dev.switchboard.adapter.in.web.error.ErrorForms;
import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.adapter.in.web.request.CallRates;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.servers.Server;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/// Describes the API in OpenAPI 3.1 from three sources: the controllers with their records, the
/// comments of both, and `openapi/*.yaml` for the rest.
@Configuration(proxyBeanMethods = false)
@Import({ApiDescription.class, CommentedCode.class})
public class OpenApiConfiguration {

    /// About thirty times the number of files of the page.
    private static final int PAGES_PER_MINUTE = 300;

    private static final int ALL_PAGES = 300;

    @Bean
    Routes apiDescriptionRoutes() {
        return Routes.of(
                Route.of("GET", "/v3/api-docs/**", OPEN),
                Route.of("GET", "/v3/api-docs.yaml", OPEN),
                Route.of("GET", "/swagger-ui.html", OPEN),
                Route.of("GET", "/swagger-ui/**", OPEN));
    }

    /// Before the security chains, which account for most of a request's cost.
    @Bean
    FilterRegistrationBean<PageRates> pageRates(
            ErrorResponder responder, MeterRegistry registry, Clock clock) {
        FilterRegistrationBean<PageRates> registration =
                new FilterRegistrationBean<>(
                        new PageRates(
                                new CallRates(PAGES_PER_MINUTE, clock),
                                new CallRates(ALL_PAGES, Duration.ofSeconds(10), 1, clock),
                                responder,
                                BodyBudget.shed(registry, "pages")));
        registration.addUrlPatterns(
                "/v3/api-docs", "/v3/api-docs/*", "/v3/api-docs.yaml", "/swagger-ui/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return registration;
    }

    @Bean
    OpenAPI switchboardApi() {
        return new OpenAPI(SpecVersion.V31).components(new Components());
    }

    @Bean
    GlobalOperationCustomizer describedOperations(CommentedCode comments) {
        return comments::describe;
    }

    @Bean
    RecordSchemas recordSchemas(CommentedCode comments) {
        return new RecordSchemas(comments);
    }

    /// The files are read at the first request for the description. Documents are kept and read by
    /// others, so they contain the hub's public address and not the one that a caller used.
    @Bean
    GlobalOpenApiCustomizer completeDescription(
            RecordSchemas records, List<Routes> routes, ErrorForms forms, Supplier<URI> publicUrl) {
        return api -> {
            WrittenParts.read(routes, forms).addTo(api);
            CommonParts.completeAll(api);
            records.settle(api);
            Server hub = new Server().url(publicUrl.get().toString()).description("This hub");
            api.setServers(List.of(hub));
        };
    }
}
