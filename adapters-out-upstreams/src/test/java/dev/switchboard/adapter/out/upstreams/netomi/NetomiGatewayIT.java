package dev.switchboard.adapter.out.upstreams.netomi;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.EgressRules;
import dev.switchboard.adapter.out.upstreams.http.RealTime;
import dev.switchboard.adapter.out.upstreams.netomi.NetomiProperties.UnknownOutcome;
import dev.switchboard.adapter.out.upstreams.token.KeptTokens;
import dev.switchboard.adapter.out.upstreams.token.TokenKeeper;
import dev.switchboard.adapter.out.upstreams.token.TokenResult;
import dev.switchboard.application.fakes.InMemoryTokenVault;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.upstream.TokenState;
import dev.switchboard.domain.upstream.TokenTrade;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetomiGatewayIT {

    private static final String MINT = "/v1/auth/generate-token";
    private static final String REFRESH = "/v1/auth/refresh-token";
    private static final String PROCESS = "/v1/conversations/process-message";
    private static final String ACCEPTED = "{\"status\":\"accepted\",\"requestId\":\"r1\"}";
    private static final Message MESSAGE =
            new Message(
                    new MessageId("msg_0123456789abcdef0123456789abcdef"),
                    ConversationId.of("netomi", "chat-uuid-here"),
                    1,
                    new Author(Party.USER, "rexy-chat-user"),
                    new Content(NetomiSamples.MESSAGE_DATA),
                    null,
                    null,
                    Instant.parse("2026-01-31T12:00:00Z"));

    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance()
                    .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private final RealTime time = new RealTime();
    private final TokenVault vault = new InMemoryTokenVault();
    private @Nullable EgressClient client;
    private TokenKeeper keeper = keeper(properties(Duration.ofSeconds(20), UnknownOutcome.RETRY));

    private static NetomiProperties properties(Duration timeout, UnknownOutcome unknown) {
        String url = "http://127.0.0.1:" + SERVER.getPort();
        return NetomiSamples.properties(url, url, timeout, unknown);
    }

    private TokenKeeper keeper(NetomiProperties properties) {
        client =
                EgressClient.create(
                        EgressRules.trusting(properties.base()),
                        properties.requestTimeout(),
                        time.runtime());
        TokenFetcher mint = new TokenFetcher(client, new NetomiRequests(properties));
        return new TokenKeeper(
                mint::mint,
                new KeptTokens(vault, "bot", "hub-1"),
                time.clock(),
                time.timer(),
                time.executor());
    }

    private EgressClient client() {
        if (client == null) {
            throw new AssertionError("no client");
        }
        return client;
    }

    @BeforeEach
    void mintTokens() {
        SERVER.stubFor(
                post(urlEqualTo(MINT))
                        .willReturn(
                                okJson("{\"payload\":{\"token\":\"t0\",\"expires_in\":3600}}")));
    }

    @AfterEach
    void stop() throws IOException {
        client().close();
        time.close();
    }

    private void start() {
        keeper.start();
        await().until(() -> keeper.held().isPresent());
    }

    private static void answer(ResponseDefinitionBuilder response) {
        SERVER.stubFor(post(urlEqualTo(PROCESS)).willReturn(response));
    }

    private static void answerTo(String token, ResponseDefinitionBuilder response) {
        SERVER.stubFor(
                post(urlEqualTo(PROCESS))
                        .withHeader("x-auth-token", equalTo(token))
                        .willReturn(response));
    }

    private NetomiGateway gateway(NetomiProperties properties) {
        return new NetomiGateway(
                client(),
                new NetomiRequests(properties),
                new AnswerRules(properties.answerTimeout(), properties.onUnknownOutcome()),
                keeper,
                time.clock());
    }

    private SendOutcome send() {
        return gateway(properties(Duration.ofSeconds(20), UnknownOutcome.RETRY))
                .send(NetomiGateway.BOT, MESSAGE);
    }

    private UpstreamReply called() {
        return called(send());
    }

    private static UpstreamReply called(SendOutcome sent) {
        return switch (sent) {
            case SendOutcome.Called(UpstreamReply reply, _) -> reply;
            case SendOutcome other -> throw new AssertionError(other);
        };
    }

    private static int requests(String path) {
        return SERVER.findAll(postRequestedFor(urlEqualTo(path))).size();
    }

    @Test
    void servesTheBotAndNobodyElse() {
        NetomiGateway gateway = gateway(properties(Duration.ofSeconds(1), UnknownOutcome.RETRY));

        assertThat(gateway.serves(new Target(Target.Kind.BOT, "netomi"))).isTrue();
        assertThat(gateway.serves(new Target(Target.Kind.BOT, "other"))).isFalse();
        assertThat(gateway.serves(Target.LIVE_CLIENTS)).isFalse();
    }

    @Test
    void sendsTheMessageAsItStandsWithSixHeaders() {
        answer(okJson(ACCEPTED));
        start();

        UpstreamReply reply = called();

        assertThat(reply).isEqualTo(new Accepted(200, ACCEPTED, "r1"));
        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo(PROCESS))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withHeader("x-channel", equalTo("CHAT"))
                        .withHeader("x-channel-ref-id", equalTo("ref-1"))
                        .withHeader("x-virtual-agent-id", equalTo("agent-1"))
                        .withHeader("x-integration-channel", equalTo("NETOMI_WEB_WIDGET"))
                        .withHeader("x-auth-token", equalTo("t0"))
                        .withRequestBody(equalTo(NetomiSamples.MESSAGE_DATA)));
        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo(MINT))
                        .withHeader("x-channel", equalTo("CHAT"))
                        .withHeader("x-channel-ref-id", equalTo("ref-1"))
                        .withHeader("x-virtual-agent-id", equalTo("agent-1"))
                        .withoutHeader("x-auth-token"));
    }

    @Test
    void sendsNothingWithoutAToken() {
        SERVER.stubFor(post(urlEqualTo(MINT)).willReturn(aResponse().withStatus(503)));

        SendOutcome sent = send();

        assertThat(sent).isInstanceOf(SendOutcome.NotBefore.class);
        await().until(() -> requests(MINT) == 1);
        assertThat(requests(PROCESS)).isZero();
    }

    @Nested
    class ReadsAnAnswer {

        @BeforeEach
        void haveAToken() {
            start();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "<html>thanks</html>", "{\"half\":"})
        void asTakenWhateverASuccessSays(String body) {
            answer(aResponse().withStatus(202).withBody(body));

            assertThat(called()).isEqualTo(new Accepted(202, null));
        }

        @Test
        void asTakenWithoutAReceiptIfItsIdIsNone() {
            String tooLong = "{\"requestId\":\"" + "r".repeat(201) + "\"}";
            answer(okJson(tooLong));
            assertThat(called()).isEqualTo(new Accepted(200, tooLong, null));

            answer(okJson("{\"requestId\":7}"));
            assertThat(called()).isEqualTo(new Accepted(200, "{\"requestId\":7}", null));
        }

        @ParameterizedTest
        @CsvSource({
            "THROTTLE_ERROR, BUSY",
            "RATE_LIMIT_EXCEED_ERROR, BUSY",
            "CONNECTION_TIMEOUT, SERVER_ERROR",
            "CONNECTION_REFUSED_ERROR, SERVER_ERROR",
            "DOWN_STREAM_SERVICE_ERROR, SERVER_ERROR"
        })
        void asWorthAnotherTryWhereASuccessIsAFailure(String code, Cause cause) {
            answer(
                    okJson("{\"statusCode\":\"FAILED\",\"exceptionCode\":\"%s\"}".formatted(code))
                            .withHeader("Retry-After", "7"));

            assertThat(called()).isEqualTo(new Unavailable(cause, 200, Duration.ofSeconds(7)));
        }

        @Test
        void asRefusedWhereASuccessIsAnyOtherFailure() {
            String body = "{\"statusCode\":\"FAILED\",\"exceptionCode\":\"BAD_INPUT\"}";
            answer(okJson(body));

            assertThat(called()).isEqualTo(new Refused(200, body));
        }

        @ParameterizedTest
        @CsvSource({
            "408, BUSY",
            "425, BUSY",
            "429, BUSY",
            "500, AMBIGUOUS_SERVER_ERROR",
            "502, SERVER_ERROR",
            "503, SERVER_ERROR",
            "504, AMBIGUOUS_SERVER_ERROR"
        })
        void asWorthAnotherTry(int status, Cause cause) {
            answer(aResponse().withStatus(status).withHeader("Retry-After", "9"));

            assertThat(called()).isEqualTo(new Unavailable(cause, status, Duration.ofSeconds(9)));
        }

        @ParameterizedTest
        @ValueSource(ints = {302, 400, 404, 409, 410, 422})
        void asRefused(int status) {
            answer(aResponse().withStatus(status).withHeader("Location", "/elsewhere"));

            assertThat(called()).isEqualTo(new Refused(status, ""));
            assertThat(requests(PROCESS)).isEqualTo(1);
        }

        @Test
        void withoutItsSecrets() {
            answer(
                    aResponse()
                            .withStatus(422)
                            .withHeader("Content-Type", "application/json")
                            .withBody("{\"error\":\"no text in t0 of Bearer abc.def\"}"));

            assertThat(called()).isEqualTo(new Refused(422, "no text in *** of ***"));
        }
    }

    @Nested
    class WithoutAnAnswer {

        private final Duration shortTime = Duration.ofSeconds(1);
        private final Duration longTime = Duration.ofSeconds(30);

        private UpstreamReply sendWithin(Duration timeout, UnknownOutcome unknown) {
            NetomiProperties properties = properties(timeout, unknown);
            keeper = keeper(properties);
            start();
            return called(gateway(properties).send(NetomiGateway.BOT, MESSAGE));
        }

        @Test
        void waitsForTheCallbackOfAMessageThatTimedOut() {
            answer(okJson(ACCEPTED).withFixedDelay(5_000));

            assertThat(sendWithin(shortTime, UnknownOutcome.RETRY))
                    .isEqualTo(new Unavailable(Cause.TIMEOUT, null, Duration.ofSeconds(30)));
        }

        @Test
        void waitsForTheCallbackOfAMessageWhoseConnectionBroke() {
            answer(aResponse().withFault(Fault.EMPTY_RESPONSE));

            assertThat(sendWithin(longTime, UnknownOutcome.RETRY))
                    .isEqualTo(new Unavailable(Cause.BROKEN, null, Duration.ofSeconds(30)));
        }

        @Test
        void waitsForTheCallbackAlsoIfTheOperatorWantsNoRepeat() {
            answer(aResponse().withFault(Fault.EMPTY_RESPONSE));

            assertThat(sendWithin(longTime, UnknownOutcome.PARK))
                    .isEqualTo(new Unavailable(Cause.BROKEN, null, Duration.ofSeconds(30)));
        }

        @Test
        void repeatsTheMessageUnlessTheOperatorWantsThat() {
            start();

            assertThat(gateway(properties(longTime, UnknownOutcome.RETRY)).repeatsUnknown())
                    .isTrue();
            assertThat(gateway(properties(longTime, UnknownOutcome.PARK)).repeatsUnknown())
                    .isFalse();
        }

        @Test
        void asksForAnotherTryWhereNobodyListens() {
            NetomiProperties nowhere =
                    NetomiSamples.properties("http://127.0.0.1:1", "http://127.0.0.1:1");
            start();
            EgressRules rules = EgressRules.trusting(nowhere.base());
            EgressClient other = EgressClient.create(rules, shortTime, time.runtime());
            NetomiGateway gateway =
                    new NetomiGateway(
                            other,
                            new NetomiRequests(nowhere),
                            new AnswerRules(Duration.ofSeconds(30), UnknownOutcome.RETRY),
                            keeper,
                            time.clock());

            assertThat(called(gateway.send(NetomiGateway.BOT, MESSAGE)))
                    .isEqualTo(new Unavailable(Cause.CONNECT, null, null));
        }
    }

    @Nested
    class WhenItsTokenIsRefused {

        @BeforeEach
        void haveAToken() {
            start();
            SERVER.stubFor(post(urlEqualTo(MINT)).willReturn(okJson("{\"token\":\"t1\"}")));
            answerTo("t1", okJson(ACCEPTED));
        }

        @ParameterizedTest
        @ValueSource(ints = {401, 403})
        void mintsOnceAndSendsAgain(int status) {
            answerTo("t0", aResponse().withStatus(status));

            assertThat(called()).isEqualTo(new Accepted(200, ACCEPTED, "r1"));
            assertThat(requests(PROCESS)).isEqualTo(2);
            assertThat(requests(MINT)).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ACCESS_TOKEN_EXPIRED",
                    "UNAUTHORIZED_API_REQUEST",
                    "AUTHENTICATION_FAILED_ERROR",
                    "BAD_CREDENTIAL"
                })
        void understandsASuccessThatIsARefusal(String code) {
            answerTo(
                    "t0",
                    okJson("{\"statusCode\":\"FAILED\",\"exceptionCode\":\"%s\"}".formatted(code)));

            assertThat(called()).isEqualTo(new Accepted(200, ACCEPTED, "r1"));
        }

        @ParameterizedTest
        @CsvSource({"400, Invalid token", "500, Access denied", "422, the token expired"})
        void understandsAFailureByItsText(int status, String text) {
            answerTo("t0", aResponse().withStatus(status).withBody(text));

            assertThat(called()).isEqualTo(new Accepted(200, ACCEPTED, "r1"));
        }

        @Test
        void mintsOnceForTwentyAtATime() {
            answerTo("t0", aResponse().withStatus(401).withFixedDelay(100));

            List<CompletableFuture<SendOutcome>> all =
                    IntStream.range(0, 20)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            NetomiGatewayIT.this::send, time.executor()))
                            .toList();

            assertThat(all)
                    .allSatisfy(sent ->
                            assertThat(called(sent.join()))
                                    .isEqualTo(new Accepted(200, ACCEPTED, "r1")));
            assertThat(requests(MINT)).isEqualTo(2);
        }

        @Test
        void waitsWhereTheNewTokenIsRefusedToo() {
            answer(aResponse().withStatus(401));

            SendOutcome first = send();
            SendOutcome second = send();

            assertThat(List.of(first, second)).allSatisfy(NetomiGatewayIT.this::isFiveMinutesAway);
            assertThat(requests(PROCESS)).isEqualTo(2);
            assertThat(requests(MINT)).isEqualTo(2);
        }

        @Test
        void waitsWhereNoNewTokenCanBeHad() {
            answerTo("t0", aResponse().withStatus(401));
            SERVER.stubFor(
                    post(urlEqualTo(MINT))
                            .willReturn(
                                    aResponse().withStatus(429).withHeader("Retry-After", "60")));

            assertThat(send()).isInstanceOf(SendOutcome.NotBefore.class);
            assertThat(requests(PROCESS)).isEqualTo(1);
        }
    }

    /// A firewall before the bot may refuse a message for its words.
    @Nested
    class WhenOneMessageIsRefused {

        private final Message bad = message(7, "{\"text\":\"<script>\"}");
        private final NetomiGateway gateway =
                gateway(properties(Duration.ofSeconds(20), UnknownOutcome.RETRY));

        private static Message message(int number, String text) {
            return new Message(
                    new MessageId("msg_%032x".formatted(number)),
                    ConversationId.of("netomi", "c" + number),
                    1,
                    new Author(Party.USER, "ana"),
                    new Content(text),
                    null,
                    null,
                    Instant.parse("2026-01-31T12:00:00Z"));
        }

        private SendOutcome send(Message message) {
            return gateway.send(NetomiGateway.BOT, message);
        }

        private SendOutcome sendAnother() {
            return send(message(8, "{\"text\":\"Hola\"}"));
        }

        private void refuse(int status, String text) {
            start();
            SERVER.stubFor(post(urlEqualTo(MINT)).willReturn(okJson("{\"token\":\"t1\"}")));
            answer(okJson(ACCEPTED));
            SERVER.stubFor(
                    post(urlEqualTo(PROCESS))
                            .withRequestBody(containing("script"))
                            .willReturn(aResponse().withStatus(status).withBody(text)));
        }

        @ParameterizedTest
        @CsvSource({"403, no", "400, bad field: my authentication"})
        void refusesItAloneOnceTheBotTookAnother(int status, String text) {
            refuse(status, text);

            assertThat(called(send(bad)))
                    .isEqualTo(new Unavailable(Cause.UNAUTHORIZED, status, null));
            assertThat(called(sendAnother())).isInstanceOf(Accepted.class);
            assertThat(called(send(bad))).isEqualTo(new Refused(status, text));
            assertThat(called(sendAnother())).isInstanceOf(Accepted.class);
            assertThat(requests(MINT)).isEqualTo(2);
            assertThat(keeper.condition()).isEqualTo(TokenKeeper.Condition.HELD);
        }

        @Test
        void letsNobodyWaitThoughManyAreRefused() {
            refuse(403, "no");

            for (int i = 10; i < 20; i++) {
                assertThat(called(send(message(i, "{\"text\":\"<script>\"}"))))
                        .isInstanceOf(Unavailable.class);
            }
            assertThat(called(sendAnother())).isInstanceOf(Accepted.class);
            assertThat(requests(MINT)).isEqualTo(2);
        }

        @Test
        void letsNobodyWaitThoughNoOtherTokenCanBeHad() {
            refuse(403, "no");
            SERVER.stubFor(post(urlEqualTo(MINT)).willReturn(aResponse().withStatus(503)));

            assertThat(called(send(bad))).isInstanceOf(Unavailable.class);
            assertThat(called(sendAnother())).isInstanceOf(Accepted.class);
        }

        @Test
        void triesItAgainWhileNothingShowsThatTheFaultIsItsOwn() {
            refuse(403, "no");
            send(bad);

            assertThat(called(send(bad))).isEqualTo(new Unavailable(Cause.UNAUTHORIZED, 403, null));
        }

        @Test
        void triesItAgainIfTheBotTookAnotherWithANewerToken() {
            start();
            SERVER.stubFor(post(urlEqualTo(MINT)).willReturn(okJson("{\"token\":\"t1\"}")));
            answer(aResponse().withStatus(403));
            send(bad);
            SERVER.stubFor(post(urlEqualTo(MINT)).willReturn(okJson("{\"token\":\"t2\"}")));
            answer(aResponse().withStatus(401));
            SERVER.stubFor(
                    post(urlEqualTo(PROCESS))
                            .withRequestBody(containing("script"))
                            .willReturn(aResponse().withStatus(403).withFixedDelay(1_000)));
            answerTo("t2", okJson(ACCEPTED));

            CompletableFuture<SendOutcome> late =
                    CompletableFuture.supplyAsync(() -> send(bad), time.executor());
            await().until(() -> requests(PROCESS) == 3);

            assertThat(called(sendAnother())).isInstanceOf(Accepted.class);
            assertThat(called(late.join()))
                    .isEqualTo(new Unavailable(Cause.UNAUTHORIZED, 403, null));
            assertThat(called(send(bad))).isInstanceOf(Accepted.class);
        }

        @Test
        void triesItAgainIfTheBotFailed() {
            refuse(503, "authentication service is down");
            send(bad);
            sendAnother();

            assertThat(called(send(bad))).isEqualTo(new Unavailable(Cause.SERVER_ERROR, 503, null));
        }

        @Test
        void letsAllWaitIfItsTokenIsSurelyRefused() {
            refuse(401, "no");

            assertThat(send(bad)).satisfies(NetomiGatewayIT.this::isFiveMinutesAway);
            assertThat(sendAnother()).isInstanceOf(SendOutcome.NotBefore.class);
        }
    }

    private void isFiveMinutesAway(SendOutcome sent) {
        assertThat(sent)
                .isInstanceOfSatisfying(
                        SendOutcome.NotBefore.class,
                        wait ->
                                assertThat(Duration.between(time.clock().instant(), wait.at()))
                                        .isBetween(
                                                Duration.ofSeconds(280), Duration.ofSeconds(300)));
    }

    @Nested
    class Tokens {

        private UpstreamTokens tokens() {
            return new NetomiTokens(
                    client(),
                    new NetomiRequests(properties(Duration.ofSeconds(20), UnknownOutcome.RETRY)),
                    keeper);
        }

        private static void mintAnswers(String body) {
            SERVER.stubFor(post(urlEqualTo(MINT)).willReturn(aResponse().withBody(body)));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"payload\":{\"token\":\"a.b-c\",\"expires_in\":60}} | 60",
                    "{\"token\":\"a.b-c\",\"expiresIn\":\"120\"} | 120",
                    "{\"access_token\":\"a.b-c\",\"expires_in\":999999999} | 82800",
                    "\"a.b-c\" | 82800",
                    "a.b-c | 82800",
                    "{\"token\":\"a.b-c\",\"expires_in\":-5} | 82800",
                    "{\"token\":\"a.b-c\",\"expires_in\":1e99} | 82800"
                })
        void areReadInEveryShape(String body, long seconds) {
            mintAnswers(body);

            TokenResult minting =
                    new TokenFetcher(
                                    client(),
                                    new NetomiRequests(
                                            properties(
                                                    Duration.ofSeconds(20), UnknownOutcome.RETRY)))
                            .mint();

            assertThat(minting)
                    .isEqualTo(
                            new TokenResult.Minted(
                                    new Secret("a.b-c"), Duration.ofSeconds(seconds)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "<html>x</html>", "{}", "null", "{\"token\":7}", "\"a b\""})
        void areNotReadOutOfAnythingElse(String body) {
            mintAnswers(body);

            assertThat(
                            new TokenFetcher(
                                            client(),
                                            new NetomiRequests(
                                                    properties(
                                                            Duration.ofSeconds(20),
                                                            UnknownOutcome.RETRY)))
                                    .mint())
                    .isInstanceOf(TokenResult.Failed.class);
        }

        @Test
        void areShownOnceThereIsOne() {
            assertThat(tokens().state()).isEqualTo(new TokenState.Missing());

            start();

            assertThat(tokens().state())
                    .isInstanceOfSatisfying(
                            TokenState.Held.class,
                            held -> assertThat(held.token()).isEqualTo(new Secret("t0")));
        }

        @Test
        void areShownAsRefused() {
            start();
            answer(aResponse().withStatus(401));

            send();

            assertThat(tokens().state()).isEqualTo(new TokenState.Refused());
        }

        @Test
        void areTradedForRefreshTokens() {
            SERVER.stubFor(post(urlEqualTo(REFRESH)).willReturn(okJson("{\"token\":\"new\"}")));

            assertThat(tokens().refresh(new Secret("a\"b")))
                    .isEqualTo(new TokenTrade.Answered("{\"token\":\"new\"}"));
            SERVER.verify(
                    postRequestedFor(urlEqualTo(REFRESH))
                            .withHeader("x-virtual-agent-id", equalTo("agent-1"))
                            .withRequestBody(equalTo("{\"refreshToken\":\"a\\\"b\"}")));
        }

        @Test
        void tellWhyARefreshFailedWithoutTheToken() {
            SERVER.stubFor(
                    post(urlEqualTo(REFRESH))
                            .willReturn(
                                    aResponse()
                                            .withStatus(400)
                                            .withBody("unknown refresh token canary")));

            assertThat(tokens().refresh(new Secret("canary")))
                    .isEqualTo(new TokenTrade.Failed(400, "unknown refresh token ***"));
        }

        @Test
        void tellThatNobodyAnsweredARefresh() {
            SERVER.stubFor(
                    post(urlEqualTo(REFRESH))
                            .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

            assertThat(tokens().refresh(new Secret("canary")))
                    .isEqualTo(new TokenTrade.Unreachable());
        }
    }
}
