package dev.switchboard.adapter.in.web.canned;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeCannedReplies;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.LanguageTag;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@WebTest
class CannedImportTest {

    private static final String PATH = "/v1/canned-replies/import";
    private static final String NAMES = "shortcut,title,text,queues,locale\r\n";
    private static final String MARK = "\uFEFF";
    private static final Shelf SHARED = Shelf.of(TenantId.DEFAULT);

    private final Hub hub;
    private final FakeCannedReplies replies;
    private final FakeAudit audit;

    CannedImportTest(Hub hub, FakeCannedReplies replies, FakeAudit audit) {
        this.hub = hub;
        this.replies = replies;
        this.audit = audit;
    }

    @BeforeEach
    void withoutAny() {
        replies.reset();
        audit.reset();
    }

    private HttpResponse<String> send(String path, byte[] body, String type, Role role) {
        return hub.send(
                hub.request(path)
                        .method("PUT", BodyPublishers.ofByteArray(body))
                        .header("Content-Type", type)
                        .header("Authorization", "Bearer " + hub.token(role)));
    }

    private HttpResponse<String> bring(String csv) {
        return send(PATH, csv.getBytes(UTF_8), "text/csv", Role.SUPERVISOR);
    }

    private HttpResponse<String> tryOut(String csv) {
        return send(PATH + "?dry_run=true", csv.getBytes(UTF_8), "text/csv", Role.SUPERVISOR);
    }

    private String table() {
        String token = hub.token(Role.SUPERVISOR);
        var answer = hub.sendWith(token, "GET", "/v1/canned-replies", "", "Accept", "text/csv");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        return answer.body();
    }

    private static CannedReply reply(String shortcut, String text) {
        return new CannedReply(SHARED, shortcut, 1, "Title", text, List.of(), null);
    }

    @Test
    void addsAndReplacesAndRemovesNone() {
        replies.save(reply("beside", "Text"));
        replies.save(reply("hello", "Before"));
        String csv =
                MARK
                        + """
                        locale,text,shortcut,title,queues
                        pt-br,"Olá, ""{{customer.name}}""
                        Tchau",hello,Saudação,sales default
                        """;

        var tried = tryOut(csv);
        assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
        assertThat(tried.body())
                .isEqualTo("{\"created\":0,\"changed\":1,\"unchanged\":0,\"refused\":[]}");
        assertThat(replies.list(SHARED)).contains(reply("hello", "Before"));
        assertThat(audit.lines()).isEmpty();

        var brought = bring(csv);
        assertThat(brought.statusCode()).as(brought.body()).isEqualTo(200);
        assertThat(brought.body()).isEqualTo(tried.body());
        assertThat(replies.list(SHARED))
                .containsExactly(
                        reply("beside", "Text"),
                        new CannedReply(
                                SHARED,
                                "hello",
                                2,
                                "Saudação",
                                "Olá, \"{{customer.name}}\"\nTchau",
                                List.of(QueueId.DEFAULT, new QueueId("sales")),
                                new LanguageTag("pt-BR")));
        assertThat(audit.lines())
                .containsExactly(
                        "tester canned_reply.import default 0 created, 1 changed, 0 unchanged");
        assertThat(bring(csv).body()).contains("\"unchanged\":1");
    }

    @Test
    void isTheTableThatIsListed() {
        replies.save(
                new CannedReply(
                        SHARED,
                        "a",
                        1,
                        "=1+1",
                        "'-2, \"two\"\r\n\r@three",
                        List.of(QueueId.DEFAULT, new QueueId("sales")),
                        new LanguageTag("es")));
        replies.save(reply("b", "Text"));
        List<CannedReply> before = replies.list(SHARED);
        String table = table();

        assertThat(table)
                .isEqualTo(
                        NAMES
                                + "a,'=1+1,\"''-2, \"\"two\"\"\r\n\r@three\",default sales,es\r\n"
                                + "b,Title,Text,,\r\n");
        assertThat(bring(table).body()).contains("\"unchanged\":2");
        replies.reset();
        assertThat(bring(table).body()).contains("\"created\":2");
        assertThat(replies.list(SHARED)).isEqualTo(before);
        assertThat(table()).isEqualTo(table);
    }

    @Test
    void isAListOfNamesIfThereIsNone() {
        assertThat(table()).isEqualTo(NAMES);
        assertThat(bring(NAMES).body())
                .isEqualTo("{\"created\":0,\"changed\":0,\"unchanged\":0,\"refused\":[]}");
    }

    @Test
    void changesNothingIfALineIsRefused() {
        replies.save(reply("hello", "Before"));
        String csv = NAMES + "hello,Title,After,,\r\nbye,Title,Text,nowhere,\r\n";

        var refused = bring(csv);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(refused.body())
                .contains(
                        "\"code\":1002",
                        "\"detail\":\"Nothing was imported: 1 line is refused\"",
                        "\"line\":3",
                        "\"shortcut\":\"bye\"",
                        "\"detail\":\"There is no queue nowhere\"");
        assertThat(tryOut(csv).body())
                .isEqualTo(
                        "{\"created\":0,\"changed\":1,\"unchanged\":0,\"refused\":[{\"line\":3,"
                                + "\"shortcut\":\"bye\",\"detail\":\"There is no queue nowhere\"}]}");
        assertThat(replies.list(SHARED)).containsExactly(reply("hello", "Before"));
        assertThat(audit.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello,T,x,,           | 2 | A shortcut has 1 to 40",
                ",T,x,,                | 2 | A shortcut has 1 to 40",
                "a,,x,,                | 2 | A title has 1 to 100",
                "a,T,{{x,,             | 2 | A text has 1 to 4000",
                "a,T,x,default nope,   | 2 | There is no queue nope",
                "a,T,x,,es_MX          | 2 | The locale is a language such as es, en or pt-BR",
                "a,T,x                 | 2 | It has 3 cells of 5",
                "a                     | 2 | It has 1 cell of 5",
                "a,T,x,,,              | 2 | It has 6 cells of 5",
                "a,T,`x                | 2 | A quote does not end",
                "a,T,`x`y,,            | 2 | There is something between",
                "a,T,x`,,              | 2 | A quote begins",
                "a,T,x,,;a,T,y,,       | 3 | The shortcut is on line 2 already",
                "a,T,x,,;b,,,,;c,T,x,, | 3 | A title has 1 to 100"
            })
    void saysWhichLineIsWrongAndWhy(String lines, int line, String detail) {
        var answer = bring(NAMES + lines.replace(';', '\n').replace('`', '"'));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"line\":" + line + ",").contains(detail);
        assertThat(replies.list(SHARED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                        | Unknown column: hello",
                "shortcut,title            | There is no column text",
                "shortcut,title,text,owner | Unknown column: owner",
                "shortcut;title;text       | Unknown column: shortcut;title;text",
                "shortcut,title,text,title | The column title is there twice"
            })
    void hasTheKnownColumns(String names, String detail) {
        var answer = bring(names + "\r\nhello,Title,Text,x\r\n");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(detail).contains("\"shortcut\":null");
        assertThat(replies.list(SHARED)).isEmpty();
    }

    @Test
    void needsNoMoreThanThreeColumns() {
        assertThat(bring("text,title,shortcut\nText,Title,hello").statusCode()).isEqualTo(200);
        assertThat(replies.list(SHARED)).containsExactly(reply("hello", "Text"));
    }

    @Test
    void refusesThoseForWhichThereIsNoPlace() {
        replies.save(reply("a", "Text"));
        var answer = bring(NAMES + "b,T,x,,\na,T,x,,\nc,T,x,,\nd,T,x,,\n");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Nothing was imported: 2 lines are refused")
                .contains("\"line\":4", "\"line\":5")
                .contains("There would be more than " + KeepCannedReplies.MOST);
        assertThat(replies.list(SHARED)).containsExactly(reply("a", "Text"));
    }

    @Test
    void hasNoMoreRowsThanThereMayBeReplies() {
        String rows =
                IntStream.rangeClosed(1, KeepCannedReplies.MOST + 2)
                        .mapToObj(i -> "r" + i + ",T,x,,\n")
                        .collect(Collectors.joining());

        assertThat(tryOut(NAMES + rows).body())
                .contains(
                        "{\"line\":502,\"shortcut\":null,\"detail\":\"There are more than 500 rows\"}")
                .doesNotContain("\"line\":503");
    }

    @Test
    void isUtf8() {
        byte[] latin = (NAMES + "hello,Título,x,,\r\n").getBytes(ISO_8859_1);

        var answer = send(PATH, latin, "text/csv", Role.SUPERVISOR);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"line\":2").contains("It is not UTF-8");
    }

    @Test
    void isATableOfALimitedSize() {
        byte[] large = new byte[8 * 1024 * 1024 + 1];

        assertThat(send(PATH, large, "text/csv", Role.SUPERVISOR).statusCode()).isEqualTo(413);
        assertThat(send(PATH, new byte[2_000_000], "text/csv", Role.SUPERVISOR).statusCode())
                .isEqualTo(422);
        byte[] json = new byte[2_000_000];
        assertThat(send(PATH, json, "text/plain", Role.SUPERVISOR).statusCode()).isEqualTo(415);
        assertThat(send(PATH, new byte[0], "text/csv", Role.SUPERVISOR).body())
                .contains("There is no line of names");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUPERVISOR", "ADMIN"})
    void isBroughtBySupervisorsAlone(Role role) {
        byte[] csv = (NAMES + "hello,Title,Text,,").getBytes(UTF_8);

        assertThat(send(PATH, csv, "text/csv", role).statusCode()).isEqualTo(403);
        assertThat(replies.list(SHARED)).isEmpty();
    }

    @Test
    void isTriedOutOrNot() {
        byte[] csv = NAMES.getBytes(UTF_8);
        var unclear = send(PATH + "?dry_run=perhaps", csv, "text/csv", Role.SUPERVISOR);

        assertThat(unclear.statusCode()).isEqualTo(422);
        assertThat(unclear.body()).contains("\"field\":\"dry_run\"").contains("one of true, false");
    }

    /// A reply with the shortcut `import` is one like others.
    @Test
    void isNoReply() {
        String body = "{\"title\":\"Import\",\"text\":\"Text\"}";

        assertThat(hub.send("PUT", PATH, body, Role.SUPERVISOR).statusCode()).isEqualTo(201);
        assertThat(hub.send("DELETE", PATH, "", Role.SUPERVISOR).statusCode()).isEqualTo(204);
    }
}
