package dev.switchboard.adapter.out.upstreams.yalo;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.RealTime;
import dev.switchboard.application.port.out.upstream.UserFiles;
import dev.switchboard.application.port.out.upstream.UserFiles.Described;
import dev.switchboard.application.port.out.upstream.UserFiles.Fetched;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Files of users, from a platform that may misbehave in any way.
class PlatformFilesIT {

    @RegisterExtension
    static final WireMockExtension PEER =
            WireMockExtension.newInstance()
                    .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private final RealTime time = new RealTime();
    private final EgressClient client = time.client(Duration.ofSeconds(30), "127.0.0.1");
    private UserFiles files;

    @BeforeEach
    void configure() {
        String peer = "http://127.0.0.1:" + PEER.getPort();
        Map<String, String> settings =
                Map.of(
                        "switchboard.yalo.client", "acme",
                        "switchboard.yalo.graph-url", peer,
                        "switchboard.yalo.media-max-size", "100B",
                        "switchboard.yalo.providers.whatsapp.meta-token", "meta-token-1");
        YaloProperties yalo =
                new Binder(new MapConfigurationPropertySource(settings))
                        .bindOrCreate("switchboard.yalo", Bindable.of(YaloProperties.class));
        files = new PlatformFiles(yalo.clients(), client, client);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        time.close();
    }

    private static Message said(String json) {
        return new Message(
                new MessageId("msg_0123456789abcdef0123456789abcdef"),
                new ConversationId("yalo:acme:52155"),
                1,
                new Author(Party.USER, "acme:52155"),
                new Content(json),
                null,
                null,
                Instant.parse("2026-11-20T10:00:00Z"));
    }

    private static Message image(String url) {
        return said(
                "{\"type\":\"image\",\"url\":\"%s\",\"mimeType\":\"image/png\"}".formatted(url));
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + PEER.getPort() + path;
    }

    private static void answers(String path, ResponseDefinitionBuilder answer) {
        PEER.stubFor(get(urlEqualTo(path)).willReturn(answer));
    }

    private static String text(Fetched fetched) {
        return switch (fetched) {
            case Fetched.Here(_, var bytes) -> UTF_8.decode(bytes.duplicate()).toString();
            case Fetched.Away _, Fetched.Refused _ -> throw new AssertionError(fetched);
        };
    }

    private static Fetched refused(String why) {
        return new Fetched.Refused(new ParkReason(why));
    }

    @Test
    void areWhatMessagesSayOfThem() {
        assertThat(
                        files.in(
                                said(
                                        "{\"type\":\"document\",\"url\":\"https://a/b\",\"caption\":\"mine\","
                                                + "\"name\":\"../x/o\\u0007rder.pdf\"}")))
                .contains(new Described("document", "order.pdf", "", "mine"));
        assertThat(
                        files.in(
                                said(
                                        "{\"type\":\"voice\",\"mediaId\":\"7\",\"mimeType\":\"audio/ogg; x=y\"}")))
                .contains(new Described("voice", "voice.ogg", "audio/ogg; x=y", ""));
        assertThat(files.in(said("{\"type\":\"text\",\"text\":\"hello\"}"))).isEmpty();
    }

    @Test
    void comeFromTheirAddressWithoutAToken() {
        answers("/file", aResponse().withBody("bytes"));

        assertThat(text(files.fetch(image(at("/file"))))).isEqualTo("bytes");
        assertThat(PEER.findAll(getRequestedFor(anyUrl())))
                .singleElement()
                .satisfies(call -> assertThat(call.getHeader("Authorization")).isNull());
    }

    @Test
    void ofMetaAreAskedForByTheirIdAndFetchedWithTheToken() {
        answers("/v23.0/media-7", aResponse().withBody("{\"url\":\"" + at("/signed") + "\"}"));
        answers("/signed", aResponse().withBody("bytes").withHeader("Content-Type", "audio/ogg"));

        Fetched fetched = files.fetch(said("{\"type\":\"voice\",\"mediaId\":\"media-7\"}"));

        assertThat(text(fetched)).isEqualTo("bytes");
        assertThat(fetched)
                .isInstanceOfSatisfying(
                        Fetched.Here.class,
                        here -> assertThat(here.mimeType()).isEqualTo("audio/ogg"));
        assertThat(PEER.findAll(getRequestedFor(anyUrl())))
                .hasSize(2)
                .allSatisfy(call ->
                        assertThat(call.getHeader("Authorization"))
                                .isEqualTo("Bearer meta-token-1"));
    }

    @Test
    void ofMetaTakeTheTokenNowhereInTheClear() {
        String elsewhere = "http://localhost:" + PEER.getPort() + "/signed";
        answers("/v23.0/media-7", aResponse().withBody("{\"url\":\"" + elsewhere + "\"}"));

        files.fetch(said("{\"type\":\"voice\",\"mediaId\":\"media-7\"}"));

        assertThat(PEER.findAll(getRequestedFor(urlEqualTo("/signed"))))
                .allSatisfy(call -> assertThat(call.getHeader("Authorization")).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../me", "", "a?b"})
    void ofMetaHaveNoIdThatLeadsElsewhere(String id) {
        assertThat(files.fetch(said("{\"type\":\"voice\",\"mediaId\":\"" + id + "\"}")))
                .isEqualTo(refused("not_configured"));
        assertThat(PEER.findAll(getRequestedFor(anyUrl()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/a",
                "http://169.254.169.254/latest",
                "http://[::1]/a",
                "http://167772161/a",
                "file:///etc/passwd",
                "ftp://example.com/a",
                "javascript:alert(1)",
                "https://user@example.com/a"
            })
    void areNotFetchedFromWhereTheHubMayNotCall(String url) {
        assertThat(files.fetch(image(url))).isEqualTo(refused("egress_denied"));
    }

    static Stream<ResponseDefinitionBuilder> tooLarge() {
        return Stream.of(
                aResponse().withBody("x".repeat(101)),
                aResponse().withBody("x".repeat(101)).withChunkedDribbleDelay(3, 30));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void haveALimit(ResponseDefinitionBuilder answer) {
        answers("/file", answer);

        assertThat(files.fetch(image(at("/file")))).isEqualTo(refused("media_too_large"));
    }

    @Test
    void mayBeAsLargeAsTheLimit() {
        answers("/file", aResponse().withBody("x".repeat(100)));

        assertThat(text(files.fetch(image(at("/file"))))).hasSize(100);
    }

    static Stream<ResponseDefinitionBuilder> failures() {
        return Stream.of(
                aResponse().withStatus(404).withBody("gone"),
                aResponse().withStatus(500),
                aResponse().withStatus(204),
                aResponse().withStatus(302).withHeader("Location", "/other"),
                aResponse().withBody(""),
                aResponse().withBody("bytes").withHeader("Content-Encoding", "gzip"),
                aResponse().withFault(Fault.EMPTY_RESPONSE));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void areTriedAgainIfNothingWholeCame(ResponseDefinitionBuilder answer) {
        answers("/file", answer);

        assertThat(files.fetch(image(at("/file")))).isEqualTo(new Fetched.Away());
        assertThat(PEER.findAll(getRequestedFor(urlEqualTo("/other")))).isEmpty();
    }

    static Stream<ResponseDefinitionBuilder> active() {
        return Stream.of(
                aResponse().withBody("x").withHeader("Content-Type", "text/html; charset=utf-8"),
                aResponse().withBody("x").withHeader("Content-Type", "image/svg+xml"),
                aResponse().withBody("\ufeff  <SVG onload='x'>"),
                aResponse().withBody("<!DOCTYPE html>"));
    }

    @ParameterizedTest
    @MethodSource("active")
    void thatABrowserWouldRunArePassedToNobody(ResponseDefinitionBuilder answer) {
        answers("/file", answer);

        assertThat(files.fetch(image(at("/file")))).isEqualTo(refused("media_type_refused"));
    }

    @Test
    void thatAreCalledSoAreNotEvenFetched() {
        Message svg =
                said(
                        "{\"type\":\"image\",\"url\":\"%s\",\"mimeType\":\"image/svg+xml\"}"
                                .formatted(at("/file")));

        assertThat(files.fetch(svg)).isEqualTo(refused("media_type_refused"));
        assertThat(PEER.findAll(getRequestedFor(anyUrl()))).isEmpty();
    }
}
