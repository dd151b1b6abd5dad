package dev.switchboard.adapter.in.web.conversation;

import static dev.switchboard.domain.identity.Role.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeSearch;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.Samples;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.handoff.SearchMessages.Found;
import dev.switchboard.application.port.in.handoff.SearchMessages.Hit;
import dev.switchboard.application.port.in.handoff.SearchMessages.Mark;
import dev.switchboard.application.port.in.handoff.SearchMessages.Place;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.search.PieceId;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WebTest
class SearchTest {

    private static final Place NEXT =
            new Place(Samples.NOON, new PieceId(new ConversationId("session:a"), 3));

    private final Hub hub;
    private final FakeSearch search;
    private final FakeAudit audit;

    SearchTest(Hub hub, FakeSearch search, FakeAudit audit) {
        this.hub = hub;
        this.search = search;
        this.audit = audit;
    }

    @BeforeEach
    void withoutAny() {
        search.reset();
        audit.reset();
    }

    private HttpResponse<String> ask(String question) {
        return hub.post(SearchController.PATH, question, ADMIN);
    }

    @Test
    void showsWhatIsFoundAndWhetherItArrived() {
        Customer eva = new Customer("52155", "Eva R\u00edos", Customer.NOTHING_ELSE);
        search.answer(
                new Found.Page(
                        List.of(
                                new Hit(
                                        Samples.message("session:a", 1, Samples.parked()),
                                        eva,
                                        "Hello, Slack!",
                                        List.of(new Mark(7, 12)))),
                        NEXT,
                        false));

        var answer = ask("{\"words\":\"slack\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        """
                        {"items":[{"message_id":"%s","conversation_id":"session:a","seq":1,\
                        "author":{"party":"AGENT","name":"backend"},"accepted_at":"2026-01-31T12:00:01Z",\
                        "customer":{"id":"52155","name":"Eva R\u00edos"},"snippet":"Hello, Slack!","marks":[[7,12]],"parked":true}],\
                        "next":{"began":"2026-01-31T12:00:00Z","conversation_id":"session:a","piece":3},"complete":false}\
                        """
                                .formatted(Samples.messageId(1)));
    }

    @Test
    void asksWhatTheBodySays() {
        ask(
                """
                {"words":"broken parcel","customer":"eva","agent":"ann","queue":"sales","tags":["vip"],
                 "outcome":"solved","from":"2026-01-31T12:00:00Z","to":"2026-02-01T12:00:00Z","limit":7,
                 "before":{"began":"2026-01-31T12:00:00Z","conversation_id":"session:a","piece":3}}\
                """);

        assertThat(search.asked())
                .singleElement()
                .asString()
                .startsWith("default ")
                .contains(
                        "words=broken parcel",
                        "customer=eva",
                        "agent=ann",
                        "queue=sales",
                        "tags=[vip]",
                        "outcome=solved",
                        "from=2026-01-31T12:00:00Z",
                        "to=2026-02-01T12:00:00Z",
                        "behind=" + NEXT,
                        "limit=7");
    }

    @Test
    void asksOfTheCallersOwnClientUnlessTheBodyNamesAnother() {
        ask("{\"words\":\"x1\"}");
        ask("{\"words\":\"x2\",\"client\":\"elektra\"}");

        assertThat(search.asked())
                .satisfiesExactly(
                        own -> assertThat(own).startsWith("default ").contains("limit=50"),
                        other -> assertThat(other).startsWith("elektra "));
    }

    /// Counted by the minute, like the searches of supervisors; and nobody reads there what was
    /// looked for.
    @Test
    void isAuditedByClientWithoutTheWords() {
        ask("{\"words\":\"secretive\",\"client\":\"elektra\"}");

        assertThat(audit.reads()).containsExactly("tester conversation.search elektra");
        assertThat(audit.begun()).isEmpty();
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void needsSomethingToLookFor() {
        search.answer(DeskRefusal.NOTHING_ASKED);

        var answer = ask("");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Missing field: words");
    }

    @Test
    void saysIfThereIsNoIndex() {
        search.answer(DeskRefusal.NOT_FOUND);

        var answer = ask("{\"words\":\"slack\"}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":1502");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    client  | "a b"
                    agent   | ""
                    queue   | "a b"
                    tags    | ["Not A Tag"]
                    outcome | "Not An Outcome"
                    from    | "today"
                    to      | "+1000000000-12-31T23:59:59Z"
                    before  | {"began":"2026-01-31T12:00:00Z","conversation_id":"nonsense","piece":3}
                    before  | {"began":"2026-01-31T12:00:00Z","conversation_id":"session:a","piece":-1}
                    before  | {"began":"9999-12-31T23:59:59Z","conversation_id":"session:a","piece":3}
                    limit   | 0
                    limit   | 51
                    """)
    void refusesWhatItCannotUnderstand(String field, String value) {
        var answer = ask("{\"words\":\"slack\",\"" + field + "\":" + value + "}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        assertThat(search.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"words", "customer"})
    void refusesWhatNobodyTypes(String field) {
        var answer = ask("{\"" + field + "\":\"" + "x".repeat(201) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }
}
