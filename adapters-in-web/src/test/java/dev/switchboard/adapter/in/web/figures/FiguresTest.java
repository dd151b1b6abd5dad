package dev.switchboard.adapter.in.web.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeFigures;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.figures.ReadFigures.Counted;
import dev.switchboard.application.port.in.figures.ReadFigures.Line;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.figures.Figures.Count;
import dev.switchboard.domain.figures.Spread;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.identity.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WebTest
class FiguresTest {

    private static final Instant TEN = Instant.parse("2026-05-01T10:00:00Z");
    private static final String MAY = "?from=2026-05-01T00:00:00Z&to=2026-06-01T00:00:00Z";
    private static final Spread NEVER = Figures.NONE.answers();
    private static final Figures SOME =
            new Figures(
                    Map.of(
                            Count.ASKED,
                            9,
                            Count.ANSWERED,
                            7,
                            Count.IN_TIME,
                            6,
                            Count.LATE,
                            1,
                            Count.ACCEPTED,
                            7,
                            Count.MISSED,
                            2,
                            Count.ENDED,
                            5),
                    Map.of(new LabelId("solved"), 4, new LabelId("lost"), 1),
                    new Spread(Duration.ofMillis(14_900), Duration.ofSeconds(51)),
                    NEVER);

    private final Hub hub;
    private final FakeFigures figures;
    private final FakeAudit audit;

    FiguresTest(Hub hub, FakeFigures figures, FakeAudit audit) {
        this.hub = hub;
        this.figures = figures;
        this.audit = audit;
    }

    @BeforeEach
    void withoutAny() {
        figures.reset();
        audit.reset();
    }

    private static Line line(String name, Figures what) {
        return new Line(TEN, name, what);
    }

    private HttpResponse<String> csv(String path) {
        return hub.sendWith(hub.token(Role.SUPERVISOR), "GET", path, "", "Accept", "text/csv");
    }

    @Test
    void ofQueuesAreThoseOfTheTenant() {
        figures.answer(new Counted.Done(List.of(line("sales", SOME))));

        var answer =
                hub.get("/v1/stats/queues" + MAY + "&by=hour&zone=Europe/Madrid", Role.SUPERVISOR);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        """
                        {"items":[{"at":"2026-05-01T10:00:00Z","queue_id":"sales","asked":9,"returned":0,"answered":7,\
                        "answered_in_time":6,"abandoned":0,"moved":0,"declined":0,"missed":2,"ended":5,"transferred":0,\
                        "lapsed":0,"answer_p50_s":14,"answer_p90_s":51,"handle_p50_s":null,"handle_p90_s":null,\
                        "by_outcome":{"lost":1,"solved":4}}]}\
                        """);
        assertThat(figures.asked())
                .singleElement()
                .asString()
                .startsWith("queues of default")
                .contains("from=2026-05-01T00:00:00Z", "by=HOUR", "zone=Europe/Madrid");
        assertThat(audit.reads()).containsExactly("tester stats.read");
    }

    @Test
    void ofAgentsSayWhatTheyDid() {
        figures.answer(new Counted.Done(List.of(new Line(null, "ann", SOME))));

        var answer = hub.get("/v1/stats/agents" + MAY + "&queue=sales&agent=ann", Role.ADMIN);

        assertThat(answer.body())
                .isEqualTo(
                        """
                        {"items":[{"at":null,"agent_id":"ann","accepted":7,"declined":0,"missed":2,"ended":5,\
                        "transferred":0,"lapsed":0,"handle_p50_s":null,"handle_p90_s":null,\
                        "by_outcome":{"lost":1,"solved":4}}]}\
                        """);
        assertThat(figures.asked())
                .singleElement()
                .asString()
                .startsWith("agents of default")
                .contains("by=null", "zone=Z", "queue=sales", "agent=ann");
    }

    @Test
    void areNotJudgedWithoutAGoal() {
        Figures unjudged = new Figures(Map.of(Count.ANSWERED, 3), Map.of(), NEVER, NEVER);
        figures.answer(new Counted.Done(List.of(line("sales", unjudged))));

        assertThat(hub.get("/v1/stats/queues" + MAY, Role.SUPERVISOR).body())
                .contains("\"answered\":3,\"answered_in_time\":null");
    }

    @Test
    void areWrittenAsCsv() {
        Figures others = new Figures(Map.of(), Map.of(new LabelId("a"), 2), NEVER, NEVER);
        figures.answer(
                new Counted.Done(List.of(new Line(null, "Ñandú, \"x\"", SOME), line("b", others))));

        var answer = csv("/v1/stats/agents" + MAY);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(answer.body())
                .isEqualTo(
                        "at,agent_id,accepted,declined,missed,ended,transferred,lapsed,handle_p50_s,"
                                + "handle_p90_s,by_outcome.a,by_outcome.lost,by_outcome.solved\r\n"
                                + ",\"Ñandú, \"\"x\"\"\",7,0,2,5,0,0,,,,1,4\r\n"
                                + "2026-05-01T10:00:00Z,b,0,0,0,0,0,0,,,2,,\r\n");
    }

    @Test
    void haveALineOfNamesEvenIfNothingHappened() {
        assertThat(csv("/v1/stats/queues" + MAY).body())
                .startsWith("at,queue_id,asked,")
                .endsWith(",handle_p90_s\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=1+1             | '=1+1",
                "+1               | '+1",
                "-1               | '-1",
                "@SUM(A1)         | '@SUM(A1)",
                "=HYPERLINK(a,b)  | \"'=HYPERLINK(a,b)\"",
                "a=1              | a=1"
            },
            quoteCharacter = '`')
    void areNoFormulas(String agent, String cell) {
        figures.answer(new Counted.Done(List.of(new Line(null, agent, SOME))));

        assertThat(csv("/v1/stats/agents" + MAY).body()).contains("\r\n," + cell + ",7,");
    }

    @Test
    void areNoFormulasBehindATabEither() {
        figures.answer(new Counted.Done(List.of(new Line(null, "\t=1", SOME))));

        assertThat(csv("/v1/stats/agents" + MAY).body()).contains("\r\n,'\t=1,7,");
    }

    @ParameterizedTest
    @CsvSource({
        "?to=2026-06-01T00:00:00Z, from",
        "?from=2026-05-01T00:00:00Z, to",
        "?from=yesterday&to=2026-06-01T00:00:00Z, from",
        "?from=2026-05-01T00:00:00Z&to=2026-06-01T01:00:01Z, to",
        "?from=2026-05-01T00:00:00Z&to=2026-05-01T00:00:00Z, to",
        "?from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z&by=week, by",
        "?from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z&zone=Mars/Here, zone",
        "?from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z&queue=a%20b, queue",
        "?from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z&agent=%20, agent",
    })
    void areNotToldForAWrongQuestion(String query, String field) {
        for (String path : List.of("/v1/stats/queues", "/v1/stats/agents")) {
            var answer = hub.get(path + query, Role.SUPERVISOR);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        }
        assertThat(csv("/v1/stats/queues" + query).statusCode()).isEqualTo(422);
        assertThat(figures.asked()).isEmpty();
    }

    @Test
    void areRefusedRatherThanToldInPart() {
        figures.answer(Counted.Refused.TOO_MUCH);
        var much = hub.get("/v1/stats/queues" + MAY, Role.SUPERVISOR);
        figures.answer(Counted.Refused.BUSY);
        var busy = csv("/v1/stats/agents" + MAY);

        assertThat(much.statusCode()).isEqualTo(422);
        assertThat(much.body()).contains("\"field\":\"from\"", "too much happened");
        assertThat(busy.statusCode()).isEqualTo(429);
        assertThat(busy.headers().firstValue("Retry-After")).hasValue("1");
    }
}
