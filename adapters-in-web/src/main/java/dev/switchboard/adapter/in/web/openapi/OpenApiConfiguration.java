package dev.switchboard.adapter.in.web.openapi;

import static dev.switchboard.adapter.in.web.route.Access.OPEN;

import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.adapter.in.web.request.BodyBudget;
import dev.switchboard.adapter.in.web.request.CallRates;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.presence.OrgId;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.ServerBaseUrlCustomizer;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// Describes the API in OpenAPI 3.1. Operations that need no token say so with an empty
/// `@SecurityRequirements`.
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {

    /// Some thirty times all that the page consists of.
    private static final int PAGES_PER_MINUTE = 300;

    private static final int ALL_PAGES = 300;

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

    /// Before the security chains, for there a request costs most of what it costs.
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
        return new OpenAPI(SpecVersion.V31)
                .info(about())
                .components(new Components().addSecuritySchemes(BEARER, bearer()))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    /// In the place of the library's own.
    @Bean
    ApiDescription openApiResource(
            ObjectFactory<OpenAPIService> api,
            AbstractRequestService requests,
            GenericResponseService responses,
            OperationService operations,
            SpringDocConfigProperties properties,
            SpringDocProviders providers,
            SpringDocCustomizers customizers) {
        return new ApiDescription(
                api, requests, responses, operations, properties, providers, customizers);
    }

    @Bean
    GlobalOpenApiCustomizer commonParts() {
        return new CommonParts();
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
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

    /// Says of all operations what none of them should have to say: headers and parameters are
    /// texts that are not empty unless described otherwise, ids have their form, failures without a
    /// schema have the body of those that have one, and any request that may have wrong fields can
    /// be refused for its form.
    static final class CommonParts implements GlobalOpenApiCustomizer {

        private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,15}");
        private static final Map<String, String> ANY = Map.of("400", "Not readable as a request");
        private static final Map<String, String> WITH_BODY =
                Map.of(
                        "413", "Over 1 MiB",
                        "415", "Not `application/json` in plain UTF-8");

        /// What others name may have any visible characters, but a path takes it as one step.
        private static final Pattern STEP =
                Pattern.compile("[^\\s\\u0000-\\u001f\\u007f-\\u009f/\\\\;%]{1,200}");

        /// What we name has one form wherever it stands in a path.
        private static final Map<String, Pattern> FORMS =
                Map.of(
                        "channel_id", ChannelId.FORM,
                        "message_id", MessageId.FORM,
                        "username", Username.FORM,
                        "org", OrgId.FORM,
                        "user", NUMBER,
                        "group", NUMBER,
                        "queue", NUMBER,
                        "profile", NUMBER,
                        "state", NUMBER);

        @Override
        public void customise(OpenAPI api) {
            api.getPaths()
                    .forEach((path, item) ->
                            item.readOperations().forEach(operation -> complete(path, operation)));
        }

        private static void complete(String path, Operation operation) {
            Stream.ofNullable(operation.getParameters())
                    .flatMap(List::stream)
                    .forEach(CommonParts::type);
            ApiResponses responses = operation.getResponses();
            responses.values().stream()
                    .map(ApiResponse::getHeaders)
                    .flatMap(headers ->
                            Stream.ofNullable(headers).flatMap(all -> all.values().stream()))
                    .forEach(CommonParts::type);
            if (path.startsWith("/v1/") && responses.containsKey("422")) {
                add(ANY, responses);
                if (operation.getRequestBody() != null) {
                    add(WITH_BODY, responses);
                }
            }
            List<ApiResponse> failures =
                    responses.entrySet().stream()
                            .filter(response -> response.getKey().compareTo("400") >= 0)
                            .map(Map.Entry::getValue)
                            .toList();
            failures.stream()
                    .map(ApiResponse::getContent)
                    .filter(CommonParts::hasSchema)
                    .findFirst()
                    .ifPresent(like -> failures.forEach(failure -> complete(failure, like)));
        }

        private static boolean hasSchema(@Nullable Content content) {
            return content != null
                    && content.values().stream().anyMatch(form -> form.getSchema() != null);
        }

        private static void complete(ApiResponse failure, Content like) {
            if (failure.getContent() == null) {
                failure.setContent(new Content());
                like.keySet()
                        .forEach(type -> failure.getContent().addMediaType(type, new MediaType()));
            }
            Schema<?> schema = like.values().iterator().next().getSchema();
            failure.getContent().values().stream()
                    .filter(form -> form.getSchema() == null)
                    .forEach(form -> form.setSchema(schema));
        }

        private static void type(Parameter parameter) {
            if (parameter.getSchema() == null && parameter.getContent() == null) {
                parameter.setSchema(text());
            }
            if ("path".equals(parameter.getIn())) {
                Pattern form = FORMS.getOrDefault(parameter.getName(), STEP);
                parameter.setSchema(text().pattern("^" + form.pattern() + "$"));
            } else if (isPlainText(parameter.getSchema())) {
                parameter.setSchema(text().minLength(1));
            }
        }

        /// Whether nothing else is said of it; parameters may share a schema then.
        private static boolean isPlainText(@Nullable Schema<?> schema) {
            return schema != null
                    && Set.of("string").equals(schema.getTypes())
                    && schema.getEnum() == null
                    && schema.getFormat() == null
                    && schema.getDefault() == null
                    && schema.getExample() == null;
        }

        private static void type(Header header) {
            if (header.getSchema() == null && header.getContent() == null) {
                header.setSchema(text());
            }
        }

        /// In 3.1 a schema has a list of types.
        private static Schema<?> text() {
            Schema<?> text = new Schema<>();
            text.addType("string");
            return text;
        }

        private static void add(Map<String, String> descriptions, ApiResponses responses) {
            descriptions.forEach((status, description) ->
                    responses.putIfAbsent(status, new ApiResponse().description(description)));
        }
    }
}
