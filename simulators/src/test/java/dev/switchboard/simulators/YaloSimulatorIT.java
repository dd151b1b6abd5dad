package dev.switchboard.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YaloSimulatorIT {

    private static final String ID = "123e4567-e89b-42d3-a456-426614174000";

    private final Http http = new Http();
    private final SimulatorServer simulators = SimulatorServer.start(Clock.systemUTC());

    @AfterEach
    void stop() {
        http.close();
        simulators.close();
    }

    private int send(String path, String body) throws IOException, InterruptedException {
        return http.send("POST", simulators.url().resolve(path), body, "Authorization", "Bearer t")
                .statusCode();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/sim/yalo/api/c/bots/b/messages | {\"id\":\"ID\",\"type\":\"text\",\"userId\":\"1\",\"text\":{\"body\":\"x\"}} | 201",
                "/sim/yalo/api/c/bots/b/messages | {\"id\":\"ID\",\"type\":\"image\",\"userId\":\"1\",\"image\":{\"url\":\"u\",\"caption\":\"\"}} | 201",
                "/sim/yalo/api/c/bots/b/messages | {\"id\":\"short\",\"type\":\"text\",\"userId\":\"1\",\"text\":{\"body\":\"x\"}} | 400",
                "/sim/yalo/api/c/bots/b/messages | {\"id\":\"ID\",\"type\":\"text\",\"userId\":\"1\",\"text\":{\"body\":\"x\"},\"more\":1} | 400",
                "/sim/yalo/api/c/bots/b/messages | {\"messaging_type\":\"RESPONSE\",\"recipient\":{\"id\":\"1\"},\"message\":{\"text\":\"x\"},\"metadata\":\"YALOSOURCE:FIREHOSE\"} | 201",
                "/sim/yalo/api/c/bots/b/healthcheck | {\"phone\":\"1\",\"webhook\":\"w\",\"provider\":\"whatsapp\",\"version\":0} | 201",
                "/sim/yalo/api/c/bots/b/healthcheck | {\"phone\":\"1\"} | 400",
                "/sim/yalo/api/c/bots/b/remove | {\"phone\":\"1\",\"provider\":\"whatsapp\"} | 204",
                "/sim/studio/v1/triggers/s/webhook | {\"userId\":\"1\"} | 200",
                "/sim/studio/v1/triggers/s/webhook | {} | 400",
                "/sim/botrunner/bot/send-to | {\"userId\":\"1\",\"state\":\"s\",\"message\":\"\"} | 200",
                "/sim/botrunner/bot/send-to | {\"userId\":\"1\"} | 400",
                "/sim/meta/v23.0/7/messages | {\"messaging_product\":\"whatsapp\",\"to\":\"1\",\"type\":\"text\",\"text\":{\"body\":\"x\"},\"biz_opaque_callback_data\":\"m\"} | 200",
                "/sim/meta/v23.0/7/messages | {\"recipient\":{\"id\":\"1\"},\"messaging_type\":\"RESPONSE\",\"message\":{\"text\":\"x\"}} | 200",
                "/sim/meta/v23.0/7/messages | {\"recipient\":{\"id\":\"1\"},\"messaging_type\":\"RESPONSE\",\"message\":{\"attachment\":{\"type\":\"image\",\"payload\":{\"url\":\"u\",\"is_reusable\":false}}}} | 200",
                "/sim/meta/v23.0/7/messages | {\"to\":\"1\"} | 400"
            })
    void takesWhatIsDocumentedAndNothingElse(String path, String body, int status)
            throws Exception {
        assertThat(send(path, body.replace("ID", ID))).isEqualTo(status);
    }

    @Test
    void keepsThePicturesOfItsUsers() throws Exception {
        var pictures = simulators.url().resolve("/demo/whatsapp/pictures/");

        String kept = http.send("POST", pictures, "a picture").body();
        String name = kept.replaceAll(".*\"picture\":\"([^\"]*)\".*", "$1");

        var shown = http.send("GET", pictures.resolve(name), "");
        assertThat(shown.body()).isEqualTo("a picture");
        assertThat(shown.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(http.send("GET", pictures.resolve("another"), "").statusCode()).isEqualTo(404);
        assertThat(send("/demo/whatsapp/messages", "{\"phone\":\"../x\",\"id\":\"1\"}"))
                .isEqualTo(400);
        assertThat(
                        send(
                                "/demo/whatsapp/messages",
                                "{\"phone\":\"52155000\",\"id\":\"1\",\"picture\":\"another\"}"))
                .isEqualTo(400);
    }

    @Test
    void hasTheFilesOfYaloForAnybodyAndThoseOfMetaForATokenUntilItsScriptSaysOtherwise()
            throws Exception {
        var file = simulators.url().resolve("/sim/yalo/media/photo.png");
        var found = simulators.url().resolve("/sim/meta/v23.0/media-7");
        var ofMeta = simulators.url().resolve("/sim/meta/media/media-7");

        assertThat(http.send("GET", file, "").headers().firstValue("Content-Type"))
                .contains("image/png");
        assertThat(http.send("GET", found, "").statusCode()).isEqualTo(401);
        assertThat(http.send("GET", ofMeta, "").statusCode()).isEqualTo(401);
        assertThat(http.send("GET", found, "", "Authorization", "Bearer t").body())
                .contains("\"url\":\"" + ofMeta + "\"");
        assertThat(http.send("GET", ofMeta, "", "Authorization", "Bearer t").statusCode())
                .isEqualTo(200);
        http.send("PUT", simulators.url().resolve("/sim/yalo/script"), "[{\"status\":404}]");
        assertThat(http.send("GET", file, "").statusCode()).isEqualTo(404);
    }

    @Test
    void asksForATokenAndFollowsItsScript() throws Exception {
        var url = simulators.url().resolve("/sim/studio/v1/triggers/s/webhook");
        assertThat(http.send("POST", url, "{\"userId\":\"1\"}").statusCode()).isEqualTo(401);

        var script = simulators.url().resolve("/sim/studio/script");
        http.send("PUT", script, "[{\"status\":503,\"retryAfter\":\"7\"}]");

        assertThat(send(url.getPath(), "{\"userId\":\"1\"}")).isEqualTo(503);
        assertThat(send(url.getPath(), "{\"userId\":\"1\"}")).isEqualTo(200);
        assertThat(simulators.upstreams().studio().totalCalls()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "yalo, Authorization, Bearer s-1",
        "meta, X-Hub-Signature-256,"
                + " sha256=e53c23d4b788a3cc2b433c4540f86d55c0a8861b1d33c5e943b2cb7fd9a3fea4"
    })
    void tellsAHubWhatUsersSay(String system, String header, String proof) throws Exception {
        BlockingQueue<List<String>> heard = new LinkedBlockingQueue<>();
        HttpServer hub =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext(
                "/",
                call -> {
                    String body = new String(call.getRequestBody().readAllBytes(), UTF_8);
                    heard.add(List.of(call.getRequestHeaders().getFirst(header), body));
                    call.sendResponseHeaders(200, -1);
                    call.close();
                });
        hub.start();
        try {
            String url = "http://localhost:" + hub.getAddress().getPort() + "/hook";
            String event =
                    "{\"provider\":\"whatsapp\",\"url\":\"%s\",\"secret\":\"s-1\",\"body\":{\"a\":1}}"
                            .formatted(url);

            assertThat(send("/sim/" + system + "/events", event)).isEqualTo(200);

            List<String> call = heard.poll(60, TimeUnit.SECONDS);
            assertThat(call).isNotNull();
            assertThat(call.get(1)).isEqualTo("{\"a\":1}");
            assertThat(call.get(0)).isEqualTo(proof);
        } finally {
            hub.stop(0);
        }
    }
}
