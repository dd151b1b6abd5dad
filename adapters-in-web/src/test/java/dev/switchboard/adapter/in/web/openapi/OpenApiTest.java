package dev.switchboard.adapter.in.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.ReadContext;
import dev.switchboard.adapter.in.web.channel.ChannelWebConfiguration;
import dev.switchboard.adapter.in.web.error.ErrorWebConfiguration;
import dev.switchboard.adapter.in.web.message.MessageWebConfiguration;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.application.port.in.delivery.WatchLanes;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.domain.delivery.DeliveryRule;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class OpenApiTest {

    private static final AtomicInteger MADE = new AtomicInteger();

    private static ReadContext api = JsonPath.parse("{}");

    @BeforeAll
    static void describe() {
        new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                JacksonAutoConfiguration.class,
                                HttpMessageConvertersAutoConfiguration.class,
                                DispatcherServletAutoConfiguration.class,
                                WebMvcAutoConfiguration.class,
                                SpringDocConfiguration.class,
                                SpringDocConfigProperties.class,
                                SpringDocWebMvcConfiguration.class))
                .withUserConfiguration(
                        Address.class,
                        OpenApiConfiguration.class,
                        ErrorWebConfiguration.class,
                        ChannelWebConfiguration.class,
                        MessageWebConfiguration.class)
                .withBean(ManageChannels.class, () -> unused(ManageChannels.class))
                .withBean(WatchLanes.class, () -> unused(WatchLanes.class))
                .withBean(OperateChannels.class, () -> unused(OperateChannels.class))
                .withBean(FollowDeliveries.class, () -> unused(FollowDeliveries.class))
                .withBean(RedriveDeliveries.class, () -> unused(RedriveDeliveries.class))
                .withBean(DeliveryRule.class, () -> DeliveryRule.USUAL)
                .withBean(KeepAudit.class, () -> unused(KeepAudit.class))
                .withBean(SendChannelMessage.class, () -> unused(SendChannelMessage.class))
                .withBean(AcceptChannelCallback.class, () -> unused(AcceptChannelCallback.class))
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(Clock.class, Clock::systemUTC)
                .withBean("count", GlobalOpenApiCustomizer.class, () -> _ -> MADE.incrementAndGet())
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    MockMvc hub = MockMvcBuilders.webAppContextSetup(context).build();
                    api = JsonPath.parse(ask(hub, "/v3/api-docs", "en"));
                    for (int i = 0; i < 10; i++) {
                        assertThat(ask(hub, "/v3/api-docs", "de-x-" + i)).isNotEmpty();
                        assertThat(ask(hub, "/v3/api-docs.yaml", "de-x-" + i)).isNotEmpty();
                    }
                });
    }

    private static String ask(MockMvc hub, String path, String language) throws Exception {
        return hub.perform(get(path).header(HttpHeaders.ACCEPT_LANGUAGE, language))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Configuration(proxyBeanMethods = false)
    static class Address {

        @Bean
        Supplier<URI> publicUrl() {
            return () -> URI.create("https://hub.example");
        }
    }

    @Test
    void isMadeOnceWhateverLanguagesCallersName() {
        assertThat(MADE).hasValue(1);
    }

    @Test
    void namesTheAddressThatOthersReachUsAt() {
        assertThat(api.<List<String>>read("$.servers[*].url"))
                .containsExactly("https://hub.example");
        assertThat(api.<List<String>>read("$.servers[*].description")).containsExactly("This hub");
    }

    /// Making the description calls no port.
    private static <T> T unused(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, _) -> {
                            throw new UnsupportedOperationException(method.getName());
                        }));
    }

    @Test
    void isOpenApi31() {
        assertThat(api.<String>read("$.openapi")).startsWith("3.1");
    }

    @Test
    void letsPeopleAuthorize() {
        assertThat(api.<String>read("$.components.securitySchemes.bearer.scheme"))
                .isEqualTo("bearer");
        assertThat(api.<List<?>>read("$.security")).isNotEmpty();
        assertThat(api.<List<?>>read("$.paths['/webhook-response'].post.security")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/channel, post, 201 400 401 403 409 413 415 500 503",
        "/channel/{channel_id}, get, 200 400 401 403 404 413 415 500 503",
        "/channel/{channel_id}, put, 200 400 401 403 404 412 413 415 500 503",
        "/channel/{channel_id}, delete, 200 400 401 403 404 412 413 415 500 503",
        "/channels, post, 200 400 401 403 413 415 500 503",
        "/channel/message, post, 200 202 400 401 403 409 413 415 429 500 503",
        "/webhook-response, post, 200 400 401 403 404 413 415 500 503",
        "/v1/channels/{channel_id}, get, 200 400 401 403 404 422 503",
        "/v1/channels/{channel_id}/verify, post, 200 400 401 403 404 422 503",
        "/v1/channels/{channel_id}/secrets/rotate, post, 201 400 401 403 404 409 413 415 422 503",
        "/v1/channels/{channel_id}/status, put, 200 400 401 403 404 413 415 422 503",
        "/v1/channels/{channel_id}/stats, get, 200 400 401 403 404 422 503",
        "/v1/channels/{channel_id}/deliveries, get, 200 400 401 403 404 422 503",
        "/v1/channels/{channel_id}/deliveries/redrive, post, 202 400 401 403 404 413 415 422 503",
        "'/v1/channels/{channel_id}/deliveries/{message_id}/redrive', post,"
                + " 202 400 401 403 404 409 422 503",
        "/v1/channel-messages/{message_id}, get, 200 400 401 403 404 422 503"
    })
    void namesEveryStatus(String path, String method, String statuses) {
        Map<String, ?> responses = api.read("$.paths['%s'].%s.responses".formatted(path, method));

        assertThat(responses.keySet()).containsExactlyInAnyOrder(statuses.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "/channel, post, slack-sim",
        "/channels, post, slack",
        "/channel/message, post, 'Hello, Slack!'",
        "/webhook-response, post, Message received and handled"
    })
    void showsTheExamplesOfTheOriginal(String path, String method, String part) {
        Object content =
                api.read(
                        "$.paths['%s'].%s.requestBody.content['application/json']"
                                .formatted(path, method));

        assertThat(content.toString()).contains(part);
    }

    @Test
    void showsNoByteArrays() {
        assertThat(api.jsonString()).doesNotContain("\"byte\"");
    }

    @Test
    void hasNoOtherPaths() {
        Map<String, ?> paths = api.read("$.paths");

        assertThat(paths.keySet()).isEqualTo(expectedPaths());
    }

    private static Set<String> expectedPaths() {
        return Set.of(
                "/channel",
                "/channel/{channel_id}",
                "/channels",
                "/channel/message",
                "/webhook-response",
                "/v1/channels/{channel_id}",
                "/v1/channels/{channel_id}/verify",
                "/v1/channels/{channel_id}/secrets/rotate",
                "/v1/channels/{channel_id}/status",
                "/v1/channels/{channel_id}/stats",
                "/v1/channels",
                "/v1/channels/{channel_id}/deliveries",
                "/v1/channels/{channel_id}/deliveries/redrive",
                "/v1/channels/{channel_id}/deliveries/{message_id}/redrive",
                "/v1/channel-messages/{message_id}");
    }
}
