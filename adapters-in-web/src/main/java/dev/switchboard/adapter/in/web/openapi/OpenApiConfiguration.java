package dev.switchboard.adapter.in.web.openapi;

import static dev.switchboard.adapter.in.web.route.Access.OPEN;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.net.URI;
import java.util.function.Supplier;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.ServerBaseUrlCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Describes the API in OpenAPI 3.1. Operations that need no token say so with an empty
/// `@SecurityRequirements`.
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {

    private static final String BEARER = "bearer";
    private static final String ABOUT =
            """
            Registers external channel servers, sends them messages of a session, takes their \
            answers, and shows where any message is. What was acknowledged is delivered, once, in \
            order.

            Ask `POST /v1/authenticate` for a token and put it behind **Authorize**.
            """;

    @Bean
    Routes apiDescriptionRoutes() {
        return Routes.of(
                Route.of("GET", "/v3/api-docs/**", OPEN),
                Route.of("GET", "/v3/api-docs.yaml", OPEN),
                Route.of("GET", "/swagger-ui.html", OPEN),
                Route.of("GET", "/swagger-ui/**", OPEN));
    }

    @Bean
    OpenAPI switchboardApi() {
        return new OpenAPI(SpecVersion.V31)
                .info(about())
                .components(new Components().addSecuritySchemes(BEARER, bearer()))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    GlobalOpenApiCustomizer commonParts() {
        return new CommonParts();
    }

    /// Documents are read and kept by others: what they name is our address, not what some caller
    /// called us.
    @Bean
    ServerBaseUrlCustomizer documentedUrl(Supplier<URI> publicUrl) {
        return (_, _) -> publicUrl.get().toString();
    }

    private static Info about() {
        return new Info()
                .title("Switchboard")
                .version("1")
                .description(ABOUT)
                .license(
                        new License()
                                .name("Apache License 2.0")
                                .url("https://www.apache.org/licenses/LICENSE-2.0"));
    }

    private static SecurityScheme bearer() {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("An access token of this hub or of the configured issuer");
    }
}
