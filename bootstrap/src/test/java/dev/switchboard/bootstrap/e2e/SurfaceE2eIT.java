package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The open surface of the hub: its documentation, its health, its figures and nothing else.
@ExtendWith(SharedWorld.class)
class SurfaceE2eIT {

    private final World world;
    private final HubClient management;

    SurfaceE2eIT(World world) {
        this.world = world;
        this.management = HubClient.strangerAt(world.hub.managementUrl());
    }

    @Test
    void documentsEveryRouteItServes() {
        Answer document = world.stranger.get("/v3/api-docs");

        assertThat(document.status()).isEqualTo(200);
        assertThat(document.text("/openapi")).startsWith("3.1");
        assertThat(documented(document.json().path("paths"))).containsAll(served());
        assertThat(served()).contains("POST /channel/message", "POST /webhook-response");
    }

    @Test
    void documentsThemInTheWordsOfTheCodeAndOfTheFilesBesideIt() {
        Answer document = world.stranger.get("/v3/api-docs");

        assertThat(document.text("/paths/~1channel/post/summary")).isEqualTo("Registers a channel");
        assertThat(document.text("/paths/~1channel/post/responses/409/description"))
                .isEqualTo("The id is taken");
    }

    @Test
    void showsItsDocumentationInABrowser() {
        assertThat(world.stranger.get("/swagger-ui.html").status()).isIn(200, 302);
        assertThat(world.stranger.get("/swagger-ui/index.html").body()).contains("swagger-ui");
        assertThat(world.stranger.get("/v3/api-docs/swagger-config").body())
                .contains("\"persistAuthorization\":false")
                .contains("\"docExpansion\":\"none\"")
                .contains("\"filter\":\"true\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz"})
    void tellsAnybodyThatItIsWell(String path) {
        Answer health = world.stranger.get(path);

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json()).isEqualTo(Answer.JSON.readTree("{\"status\":\"UP\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/env", "/actuator/heapdump"})
    void showsNothingOfItsInside(String path) {
        assertThat(world.admin().get(path).status()).isEqualTo(404);
        assertThat(management.get(path).status()).isEqualTo(404);
    }

    /// Even an admin does not see the token.
    @Test
    void tellsNobodyButAdminsHowItsWebhookIsSetUp() {
        assertThat(world.stranger.get("/webhook/info").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "switchboard_accepted_seconds_count",
                "switchboard_attempts_seconds_count",
                "switchboard_store_seconds_count",
                "switchboard_presence_entries_total",
                "logback_events_total{level=\"error\"",
                "switchboard_lanes",
                "switchboard_lanes_age_seconds",
                "switchboard_pending"
            })
    void countsWhatItDoesOnItsManagementPort(String figure) {
        String channel = world.channel();
        world.send(channel, channel, "counted");

        Answer metrics = management.get("/actuator/prometheus");

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.body().lines()).anyMatch(line -> line.startsWith(figure));
        assertThat(world.stranger.get("/actuator/prometheus").status()).isNotEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1%2Fconversations",
                "/v1%2fconversations%2fsession:a",
                "/v1/conversations%2Fsession:a",
                "/v1/%2e%2e/v1/conversations",
                "/v1/./conversations",
                "/v1/x/../conversations",
                "//v1/conversations",
                "/v1//conversations",
                "/v1/conversations/",
                "/v1/conversations;a=b",
                "/v1;a=b/conversations",
                "/V1/conversations",
                "/v1/conversations/..%2Faccounts",
                "/v1/conversations/x%2F..%2F..%2Faccounts",
                "/v1/conversations/%2e%2e%2Faccounts",
                "/api/conversations/..%2Fnetomi",
                "/v1/conversations/session:a%2F%2Fb",
                "/v1/conversations/session:a%2F.%2Fb",
                "/v1/conversations/session:a%5Cb",
                "/v1/conversations/session:a%252Fb",
                "/v1/conversations/session:a%3Bb",
                "/livez%2F..%2Fv1%2Faccounts",
                "/swagger-ui/..%2F..%2Fv1%2Faccounts"
            })
    void knowsNoOtherSpellingOfItsPaths(String path) {
        assertThat(status(world.stranger, path)).isIn(400, 401, 404);
        assertThat(status(world.service(), path)).isIn(400, 403, 404);
        assertThat(status(world.admin(), path)).isIn(400, 404);
    }

    @Test
    void asksForTheRoleBehindAnEncodedSlashToo() {
        String path = "/v1/conversations/session:a%2Fb/messages";

        assertThat(status(world.stranger, path)).isEqualTo(401);
        assertThat(status(world.service(), path)).isEqualTo(403);
        assertThat(status(world.admin(), path)).isEqualTo(404);
    }

    /// Sends exactly this path.
    private int status(HubClient client, String path) {
        return client.at(URI.create(world.hub.url() + path)).status();
    }

    private static Set<String> documented(JsonNode paths) {
        return paths.properties().stream()
                .flatMap(path ->
                        path.getValue().propertyNames().stream()
                                .map(method -> route(method, path.getKey())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The routes that the controllers declare, including forgotten ones.
    private static Set<String> served() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scanner.findCandidateComponents("dev.switchboard.adapter.in").stream()
                .map(found -> String.valueOf(found.getBeanClassName()))
                .map(name -> ClassUtils.resolveClassName(name, null))
                .flatMap(SurfaceE2eIT::routesOf)
                .filter(route -> !route.equals("GET /")) // the way to the document itself
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> routesOf(Class<?> controller) {
        RequestMapping ofClass =
                AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        String prefix = ofClass == null || ofClass.path().length == 0 ? "" : ofClass.path()[0];
        return Stream.of(ReflectionUtils.getUniqueDeclaredMethods(controller))
                .flatMap(method ->
                        Stream.ofNullable(
                                AnnotatedElementUtils.findMergedAnnotation(
                                        method, RequestMapping.class)))
                .flatMap(mapping -> routesOf(prefix, mapping));
    }

    private static Stream<String> routesOf(String prefix, RequestMapping mapping) {
        String[] paths = mapping.path().length == 0 ? new String[] {""} : mapping.path();
        return Stream.of(mapping.method())
                .flatMap(method ->
                        Stream.of(paths).map(path -> route(method.name(), prefix + path)));
    }

    /// The names of placeholders do not matter.
    private static String route(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^}]*}", "{}");
    }
}
