package dev.switchboard.adapter.in.web.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.fakes.FakeMedia;
import dev.switchboard.adapter.in.web.fakes.FakeTenants;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.adapter.in.web.identity.token.ClientTokens;
import dev.switchboard.adapter.in.web.request.CallRates;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.in.media.ServeMedia.Opened;
import dev.switchboard.domain.identity.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockPart;

@WebTest
class MediaControllerTest {

    private static final String FORM = "multipart/form-data; boundary=b-1";
    private static final int MIB = 1024 * 1024;
    private static final String PATH = "/v1/media/" + FakeMedia.FILE;

    private final Hub hub;
    private final FakeMedia media;
    private final ClientTokens tokens;

    MediaControllerTest(Hub hub, FakeMedia media, ClientTokens tokens) {
        this.hub = hub;
        this.media = media;
        this.tokens = tokens;
    }

    @AfterEach
    void reset() {
        media.reset();
    }

    private static byte[] form(String type, byte[] bytes) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(
                ("--b-1\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n"
                                + "--b-1\r\nContent-Disposition: form-data; name=\"file\";"
                                + " filename=\"f\u00f3to.png\"\r\nContent-Type: "
                                + type
                                + "\r\n\r\n")
                        .getBytes(UTF_8));
        form.writeBytes(bytes);
        form.writeBytes("\r\n--b-1--\r\n".getBytes(UTF_8));
        return form.toByteArray();
    }

    private HttpResponse<String> send(String type, BodyPublisher body, Role... roles) {
        var request = hub.request("/v1/media").POST(body).header("Content-Type", type);
        return hub.send(
                roles.length == 0
                        ? request
                        : request.header("Authorization", "Bearer " + hub.token(roles)));
    }

    private HttpResponse<String> send(byte[] form) {
        return send(FORM, BodyPublishers.ofByteArray(form), Role.AGENT);
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @Nested
    class Keeping {

        @Test
        void answersWhatGoesIntoAMessage() {
            HttpResponse<String> answer = send(form("image/png", "bytes".getBytes(UTF_8)));

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"mediaId\":\"%s\",\"name\":\"f\u00f3to.png\",\"mimeType\":\"image/png\",\"size\":5}"
                                    .formatted(FakeMedia.FILE));
            assertThat(media.kept).isEqualTo("bytes".getBytes(UTF_8));
        }

        private static CallRates plenty() {
            return new CallRates(1000, new MutableClock());
        }

        @Test
        void takesSoManyBytesADayOfEachAgent() {
            MutableClock clock = new MutableClock();
            CallRates twoKib = new CallRates(2, Duration.ofDays(1), 10, clock);
            MediaController controller =
                    new MediaController(media, new FakeTenants(), plenty(), twoKib);
            controller.uploadMedia(upload("ada"));
            controller.uploadMedia(upload("ada"));
            media.reset();

            assertThatThrownBy(() -> controller.uploadMedia(upload("ada")))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> {
                                assertThat(e.problem().code())
                                        .isEqualTo(ProblemCode.TOO_MANY_REQUESTS);
                                assertThat(e.problem().headers())
                                        .containsEntry("Retry-After", "43200");
                            });
            assertThat(media.kept).isEmpty();
            assertThat(controller.uploadMedia(upload("bea")).size()).isEqualTo(5);
            clock.advance(Duration.ofHours(12));
            assertThat(controller.uploadMedia(upload("ada")).size()).isEqualTo(5);
        }

        @Test
        void takesSoManyAMinuteOfEachAgent() {
            CallRates one = new CallRates(1, new MutableClock());
            MediaController controller =
                    new MediaController(media, new FakeTenants(), one, plenty());

            assertThat(controller.uploadMedia(upload("ada")).size()).isEqualTo(5);
            assertThatThrownBy(() -> controller.uploadMedia(upload("ada")))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e ->
                                    assertThat(e.problem().code())
                                            .isEqualTo(ProblemCode.TOO_MANY_REQUESTS));
            assertThat(controller.uploadMedia(upload("ben")).size()).isEqualTo(5);
        }

        private static MockHttpServletRequest upload(String agent) {
            MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/media");
            request.setContentType(FORM);
            request.setRemoteUser(agent);
            MockPart file = new MockPart("file", "a.png", "bytes".getBytes(UTF_8));
            file.getHeaders().setContentType(MediaType.IMAGE_PNG);
            request.addPart(file);
            return request;
        }

        /// The only body that may have more than 1 MiB.
        @Test
        void takesFilesUpToTheirOwnLimit() {
            byte[] whole = new byte[2 * MIB];
            Arrays.fill(whole, (byte) 7);

            assertThat(send(form("image/png", whole)).statusCode()).isEqualTo(201);
            assertThat(media.kept).isEqualTo(whole);
            assertProblem(send(form("image/png", new byte[2 * MIB + 1])), 413);
            assertProblem(send(form("image/png", new byte[3 * MIB])), 413);
        }

        @Test
        void takesFormsThatDoNotSayHowLongTheyAre() {
            byte[] form = form("image/png", new byte[MIB + 1]);
            BodyPublisher chunks =
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form));

            assertThat(send(FORM, chunks, Role.AGENT).statusCode()).isEqualTo(201);
            assertThat(media.kept).hasSize(MIB + 1);
        }

        @Test
        void isForAgents() {
            BodyPublisher form =
                    BodyPublishers.ofByteArray(form("image/png", "bytes".getBytes(UTF_8)));

            assertProblem(send(FORM, form), 401);
            assertProblem(send(FORM, form, Role.YALO), 403);
            assertThat(media.kept).isEmpty();
        }

        @Test
        void refusesWhatIsNoFileToPassOn() {
            assertProblem(send(form("image/png", new byte[0])), 422);
            assertProblem(send(form("text/html", "x".getBytes(UTF_8))), 422);
            assertProblem(send("--b-1--\r\n".getBytes(UTF_8)), 422);
            assertProblem(send("application/json", BodyPublishers.ofString("{}"), Role.AGENT), 415);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "--b-1\r\n", "nonsense", "--b-1\r\nContent-Disposition: x\r\n\r\n"})
        void refusesAFormThatBreaksOff(String form) {
            HttpResponse<String> answer = send(form.getBytes(UTF_8));

            assertProblem(answer, 400);
            assertThat(answer.headers().firstValue("Connection")).contains("close");
        }

        @Test
        void leavesTheLimitOfOtherBodiesAlone() {
            String large = "{\"x\":\"" + "x".repeat(MIB) + "\"}";

            assertThat(hub.post("/v1/chats/connect", large, Role.YALO).statusCode()).isEqualTo(413);
        }
    }

    @Nested
    class Getting {

        private HttpResponse<String> linked(String query) {
            return hub.send(hub.request(PATH + query));
        }

        @Test
        void givesAnAttachmentToWhoeverHasALink() {
            media.there =
                    new Opened.Here(
                            "f\u00f3to.png", "image/png", ByteBuffer.wrap("b".getBytes(UTF_8)));

            HttpResponse<String> answer = linked("?exp=1700000000&sig=good");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("b");
            assertThat(answer.headers().map())
                    .hasEntrySatisfying(
                            "content-disposition",
                            it -> assertThat(it.getFirst()).startsWith("attachment;"))
                    .hasEntrySatisfying(
                            "x-content-type-options", it -> assertThat(it).containsOnly("nosniff"))
                    .hasEntrySatisfying(
                            "content-type", it -> assertThat(it).containsExactly("image/png"))
                    .hasEntrySatisfying(
                            "cache-control", it -> assertThat(it).containsExactly("no-store"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "?exp=1700000000&sig=bad",
                    "?exp=1700000001&sig=good",
                    "?sig=good",
                    "?exp=x&sig=good",
                    "?exp=99999999999999999999&sig=good",
                    "?exp=1700000000&exp=1700000000&sig=good",
                    "?exp=1700000000&sig="
                })
        void refusesEveryOtherLink(String query) {
            media.there = new Opened.Here("a", "image/png", ByteBuffer.wrap("b".getBytes(UTF_8)));

            assertProblem(linked(query), 403);
        }

        @Test
        void takesNoRoomForAFileBeforeTheLinkIsGood() {
            MediaController controller =
                    new MediaController(
                            media,
                            new FakeTenants(),
                            new CallRates(1, new MutableClock()),
                            new CallRates(1, new MutableClock()));
            MockHttpServletRequest withoutShare = new MockHttpServletRequest("GET", PATH);
            withoutShare.setQueryString("exp=1700000000&sig=bad");

            assertThatThrownBy(() -> controller.downloadMedia(FakeMedia.FILE.value(), withoutShare))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.FORBIDDEN));
        }

        @Test
        void asksStrangersWithoutALinkWhoTheyAre() {
            assertProblem(linked(""), 401);
            assertProblem(hub.get(PATH, Role.YALO), 403);
        }

        private int status(String token) {
            return hub.sendWith(token, "GET", PATH, "").statusCode();
        }

        @Test
        void givesAFileToAgentsOfTheSameClientAndToAdminsAlone() {
            String elektras = tokens.of("elektra", Role.AGENT);
            byte[] form = form("image/png", "bytes".getBytes(UTF_8));
            hub.send(
                    hub.request("/v1/media")
                            .POST(BodyPublishers.ofByteArray(form))
                            .header("Content-Type", FORM)
                            .header("Authorization", "Bearer " + elektras));

            assertThat(status(elektras)).isEqualTo(200);
            assertThat(status(tokens.of("elektra", Role.SUPERVISOR))).isEqualTo(200);
            assertThat(status(tokens.of("coppel", Role.SUPERVISOR))).isEqualTo(404);
            assertThat(status(tokens.ofNone(Role.AGENT))).isEqualTo(404);
            assertThat(status(tokens.of("not a name", Role.AGENT))).isEqualTo(403);
            assertThat(status(tokens.of("coppel", Role.ADMIN))).isEqualTo(200);
        }

        @Test
        void saysWhatIsWrong() {
            assertProblem(hub.get(PATH, Role.AGENT), 404);
            assertProblem(hub.get("/v1/media/x", Role.AGENT), 404);
            media.there = new Opened.TooLarge();
            assertProblem(hub.get(PATH, Role.AGENT), 413);
            media.there = new Opened.Away();
            HttpResponse<String> away = hub.get(PATH, Role.AGENT);
            assertProblem(away, 503);
            assertThat(away.headers().firstValue("Retry-After")).isPresent();
            assertThat(JsonPath.<Integer>read(away.body(), "$.code")).isEqualTo(1503);
        }
    }
}
